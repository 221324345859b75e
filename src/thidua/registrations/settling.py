"""What the answer from above does to a task.

The room `acceptance` asks its own permission and calls these with that authority."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.registrations.clarities import Clarity, clarity_text
from thidua.registrations.errors import RegistrationError
from thidua.registrations.locking import asked_of, locked_task, next_state
from thidua.registrations.models import (
    Registration,
    Task,
    TaskStatus,
)
from thidua.registrations.settled import Settled, settles
from thidua.submissions.actions import move
from thidua.submissions.models import SubmissionStatus

_STATUS = {Settled.ACCEPTED: TaskStatus.ACCEPTED, Settled.RETURNED: TaskStatus.RETURNED}


@transaction.atomic
def settle_task(
    task: Task,
    accepted: Collection[Clarity],
    returned: Mapping[Clarity, str],
    *,
    authority: Authority,
) -> Task:
    """What the level above says of a task that was sent: clarities accepted lock, those returned
    open again with their reason, the others wait on.

    All accepted: so is the task. When no task of the registration waits any more, the registration
    itself is accepted, or returned with the reasons. Who may answer is for the caller to ask.
    Raises RegistrationError (not sent, a return without a reason), ValueError for a clarity that
    the year does not ask for."""
    task = locked_task(task)
    next_state(task, "settle")
    asked = [clarity.id for clarity in asked_of(task.registration)]
    if unknown := (set(accepted) | set(returned)) - set(asked):
        raise ValueError(f"not asked for this year: {', '.join(sorted(unknown))}")
    if any(not reason.strip() for reason in returned.values()):
        raise RegistrationError.no_reason()
    settled, locked = settles(asked, task.locked, accepted=accepted, returned=returned)
    task.locked = [clarity.value for clarity in asked if clarity in locked]
    task.returned = {clarity.value: reason.strip() for clarity, reason in returned.items()}
    task.status = _STATUS.get(settled, task.status)
    with recording(
        act="registrations.settle",
        actor=authority,
        subject=task.registration.organisation.code,
        year=task.registration.campaign.year,
        accepted=len(accepted),
        returned=len(returned),
    ):
        task.save(update_fields=["locked", "returned", "status"])
        if settled is Settled.ACCEPTED:
            _mark_accepted(task)
        answer_when_settled(task.registration, authority)
    return task


def _mark_accepted(task: Task) -> None:
    """From now on the unit is held to the version that was sent last."""
    last = task.versions.order_by("number").last()
    if last is not None:
        last.accepted_at = timezone.now()
        last.save(update_fields=["accepted_at"])


@transaction.atomic
def settle_withdrawal(
    task: Task, *, accepted: bool, authority: Authority, reason: str = ""
) -> Task:
    """The answer to `withdraw`: the task is withdrawn, or it stands, with the reason why. Who may
    answer is for the caller to ask. Raises RegistrationError (nobody asked, no reason).
    """
    task = locked_task(task)
    if task.withdrawal_asked_at is None:
        raise RegistrationError.no_withdrawal()
    if not accepted and not reason.strip():
        raise RegistrationError.no_reason()
    with recording(
        act="registrations.settle_withdrawal",
        actor=authority,
        subject=task.registration.organisation.code,
        year=task.registration.campaign.year,
        accepted=accepted,
    ):
        task.withdrawal_asked_at, task.withdrawal_answer = None, reason.strip()
        if accepted:
            task.status = next_state(task, "withdraw")
        task.save(update_fields=["withdrawal_asked_at", "withdrawal_answer", "status"])
        answer_when_settled(task.registration, authority)
    return task


@transaction.atomic
def show_task(task: Task, *, shown: bool, authority: Authority) -> Task:
    """Whether like units may read a task as an idea; the level above says so (`acceptance` asks its
    permission).
    """
    task = locked_task(task)
    with recording(act="registrations.show", actor=authority, task=task.pk, shown=shown):
        task.shown = shown
        task.save(update_fields=["shown"])
    return task


def answer_when_settled(registration: Registration, authority: Authority) -> None:
    """Answer the registration once none of its tasks waits."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    tasks = list(registration.tasks.all())
    if any(task.status == TaskStatus.SENT for task in tasks):
        return
    returned = [task for task in tasks if task.status == TaskStatus.RETURNED]
    if registration.status == SubmissionStatus.RETURNED and not returned:
        if any(task.status == TaskStatus.DRAFT for task in tasks):
            return
        registration = move(registration, "send", authority=authority, late=True)
    if registration.status != SubmissionStatus.SENT:
        return
    if not returned:
        move(registration, "accept", authority=authority)
        return
    year = Campaign.objects.get(pk=registration.campaign_id).year
    reasons = [
        f"{task}: {clarity_text(year, clarity).title.vi}: {reason}"
        for task in returned
        for clarity, reason in task.returned.items()
    ]
    move(registration, "return", authority=authority, reason="\n".join(reasons))
