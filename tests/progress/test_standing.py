"""Where a unit stands in carrying out: by its targets, in one question to the database."""

import datetime as dt

from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.progress.conftest import note_words
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.campaigns.unit_states import UnitState
from thidua.progress.actions import write_note
from thidua.progress.checks import confirm
from thidua.progress.reading import progress_of, targets_of_units
from thidua.progress.standing import CARRY_OUT, standings
from thidua.registrations.models import Task


def state(year: Campaign, cast: Cast) -> UnitState:
    return standings(year)[cast["G3"].pk].state


def test_from_nothing_noted_to_every_result_confirmed(
    cast: Cast, year: Campaign, task: Task, commune: User, district: User
) -> None:
    unit = cast["G3"]
    assert state(year, cast) == UnitState.NOT_STARTED
    write_note(task, note_words(task, 9), actor=commune)
    standing = standings(year, [unit.pk])[unit.pk]
    assert standing.state == UnitState.DRAFTING
    assert standing.missing is not None
    assert standing.missing.vi == "chưa có kết quả: nhiệm vụ 1"
    assert CARRY_OUT.left(year, [unit, cast["G1"]]) == {unit.pk: 1, cast["G1"].pk: 0}
    reached = write_note(task, note_words(task, 30), actor=commune)
    assert state(year, cast) == UnitState.SENT
    assert CARRY_OUT.left(year, [unit])[unit.pk] == 0
    confirm(reached, actor=district)
    assert state(year, cast) == UnitState.ACCEPTED


def test_what_fell_short_is_a_result_once_its_end_has_passed(
    cast: Cast, year: Campaign, task: Task, commune: User, settings: LazySettings
) -> None:
    write_note(task, note_words(task, 28), actor=commune)
    settings.TODAY = dt.date(2021, 11, 30)
    assert state(year, cast) == UnitState.DRAFTING
    settings.TODAY = dt.date(2021, 12, 1)
    assert state(year, cast) == UnitState.SENT


def test_one_question_and_the_same_targets_as_of_the_tasks(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    wrong = write_note(task, note_words(task, 90), actor=commune)
    write_note(task, note_words(task, 9, corrects=wrong.pk), actor=commune)
    day = dt.date(2021, 9, 5)
    with CaptureQueriesContext(connection) as asked:
        [one] = targets_of_units(year, on=day)
    assert len(asked) == 1
    [told] = progress_of(year, on=day)
    assert one.target.now == told.targets[0].now
    assert targets_of_units(year, on=day, organisations=[cast["G1"].pk]) == []


def test_a_unit_without_accepted_tasks_is_asked_nothing(cast: Cast, year: Campaign) -> None:
    assert standings(year) == {}
