"""A unit whose registration was accepted adds a task, or takes one up: what was accepted stays."""

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.registrations.actions import add_task, remove_task
from thidua.registrations.clarities import clarities_of
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import Registration, Task, TaskStatus
from thidua.registrations.sending import send_registration
from thidua.registrations.settling import settle_task
from thidua.submissions.models import SubmissionStatus


@pytest.fixture
def accepted(registration: Registration, task: Task, commune: User) -> Registration:
    send_registration(registration, actor=commune)
    accept(task)
    registration.refresh_from_db()
    assert registration.status == SubmissionStatus.ACCEPTED
    return registration


def accept(task: Task) -> None:
    asked = {each.id for each in clarities_of(task.registration.campaign.year)}
    settle_task(task, asked, {}, authority=Authority(OPERATOR))


def test_a_task_added_later_is_sent_alone_and_the_others_stay_accepted(
    accepted: Registration, task: Task, commune: User, cast: Cast
) -> None:
    added = add_task(accepted, actor=commune, values=whole(cast))
    task.refresh_from_db()
    assert (task.status, added.status) == (TaskStatus.ACCEPTED, TaskStatus.DRAFT)
    send_registration(accepted, actor=commune)
    assert task.versions.count() == 1
    accept(added)
    accepted.refresh_from_db()
    assert accepted.status == SubmissionStatus.ACCEPTED


def test_who_thinks_better_of_it_has_an_accepted_registration_again(
    accepted: Registration, commune: User
) -> None:
    added = add_task(accepted, actor=commune)
    accepted.refresh_from_db()
    assert accepted.status == SubmissionStatus.RETURNED
    remove_task(added, actor=commune)
    accepted.refresh_from_db()
    assert accepted.status == SubmissionStatus.ACCEPTED


def test_while_it_waits_above_nothing_is_added(
    registration: Registration, task: Task, commune: User
) -> None:
    send_registration(registration, actor=commune)
    with pytest.raises(RegistrationError, match="đã gửi"):
        add_task(registration, actor=commune)
