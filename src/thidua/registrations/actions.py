"""What a unit does with its registration while it writes it; words go through `saving`.

Beside it: `sending`, `settling` (the answer from above), `changing` (what was accepted)."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person
from thidua.registrations.days import is_open
from thidua.registrations.errors import RegistrationError
from thidua.registrations.locking import (
    locked_registration,
    locked_task,
    open_registration,
    task_for,
)
from thidua.registrations.models import (
    Holder,
    Kind,
    Measure,
    Registration,
    Task,
    TaskStatus,
)
from thidua.registrations.permissions import authority_over
from thidua.registrations.rows import posts_of
from thidua.registrations.saving import Revisions, Values, save
from thidua.registrations.settling import answer_when_settled
from thidua.submissions.actions import move
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today

ADDED = "Đơn vị thêm nhiệm vụ"
"""Why a registration that was accepted is open again, as its page shows it."""


@transaction.atomic
def start_registration(
    campaign: Campaign,
    organisation: Organisation,
    *,
    actor: Actor,
    holder: str = Holder.ORGANISATION,
    person: Person | None = None,
) -> Registration:
    """The registration of a holder, begun where there is none yet.

    `person`: who holds the post, where the holder is one. Raises RegistrationError (the year is not
    launched for the unit, no such post), PermissionDenied."""
    known = Registration.objects.filter(
        campaign=campaign, organisation=organisation, holder=holder, person=person
    ).first()
    if known is not None:
        authority_over(actor, known)
        return known
    if (holder == Holder.POST) != (person is not None):
        raise RegistrationError.person_of_a_post_alone()
    begun = Registration(campaign=campaign, organisation=organisation, holder=holder, person=person)
    authority = authority_over(actor, begun)
    if not is_open(campaign, organisation):
        raise RegistrationError.not_launched(campaign.year)
    if person is not None:
        title = posts_of([person.pk], organisation, today()).get(person.pk)
        if title is None:
            raise RegistrationError.no_post(person.full_name)
        begun.post_title = title
    with recording(
        act="registrations.start", actor=authority, subject=organisation.code, year=campaign.year
    ):
        begun.save()
    return begun


@transaction.atomic
def add_task(
    registration: Registration,
    *,
    actor: Actor,
    kind: str = Kind.KEY_TASK,
    values: Values | None = None,
    origin: Task | None = None,
) -> Task:
    """A new task at the end of a registration: empty, or with `values` (`saving.save`).

    `origin`: a task of this year that a unit above offers, of which the unit does a part
    (`taken_from`; `take_share` says how much), or the unit's own of an earlier year
    (`carried_from`). A registration that was accepted is open again for what is added; its tasks
    stay accepted. Raises RegistrationError, PermissionDenied."""
    registration, authority = _opened_to_add(registration, actor)
    taken = origin is not None and _is_of(origin, registration.campaign)
    if origin is not None:
        refuse = _refuse_not_offered if taken else _refuse_not_own
        refuse(registration, origin)
    last = registration.tasks.aggregate(last=Max("position"))["last"] or 0
    with recording(
        act="registrations.add_task",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
    ):
        task = Task.objects.create(
            registration=registration,
            position=last + 1,
            kind=Kind(kind),
            taken_from=origin if taken else None,
            carried_from=None if taken else origin,
        )
        if values:
            save(task, 0, values, authority=authority)
    return task


def save_task(task: Task, revision: Revisions, values: Values, *, actor: Actor) -> Task:
    """Store what somebody wrote; `values`: of the clarities that they changed alone, each whole, as
    `content` describes them. `revision`: of the task as they saw it.

    A clarity that somebody else changed since, and otherwise, is not written; the others are, and
    then ConflictError is raised with both wordings. Raises RegistrationError too (accepted already,
    sent meanwhile, somebody outside the unit, not readable), PermissionDenied.
    """
    with transaction.atomic():
        task, authority = task_for(task, actor, "change")
        task, conflict = save(task, revision, values, authority=authority)
    if conflict is not None:
        raise conflict
    return task


@transaction.atomic
def take_share(task: Task, share: Decimal | None, measure: Measure | None, *, actor: Actor) -> Task:
    """How much of a superior's task this one is to bring, of which of its measures.

    Raises RegistrationError, PermissionDenied."""
    task, authority = task_for(task, actor, "change")
    if measure is not None and measure.task_id != task.taken_from_id:
        raise RegistrationError.not_offered()
    with recording(act="registrations.take_share", actor=authority, task=task.pk):
        task.share, task.share_measure = share, measure
        task.save(update_fields=["share", "share_measure"])
    return task


@transaction.atomic
def let_go(task: Task, *, actor: Actor) -> Task:
    """The task is no part of the superior's any more; its words stay. Raises as `take_share`."""
    task, authority = task_for(task, actor, "change")
    with recording(act="registrations.let_go", actor=authority, task=task.pk):
        task.taken_from = task.share = task.share_measure = None
        task.save(update_fields=["taken_from", "share", "share_measure"])
    return task


