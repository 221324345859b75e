"""The shared province with one accepted task of the commune G3: 30 ha by 30 November, 15 ha by 31
August; the day is 5 September.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings

from tests import cast as people
from tests.builder import OPERATOR
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import Role, User
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign, Step
from thidua.progress.models import Note, NoteMilestone, NoteValue
from thidua.progress.rules import NoteWords
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.clarities import clarities_of
from thidua.registrations.models import Registration, Task
from thidua.registrations.sending import send_registration
from thidua.registrations.settling import settle_task

TODAY = dt.date(2021, 9, 5)
ABOVE = Authority(OPERATOR)


@pytest.fixture
def year(cast: Cast, settings: LazySettings) -> Campaign:
    """2021, launched in January, registrations due on 31 March; it is 5 September."""
    settings.TODAY = dt.date(2021, 3, 18)
    campaign = people.campaign(frozen=False)
    campaign.launch_date = dt.date(2021, 1, 15)
    campaign.save()
    campaign.deadlines.create(step=Step.REGISTER, due_on=dt.date(2021, 3, 31))
    campaign.deadlines.create(step=Step.CARRY_OUT, due_on=dt.date(2021, 11, 30))
    return campaign


@pytest.fixture
def commune(cast: Cast) -> User:
    return cast.officer("xa", Role.GRASSROOTS, "G3")


@pytest.fixture
def district(cast: Cast) -> User:
    return cast.officer("huyen", Role.UPPER_LEVEL, "U2")


@pytest.fixture
def registration(cast: Cast, year: Campaign, commune: User, settings: LazySettings) -> Registration:
    """Of the commune G3: one task, accepted."""
    registration = start_registration(year, cast["G3"], actor=commune)
    add_task(registration, actor=commune, values=whole(cast))
    send_registration(registration, actor=commune)
    accept(registration)
    settings.TODAY = TODAY
    registration.refresh_from_db()
    return registration


@pytest.fixture
def task(registration: Registration) -> Task:
    return registration.tasks.get()


def accept(registration: Registration) -> None:
    """Every task that was sent is accepted, long ago."""
    asked = {each.id for each in clarities_of(registration.campaign.year)}
    for task in registration.tasks.filter(status="sent"):
        settle_task(task, asked, {}, authority=ABOVE)
        task.versions.update(accepted_at=dt.datetime(2021, 3, 20, tzinfo=dt.UTC))


def noted(task: Task, on: dt.date, **values: Any) -> Note:
    """A note put there without any act: `value` or `done` of the task's first measure, milestones
    as (day, words), else what the table has.
    """
    measure = task.measures.first()
    assert measure is not None
    numbers = {name: values.pop(name) for name in ("value", "done") if name in values}
    milestones = values.pop("milestones", ())
    at = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    note = Note.objects.create(
        task=task, on=on, written_by_name="Cán bộ xã", written_at=at, **values
    )
    if numbers:
        NoteValue.objects.create(note=note, measure_id=measure.pk, **numbers)
    for due_on, text in milestones:
        NoteMilestone.objects.create(note=note, due_on=due_on, text=text)
    return note


def second_measure(task: Task) -> int:
    """Another measure of the task, like the first: 30 ha, in a version accepted later; its key."""
    first, version = task.measures.get(), task.versions.get()
    second = task.measures.create(
        position=2, name="Diện tích thứ hai", unit=first.unit, target=first.target
    )
    (line,) = version.content["effect"]["measures"]
    version.content["effect"]["measures"].append({**line, "id": second.pk})
    version.pk, version.number, version._state.adding = None, 2, True
    version.save()
    return second.pk


def note_words(task: Task, value: Decimal | bool | int | None = None, **words: Any) -> NoteWords:
    """What somebody notes today: this much of the task's first measure; `values` may be one value
    of that measure too.
    """
    measure = task.measures.first()
    assert measure is not None
    given = words.pop("values", value)
    if not isinstance(given, dict):
        number = given if given is None or isinstance(given, bool) else Decimal(given)
        given = {} if number is None else {measure.pk: number}
    return NoteWords(**{"on": TODAY, **words}, values=given)
