"""What the state board knows of remedies: numbers by unit, and nothing of units that have none."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.remedies.conftest import Who, named, of_commune, of_member
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import UnitState
from thidua.remedies.actions import ask_to_close, write_step
from thidua.remedies.closing import close, note_read
from thidua.remedies.standing import STANDINGS, standings


def test_a_unit_owes_what_is_open_of_its_own_and_of_its_members(
    cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    named(year, of_commune(cast), who("district"))
    for number in (5, 6):
        named(year, of_member(cast, number), who("commune"))
    found = standings(year)
    assert set(found) == {cast["G3"].pk, cast["G3A"].pk}
    cell = found[cast["G3A"].pk]
    assert cell.missing is not None
    assert (cell.state, cell.missing.vi) == (UnitState.DRAFTING, "còn 2 việc khắc phục")
    settings.TODAY = dt.date(2022, 7, 1)
    late = standings(year, [cast["G3"].pk])
    assert [str(one.missing) for one in late.values()] == ["còn 1 việc khắc phục, 1 quá hạn"]


def test_it_has_done_its_part_when_it_asked_and_all_is_done_when_closed(
    cast: Cast, year: Campaign, who: Who
) -> None:
    remedy = named(year, of_commune(cast), who("district"))
    write_step(remedy=remedy, text="Họp", actor=who("commune"))
    ask_to_close(remedy=remedy, actor=who("commune"))
    assert standings(year)[cast["G3"].pk].state == UnitState.SENT
    note_read(remedy, who("district"))
    closed = close(remedy=remedy, actor=who("district"))
    found = standings(year)[cast["G3"].pk]
    assert (found.state, found.since) == (UnitState.ACCEPTED, closed.closed_on)


def test_nothing_is_waited_for_before_the_step_begins(
    cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    named(year, of_commune(cast), who("district"))
    year.deadlines.create(step=Step.SUM_UP, due_on=dt.date(2022, 2, 23))
    assert standings(year) == {}
    settings.TODAY = dt.date(2022, 2, 24)
    assert set(standings(year)) == {cast["G3"].pk}


@pytest.mark.parametrize("units", [None, "all"])
def test_units_are_counted_in_one_question(
    cast: Cast, year: Campaign, who: Who, units: str | None
) -> None:
    """And the calendar in one, where no page has read it."""
    named(year, of_commune(cast), who("district"))
    keys = None if units is None else [cast["G3"].pk, cast["G1"].pk]
    with CaptureQueriesContext(connection) as asked:
        assert list(standings(year, keys)) == [cast["G3"].pk]
    assert len(asked) == 2


def test_its_address_is_the_board_of_the_unit(cast: Cast, year: Campaign, who: Who) -> None:
    named(year, of_commune(cast), who("district"))
    client = Client()
    client.force_login(who("district"))
    shown = client.get(STANDINGS.address(year, "G3")).context["page"]
    assert [row.remedy.organisation.code for row in shown.rows] == ["G3"]
