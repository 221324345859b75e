"""Who keeps a meeting, who reads it."""

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.permissions import Authority, may
from thidua.meetings.models import Meeting
from thidua.meetings.permissions import ACTS
from thidua.organisations.keeping import authority_at, authority_at_or_named
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under

KEEP, VIEW = "meetings.keep", "meetings.view"


def authority_over(actor: Actor, unit: Organisation) -> Authority | None:
    """By what the actor keeps the meetings of a unit; None: not at all."""
    return authority_at(actor, KEEP, unit)


def authority_to_keep(actor: Actor, meeting: Meeting) -> Authority | None:
    """The same of one meeting: its chair and its secretary keep it as well."""
    named = {meeting.chair_id, meeting.secretary_id}
    return authority_at_or_named(actor, KEEP, meeting.organisation, named)


def may_keep(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor keeps this meeting."""
    return authority_to_keep(actor, meeting) is not None


def views(actor: Actor, unit: Organisation) -> bool:
    """Whether the actor reads the meetings of a unit by a role over it."""
    return isinstance(actor, Operator) or may(actor, VIEW, path=unit.path)


def readable(actor: Actor) -> "QuerySet[Meeting]":
    """The meetings of the reader's part of the tree, those they are called to, and those in which
    something is said of them.
    """
    scope = scope_of(actor)
    if scope.everything:
        return Meeting.objects.all()
    paths = [grant.path for grant in scope.grants if grant.role in ACTS[VIEW]]
    seen = under(paths, organisation="organisation")
    if scope.person_id is not None:
        person = scope.person_id
        called = Meeting.objects.filter(
            Q(participants__person=person)
            | Q(items__person=person)
            | Q(chair=person)
            | Q(secretary=person)
        )
        seen |= Q(pk__in=called.values("pk"))
    return Meeting.objects.filter(seen)
