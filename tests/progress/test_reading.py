"""A task as it stood on a day: what was noted up to then, corrected notes left out."""

import datetime as dt
from decimal import Decimal

from tests.progress.conftest import TODAY, noted
from thidua.campaigns.models import Campaign
from thidua.progress.models import CheckKind
from thidua.progress.reading import progress_of
from thidua.registrations.models import Task
from thidua.vocabulary import Reached


def test_the_value_in_effect_is_that_of_the_latest_day(year: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 8, 19), value=Decimal(9))
    noted(task, dt.date(2021, 7, 20), value=Decimal(5))
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert found.targets[0].now.value == 9
    [earlier] = progress_of(year, on=dt.date(2021, 8, 1))
    assert earlier.targets[0].now is not None
    assert earlier.targets[0].now.value == 5
    assert earlier.notes == 1


def test_nothing_noted_is_not_known(year: Campaign, task: Task) -> None:
    [found] = progress_of(year, on=TODAY)
    assert (found.targets[0].reached, found.latest, found.notes) == (Reached.UNKNOWN, None, 0)


def test_a_correction_stands_in_the_place_of_what_it_corrects(year: Campaign, task: Task) -> None:
    wrong = noted(task, dt.date(2021, 8, 19), value=Decimal(90))
    noted(task, dt.date(2021, 8, 19), value=Decimal(9), corrects=wrong)
    [found] = progress_of(year, on=TODAY)
    assert found.targets[0].now is not None
    assert found.targets[0].now.value == 9
    assert found.notes == 1


def test_reached_after_the_end_is_reached_and_not_in_time(year: Campaign, task: Task) -> None:
    noted(task, dt.date(2021, 11, 20), value=Decimal(28))
    noted(task, dt.date(2021, 12, 5), value=Decimal(31))
    [found] = progress_of(year, on=dt.date(2021, 12, 31))
    target = found.targets[0]
    assert (target.reached, target.reached_in_time) == (Reached.EXCEEDED, Reached.SHORT)


def test_milestones_and_what_was_confirmed(year: Campaign, task: Task) -> None:
    note = noted(
        task,
        dt.date(2021, 8, 30),
        value=Decimal(15),
        milestones=[(dt.date(2021, 8, 31), "xong 15 ha")],
    )
    note.checks.create(
        kind=CheckKind.CONFIRMED,
        committee=task.registration.organisation,
        checked_by_name="Huyện uỷ",
        checked_at=note.written_at,
    )
    [found] = progress_of(year, on=TODAY, under=task.registration.organisation.path)
    assert [one.reached_on for one in found.milestones] == [dt.date(2021, 8, 30)]
    assert found.targets[0].now is not None
    assert found.targets[0].now.confirmed


def test_nobody_is_held_to_what_was_not_accepted_yet(year: Campaign, task: Task) -> None:
    assert progress_of(year, on=dt.date(2021, 3, 19)) == []
    assert progress_of(year, on=TODAY, organisations=[]) == []
