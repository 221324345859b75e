"""What a unit does to a task that was accepted: a change to be accepted again, a withdrawal."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.registrations.clear import problems_of
from thidua.registrations.content import as_json
from thidua.registrations.errors import RegistrationError
from thidua.registrations.locking import asked_of, locked_task, next_state
from thidua.registrations.models import TASK, Task
from thidua.registrations.permissions import authority_over
from thidua.registrations.rows import content_of, with_rows
from thidua.registrations.saving import Revisions, Values, save
from thidua.registrations.sending import send_task
from thidua.registrations.settling import settle_task, settle_withdrawal
from thidua.submissions.actions import move
from thidua.submissions.models import SubmissionStatus


def may_change_accepted(task: Task) -> bool:
    """Whether it is accepted, and nobody asked to let it go."""
    return TASK.may("change_accepted", task.status) and task.withdrawal_asked_at is None


@transaction.atomic
def change_accepted(
    task: Task, revision: Revisions, values: Values, reason: str, *, actor: Actor
) -> Task:
    """Change something of a task that was accepted: a new version with its reason, to be accepted
    again. The clarities changed are open until then; what was promised first stays in its version.

    Raises RegistrationError (not accepted, its withdrawal asked for, no reason, nothing changed,
    not whole any more), ConflictError, PermissionDenied."""
    task = locked_task(task)
    authority = authority_over(actor, task.registration)
    if task.withdrawal_asked_at is not None:
        raise RegistrationError.not_now("đang xin rút", "asked to be withdrawn")
    next_state(task, "change_accepted", reason=reason)
    before = as_json(content_of(task))
    with recording(
        act="registrations.change_accepted",
        actor=authority,
        subject=task.registration.organisation.code,
        year=task.registration.campaign.year,
        reason=reason.strip(),
    ):
        task.locked = [clarity for clarity in task.locked if clarity not in values]
        task, conflict = save(task, revision, values, authority=authority)
        if conflict is not None:
            raise conflict
        task = with_rows(Task.objects.all()).get(pk=task.pk)
        if as_json(content_of(task)) == before:
            raise RegistrationError.nothing_changed()
        year = task.registration.campaign.year
        if missing := problems_of(content_of(task), year):
            raise RegistrationError.unclear(list(missing.values()))
        _send_again(task, reason, authority)
    return task


def _send_again(task: Task, reason: str, authority: Authority) -> None:
    """The registration waits again for the level above, for this task alone."""
    registration = task.registration
    if registration.status == SubmissionStatus.ACCEPTED:
        registration = move(registration, "reopen", authority=authority, reason=reason)
    if registration.status != SubmissionStatus.SENT:
        registration = move(registration, "send", authority=authority, late=True)
    send_task(task, registration, change_reason=reason)
    if registration.receiver_id is None:
        settle_task(task, {c.id for c in asked_of(registration)}, {}, authority=authority)


@transaction.atomic
def withdraw(task: Task, reason: str, *, actor: Actor) -> Task:
    """Ask the level above to let a task go, with a reason; the task stands until it says so.

    The province's own goes at once. Raises RegistrationError (a draft: remove it; no reason),
    PermissionDenied."""
    task = locked_task(task)
    authority = authority_over(actor, task.registration)
    next_state(task, "ask_withdrawal", reason=reason)
    with recording(
        act="registrations.ask_withdrawal",
        actor=authority,
        subject=task.registration.organisation.code,
        year=task.registration.campaign.year,
        reason=reason.strip(),
    ):
        task.withdrawal_reason, task.withdrawal_asked_at = reason.strip(), timezone.now()
        task.withdrawal_answer = ""
        task.save(update_fields=["withdrawal_reason", "withdrawal_asked_at", "withdrawal_answer"])
        if task.registration.receiver_id is None:
            return settle_withdrawal(task, accepted=True, authority=authority)
    return task
