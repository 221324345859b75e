"""Reading what units registered, scoped to who asks: a draft's words are its own unit's alone."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Person
from thidua.organisations.queries import within
from thidua.registrations.models import (
    READABLE_FOR,
    Holder,
    Registration,
    SetAside,
    Task,
    TaskStatus,
)
from thidua.registrations.permissions import WRITING, may_write
from thidua.registrations.rows import with_lines
from thidua.submissions.models import SubmissionStatus


def visible_to(actor: Actor) -> QuerySet[Registration]:
    """The registrations whose words an actor may read: their own unit's, their own, and those that
    were sent in their part of the tree.

    Of the latter they read versions (`Task.versions`), never a task's own rows, which its unit may
    be changing."""
    if isinstance(actor, Operator):
        return Registration.objects.all()
    return Registration.objects.filter(_own(actor) | _sent_in_part(actor))


def _own(actor: Actor) -> Q:
    scope = scope_of(actor)
    units = [grant.organisation_id for grant in scope.grants if grant.role in WRITING]
    own = Q(organisation__in=units)
    return own if scope.person_id is None else own | Q(person=scope.person_id)


def _sent_in_part(actor: Actor) -> Q:
    return ~Q(status=SubmissionStatus.DRAFT) & within(scope_of(actor), organisation="organisation")


def registration_of(
    campaign: Campaign,
    organisation: Organisation,
    *,
    actor: Actor,
    holder: str = Holder.ORGANISATION,
    person: Person | None = None,
) -> Registration | None:
    """A holder's registration as far as the actor may read it; None: there is none, or it is a
    draft of somebody else's. A collective without its own uses its organisation's (`counts_for`).
    """
    found = visible_to(actor).filter(
        campaign=campaign, organisation=organisation, holder=holder, person=person
    )
    rows = found.select_related(
        "campaign__registration_limits", "organisation", "person", "receiver"
    )
    return rows.first()


def counts_for(
    campaign: Campaign, organisation: Organisation, *, actor: Actor, holder: str
) -> Registration | None:
    """The registration that an organisation or its collective is held to."""
    own = registration_of(campaign, organisation, actor=actor, holder=holder)
    if own is not None or holder != Holder.COLLECTIVE:
        return own
    return registration_of(campaign, organisation, actor=actor)


def tasks_of(registration: Registration, *, actor: Actor) -> "QuerySet[Task]":
    """The tasks of a registration, with all that `rows.content_of` reads: all of them for whoever
    writes it; for others those that were sent, none while it is a draft. Others read the versions.
    """
    tasks = with_lines(registration.tasks.all())
    if may_write(actor, registration):
        return tasks
    if not visible_to(actor).filter(pk=registration.pk).exists():
        return tasks.none()
    return tasks.filter(versions__isnull=False).distinct()


def sent_tasks(registration: Registration) -> "QuerySet[Task]":
    """The tasks of a registration that were sent, with their versions; for whoever may read it,
    which `registration_of` told.
    """
    tasks = registration.tasks.filter(versions__isnull=False).distinct()
    return tasks.prefetch_related("versions")


def task_for(actor: Actor, campaign: Campaign, pk: int) -> Task | None:
    """A task of a year that the actor may read; None: there is none, or none for them."""
    found = _whole(Task.objects.filter(pk=pk, registration__campaign=campaign)).first()
    if found is None or may_write(actor, found.registration):
        return found
    readable = visible_to(actor).filter(pk=found.registration_id).exists()
    return found if readable and found.versions.exists() else None


def task_again(task: Task) -> Task:
    """A task as it is stored now, with all that its page reads."""
    return _whole(Task.objects.all()).get(pk=task.pk)


def _whole(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    return with_lines(tasks).select_related(
        "answers",
        "registration__campaign__registration_limits",
        "registration__organisation",
        "registration__person",
        "registration__receiver",
        "taken_from__registration__organisation",
        "share_measure",
    )


def neighbours(task: Task) -> list[Task]:
    """The tasks of the same registration that stand, in their order; for whoever writes it."""
    alive = with_lines(Task.objects.filter(registration=task.registration_id))
    return list(alive.exclude(status=TaskStatus.WITHDRAWN))


def fresh_set_aside(task: Task) -> list[SetAside]:
    """What was written for a task and not chosen, while it is still readable."""
    return list(task.set_aside.filter(at__gte=timezone.now() - READABLE_FOR))


def registrations_of_person(campaign: Campaign, person: int | None) -> Registration | None:
    """Somebody's own registration of a year, by the person's key."""
    if person is None:
        return None
    found = Registration.objects.filter(campaign=campaign, person=person)
    return found.select_related("campaign", "organisation", "person").first()


def accepted_tasks(actor: Actor, campaign: Campaign) -> "QuerySet[Task]":
    """The accepted tasks of a year that the actor may read, with whose they are."""
    found = Task.objects.filter(
        status=TaskStatus.ACCEPTED,
        registration__campaign=campaign,
        registration__in=visible_to(actor),
    )
    return found.select_related("registration__organisation", "registration__campaign")
