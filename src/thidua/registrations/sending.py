"""A registration on its way: sent to the unit above, taken back."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.registrations.clarities import clarity_text
from thidua.registrations.clear import problems_of
from thidua.registrations.content import as_json
from thidua.registrations.days import due_on_of, receiver_of
from thidua.registrations.errors import RegistrationError
from thidua.registrations.locking import asked_of, locked_registration
from thidua.registrations.models import (
    TASK,
    Registration,
    Task,
    TaskStatus,
    TaskVersion,
)
from thidua.registrations.notice import tell_receiver
from thidua.registrations.rows import content_of, with_posts, with_rows
from thidua.registrations.sentence import in_words, sentence_of, subject_of
from thidua.registrations.settling import settle_task
from thidua.submissions.actions import move
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


@transaction.atomic
def send_registration(
    registration: Registration, *, actor: Actor, late_reason: str = ""
) -> Registration:
    """Send every task that is written or was returned to the unit above; each gets a version.

    What the province sends nobody accepts: it counts at once. Raises RegistrationError (a task that
    lacks something, nothing to send, late without a reason), SubmissionError (sent already),
    PermissionDenied."""
    registration, authority = locked_registration(registration, actor)
    if not SUBMISSION.may("send", registration.status):
        return move(registration, "send", authority=authority, late=True)  # says why not
    tasks = _to_send(registration)
    due_on, late = _lateness(registration)
    if late and not late_reason.strip():
        assert due_on is not None  # noqa: S101  (nothing is late without a day)
        raise RegistrationError.late(due_on)
    receiver = receiver_of(registration.organisation, year=registration.campaign.year)
    with recording(
        act="registrations.hand_in",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
    ):
        if late or registration.status == SubmissionStatus.DRAFT:
            registration.late_reason = late_reason.strip() if late else ""
        registration.due_on, registration.receiver = due_on, receiver
        registration.save(update_fields=["late_reason", "due_on", "receiver"])
        for task in tasks:
            send_task(task, registration)
        registration = move(registration, "send", authority=authority, late=True)
        if receiver is None:
            for task in tasks:
                settle_task(task, {c.id for c in asked_of(registration)}, {}, authority=authority)
            registration.refresh_from_db()
        tell_receiver(registration, authority)
    return registration


def _to_send(registration: Registration) -> list[Task]:
    """The tasks that go now. Raises RegistrationError: none, or one that is not whole."""
    tasks = [
        task
        for task in with_rows(registration.tasks.all())
        if TASK.may("send", task.status) and task.withdrawal_asked_at is None
    ]
    if not tasks:
        raise RegistrationError.nothing_to_send()
    year = registration.campaign.year
    missing = [
        Text("nhiệm vụ {n}, {clarity}: {what}", "task {n}, {clarity}: {what}").format(
            n=task.position, clarity=clarity_text(year, clarity).title, what=what
        )
        for task in tasks
        for clarity, what in problems_of(content_of(task), year).items()
    ]
    if missing:
        raise RegistrationError.unclear(missing)
    return tasks


def _lateness(registration: Registration) -> tuple[Any, bool]:
    """The day that counts, and whether sending now is late: what was returned is not."""
    due_on = due_on_of(registration.campaign, registration.organisation)
    first = registration.status == SubmissionStatus.DRAFT
    return due_on, first and due_on is not None and today() > due_on


def send_task(task: Task, registration: Registration, *, change_reason: str = "") -> TaskVersion:
    """A new version of a task as it stands, now with the level above."""
    content = with_posts(content_of(task), registration.organisation, today())
    spoken = sentence_of(content, subject_of(registration))
    last = task.versions.aggregate(last=Max("number"))["last"] or 0
    task.status, task.returned = TaskStatus.SENT, {}
    task.save(update_fields=["status", "returned"])
    return TaskVersion.objects.create(
        task=task,
        number=last + 1,
        sent_at=timezone.now(),
        content=as_json(content),
        sentence=in_words(spoken).vi,
        change_reason=change_reason.strip(),
    )


@transaction.atomic
def take_back(registration: Registration, *, actor: Actor) -> Registration:
    """What was sent and not answered is a draft again; its versions stay.

    Raises SubmissionError (not sent, or answered already), PermissionDenied."""
    registration, authority = locked_registration(registration, actor)
    with recording(
        act="registrations.draw_back",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
    ):
        moved = move(registration, "take_back", authority=authority)
        for task in registration.tasks.filter(status=TaskStatus.SENT):
            task.status = TaskStatus.DRAFT
            task.save(update_fields=["status"])
    return moved
