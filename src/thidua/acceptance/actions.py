"""What a reader does besides answering: handing over, withdrawals, opening a task as an idea."""

from django.db import transaction
from django.utils import timezone

from thidua.acceptance.answering import locked
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.models import Handing
from thidua.acceptance.readers import authorise_reader, committee_for, reader_authority
from thidua.acceptance.telling import tell_above_withdrawn, tell_withdrawal
from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import bodies_for
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.registrations.models import Registration, Task
from thidua.registrations.settling import settle_withdrawal, show_task


@transaction.atomic
def hand_over(registration: Registration, body: AdvisoryBody, *, actor: Actor) -> Handing:
    """Hand a registration to an advisory body of its committee, whose officers answer then too.

    Raises AcceptanceError (handed already, no body of this committee), PermissionDenied."""
    registration = locked(registration)
    committee, authority = _of_committee(registration, actor)
    if body not in bodies_for(committee):
        raise AcceptanceError.not_its_body()
    open_one = registration.handings.filter(ended_at=None).select_related("body").first()
    if open_one is not None:
        raise AcceptanceError.handed_already(open_one.body.name)
    with recording(
        act="acceptance.hand_over",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
        body=body.name,
    ):
        return Handing.objects.create(
            registration=registration,
            body=body,
            handed_by_name=authority.as_actor,
            handed_at=timezone.now(),
        )


@transaction.atomic
def take_back_handing(registration: Registration, *, actor: Actor) -> None:
    """The committee reads the registration itself again. Raises PermissionDenied."""
    registration = locked(registration)
    _, authority = _of_committee(registration, actor)
    with recording(
        act="acceptance.take_back_handing",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
    ):
        for handing in registration.handings.filter(ended_at=None):
            handing.ended_at = timezone.now()
            handing.save(update_fields=["ended_at"])


@transaction.atomic
def answer_withdrawal(task: Task, *, agreed: bool, actor: Actor, word: str = "") -> Task:
    """Let a task go that its unit asked to withdraw, or not, and why.

    Whoever took a part of it up is told; theirs stands. Raises RegistrationError (nobody asked, no
    reason), PermissionDenied."""
    registration = locked(task.registration)
    task = registration.tasks.select_related("registration__campaign").get(pk=task.pk)
    committee = committee_for(registration.organisation)
    authority = reader_authority(actor, registration, committee)
    with recording(
        act="acceptance.answer_withdrawal",
        actor=authority,
        subject=registration.organisation.code,
        year=registration.campaign.year,
        agreed=agreed,
    ):
        settled = settle_withdrawal(task, accepted=agreed, authority=authority, reason=word)
        tell_withdrawal(task, committee, agreed=agreed, authority=authority)
        if agreed and task.offered:
            tell_above_withdrawn(task, authority=authority)
    return settled


@transaction.atomic
def open_as_idea(task: Task, *, shown: bool, actor: Actor) -> Task:
    """Whether like units may read an accepted task as an idea. Raises PermissionDenied."""
    registration = locked(task.registration)
    _, authority = _of_committee(registration, actor)
    return show_task(task, shown=shown, authority=authority)


def _of_committee(registration: Registration, actor: Actor) -> tuple[Organisation, Authority]:
    """The reading committee, and by what the actor acts for it itself, for no body of it."""
    committee = committee_for(registration.organisation)
    return committee, authorise_reader(
        actor, committee, registration.organisation, registration.person_id
    )
