"""Figures are kept while nothing changed, and counted again as soon as something did."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from tests.movement.conftest import TODAY, Tasks
from tests.movement.test_page import text
from tests.progress.conftest import noted
from thidua.accounts.actors import Operator, scope_of
from thidua.campaigns.models import Campaign
from thidua.movement import kept
from thidua.movement.figures import MovementFigures
from thidua.progress.states import TaskState
from thidua.registrations.models import Task, TaskStatus
from thidua.state_board.units import part_of

As = Callable[[str], Client]


def seen(year: Campaign, on: dt.date = TODAY) -> MovementFigures:
    part = part_of(scope_of(Operator()), TODAY, "P")
    assert part is not None
    return kept.kept_figures(year, part, on=on)


def test_what_did_not_change_is_not_counted_again(
    launched: Campaign, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seen(launched)
    monkeypatch.setattr(kept, "figures_of", None)
    assert seen(launched) is first
    with pytest.raises(TypeError):
        seen(launched, dt.date(2021, 9, 4))


def test_a_note_moves_the_number_of_the_page(as_: As, launched: Campaign, tasks: Tasks) -> None:
    client = as_("P")
    page = "/nam/2021/phong-trao/"
    assert "2 đã xong" in text(client, page)
    noted(tasks["LUA"], dt.date(2021, 9, 1), value=Decimal(30))
    assert "3 đã xong" in text(client, page)


def test_a_withdrawal_a_correction_and_a_later_cut_off_count_at_once(
    launched: Campaign, tasks: Tasks
) -> None:
    assert seen(launched).tasks.all == 7
    Task.objects.filter(pk=tasks["IM"].pk).update(status=TaskStatus.WITHDRAWN)
    assert seen(launched).tasks.all == 6
    wrong = tasks["VUOT"].notes.get()
    noted(tasks["VUOT"], wrong.on, value=Decimal(3), corrects=wrong)
    assert seen(launched).tasks.finished == 1
    launched.cut_off_date = dt.date(2021, 8, 1)
    assert seen(launched).tasks.of(TaskState.MISSED) == 5
