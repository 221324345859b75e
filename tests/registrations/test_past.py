"""Registrations of an earlier time, written whole: as if they had been sent and answered here."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast
from thidua.campaigns.models import Campaign
from thidua.registrations.clarities import Clarity
from thidua.registrations.clear import problems
from thidua.registrations.content import Content, Doer, MeasureLine, from_json
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import Measure, Registration, Task, TaskVersion
from thidua.registrations.past import PastRegistration, PastTask, record_past
from thidua.registrations.rows import content_of

SENT = dt.datetime(2021, 3, 10, 2, tzinfo=dt.UTC)
ANSWERED = dt.datetime(2021, 3, 20, 2, tzinfo=dt.UTC)


def content(cast: Cast, work: str = "Lắp đồng hồ nước sạch cho 80 hộ") -> Content:
    person = cast.people["M-G3A-02"]
    return Content(
        work=work,
        doers=(Doer(person=person.pk, name=person.full_name, lead=True),),
        ends_on=dt.date(2021, 11, 30),
        measures=(MeasureLine("Số hộ", "hộ", Decimal(20), Decimal(80), main=True),),
        answers=person.pk,
        answers_name=person.full_name,
    )


def past(cast: Cast, *tasks: PastTask, unit: str = "G3", above: str = "U2") -> PastRegistration:
    return PastRegistration(
        cast[unit], cast[above], tasks, due_on=None, sent_at=SENT, answered_at=ANSWERED
    )


def record(year: Campaign, *given: PastRegistration) -> list[Task]:
    return record_past(campaign=year, registrations=given, actor=OPERATOR)


def test_what_was_accepted_is_locked_whole_and_has_its_version(cast: Cast, year: Campaign) -> None:
    (task,) = record(year, past(cast, PastTask(content(cast))))
    task.refresh_from_db()
    assert (task.status, len(task.locked)) == ("accepted", 5)
    assert task.registration.status == "accepted"
    version = TaskVersion.objects.get(task=task)
    assert version.number == 1
    assert "80 hộ" in version.sentence
    assert from_json(version.content).measures == content_of(task).measures
    assert not problems(task)


def test_a_clarity_that_came_back_is_open_with_its_reason(cast: Cast, year: Campaign) -> None:
    back = PastTask(content(cast), returned={Clarity.TIME: "Nêu mốc giữa năm"})
    _whole, task = record(year, past(cast, PastTask(content(cast)), back))
    assert (task.status, Clarity.TIME in task.locked) == ("returned", False)
    registration = Registration.objects.get()
    assert (registration.status, registration.reason) == ("returned", "Nêu mốc giữa năm")


def test_a_part_of_a_task_above_is_linked_to_its_measure(cast: Cast, year: Campaign) -> None:
    above = past(cast, PastTask(content(cast), offered=True), unit="U2", above="P")
    (offered,) = record(year, above)
    measure = Measure.objects.get(task=offered)
    (part,) = record(year, past(cast, PastTask(content(cast), taken_from=measure)))
    part.refresh_from_db()
    assert (part.taken_from, part.share_measure, part.share) == (offered, measure, Decimal(80))


def test_a_draft_has_no_version(cast: Cast, year: Campaign) -> None:
    record(year, PastRegistration(cast["G3"], cast["U2"], [PastTask(content(cast))], due_on=None))
    assert Registration.objects.get().status == "draft"
    assert not TaskVersion.objects.exists()


def test_one_that_is_not_whole_is_refused_and_nothing_is_written(
    cast: Cast, year: Campaign
) -> None:
    good = past(cast, PastTask(content(cast)))
    with pytest.raises(RegistrationError):
        record(year, good, past(cast, PastTask(content(cast, work="")), unit="G1", above="U1"))
    assert not Registration.objects.exists()