@transaction.atomic
def offer_task(task: Task, *, offered: bool, actor: Actor) -> Task:
    """Whether units below may take a task up, said by the unit whose it is. Raises
    PermissionDenied.
    """
    task = locked_task(task)
    authority = authority_over(actor, task.registration)
    with recording(act="registrations.offer", actor=authority, task=task.pk, offered=offered):
        task.offered = offered
        task.save(update_fields=["offered"])
    return task


@transaction.atomic
def dismiss_advice(task: Task, key: str, *, actor: Actor) -> Task:
    """The unit does not want to read a piece of advice again. Raises RegistrationError,
    PermissionDenied.
    """
    task, authority = task_for(task, actor, "change")
    if key not in task.dismissed:
        with recording(act="registrations.dismiss_advice", actor=authority, task=task.pk):
            task.dismissed = [*task.dismissed, key[:80]]
            task.save(update_fields=["dismissed"])
    return task


@transaction.atomic
def remove_task(task: Task, *, actor: Actor) -> None:
    """Take a draft away. One that was sent before and taken back stays readable, as withdrawn.

    Raises RegistrationError (sent, returned or accepted: ask for its withdrawal),
    PermissionDenied."""
    task, authority = task_for(task, actor, "remove")
    with recording(
        act="registrations.remove_task",
        actor=authority,
        subject=task.registration.organisation.code,
        year=task.registration.campaign.year,
    ):
        if task.versions.exists():
            task.status = TaskStatus.WITHDRAWN
            task.save(update_fields=["status"])
        else:
            task.delete()
        _as_before_adding(task.registration, authority)


def _as_before_adding(registration: Registration, authority: Authority) -> None:
    """A registration that was opened to add a task is accepted again once that task is gone."""
    states = set(registration.tasks.values_list("status", flat=True))
    if (
        TaskStatus.ACCEPTED in states
        and states <= {TaskStatus.ACCEPTED, TaskStatus.WITHDRAWN}
        and registration.status == SubmissionStatus.RETURNED
    ):
        answer_when_settled(registration, authority)


def _opened_to_add(registration: Registration, actor: Actor) -> tuple[Registration, Authority]:
    """The registration, locked and open to changes: one that was accepted is opened again."""
    registration, authority = locked_registration(registration, actor)
    if not SUBMISSION.may("reopen", registration.status):
        return open_registration(registration, actor)
    reopened = move(registration, "reopen", authority=authority, reason=ADDED)
    return reopened, authority


def _is_of(task: Task, campaign: Campaign) -> bool:
    return task.registration.campaign_id == campaign.pk


def _refuse_not_own(registration: Registration, earlier: Task) -> None:
    """Last year's task of the same organisation, or of one that it came out of."""
    of = earlier.registration.organisation
    own = registration.organisation
    if of != own and not own.successions_in.filter(predecessor=of).exists():
        raise RegistrationError.not_own()


def _refuse_not_offered(registration: Registration, above: Task) -> None:
    place = above.registration.organisation.path
    if (
        not above.offered
        or above.status == TaskStatus.WITHDRAWN
        or registration.organisation.path == place
        or not registration.organisation.path.startswith(place)
    ):
        raise RegistrationError.not_offered()
