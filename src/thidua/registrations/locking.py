"""A task or a registration, locked, and whether an act may be done to it now."""

from collections.abc import Collection
from typing import Any

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.registrations.clarities import clarities_of
from thidua.registrations.errors import RegistrationError
from thidua.registrations.models import (
    TASK,
    Registration,
    Task,
    TaskStatus,
)
from thidua.registrations.permissions import authority_over
from thidua.registrations.rows import with_rows
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.submissions.models import SUBMISSION


def asked_of(registration: Registration) -> Collection[Any]:
    return clarities_of(registration.campaign.year)


def locked_task(task: Task) -> Task:
    """The task as it is now, nobody else changing it or its registration until this is over."""
    Registration.objects.select_for_update(of=("self",)).get(pk=task.registration_id)
    rows = with_rows(Task.objects.select_for_update(of=("self",)))
    return rows.select_related(
        "answers", "registration__campaign", "registration__organisation", "registration__person"
    ).get(pk=task.pk)


def task_for(task: Task, actor: Actor, act: str) -> tuple[Task, Authority]:
    """The task, locked, and by what the actor does this to it; both it and its registration must be
    open to changes. Raises RegistrationError, PermissionDenied.
    """
    task = locked_task(task)
    authority = authority_over(actor, task.registration)
    next_state(task, act)
    if not SUBMISSION.may("change", task.registration.status):
        raise RegistrationError.not_now("đã gửi", "sent")
    return task, authority


def next_state(task: Task, act: str, *, reason: str = "") -> str:
    try:
        return TASK.next(act, task.status, reason=reason)
    except NotNowError as error:
        raise RegistrationError.not_now(*_STATES[TaskStatus(task.status)]) from error
    except NoReasonError as error:
        raise RegistrationError.no_reason() from error


_STATES = {
    TaskStatus.DRAFT: ("đang soạn", "a draft"),
    TaskStatus.SENT: ("đã gửi, đang chờ trả lời", "sent and waits for an answer"),
    TaskStatus.RETURNED: ("đã trả lại", "returned"),
    TaskStatus.ACCEPTED: ("đã được nhận", "accepted"),
    TaskStatus.WITHDRAWN: ("đã rút", "withdrawn"),
}


def locked_registration(registration: Registration, actor: Actor) -> tuple[Registration, Authority]:
    rows = Registration.objects.select_for_update(of=("self",)).select_related(
        "campaign", "organisation", "person"
    )
    registration = rows.get(pk=registration.pk)
    return registration, authority_over(actor, registration)


def open_registration(registration: Registration, actor: Actor) -> tuple[Registration, Authority]:
    """The registration, locked and open to changes. Raises RegistrationError, PermissionDenied."""
    registration, authority = locked_registration(registration, actor)
    if not SUBMISSION.may("change", registration.status):
        raise RegistrationError.not_now("đã gửi", "sent")
    return registration, authority
