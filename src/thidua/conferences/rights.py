"""Who may read and prepare which conference."""

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import may
from thidua.conferences.models import Conference
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under

CHANGE = "conferences.change"


def may_change(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor prepares the conference of this organisation."""
    return may(actor, CHANGE, path=organisation.path)


def sees_who_came(actor: Actor, conference: Conference) -> bool:
    """Whether names of guests and reasons lie open: to whoever has a role over the unit."""
    return scope_of(actor).covers(conference.organisation.path)


def readable(actor: Actor) -> "QuerySet[Conference]":
    """Conferences of the reader's part, and of every level above it; nothing without a role."""
    scope = scope_of(actor)
    if scope.everything:
        return Conference.objects.all()
    if not scope.grants:
        return Conference.objects.none()
    above = {int(part) for path in scope.paths for part in path.split("/") if part}
    return Conference.objects.filter(
        Q(organisation__in=above) | under(scope.paths, organisation="organisation")
    )
