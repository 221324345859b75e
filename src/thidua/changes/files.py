"""The papers of a change: scans that stand with it."""

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority, authorise
from thidua.attachments.kinds import OwnerKind
from thidua.changes.models import Change
from thidua.changes.permissions import permission_of


def may_see(actor: Actor, change: Change) -> bool:
    """Whoever has a role over one of the organisations that it touches."""
    scope = scope_of(actor)
    places = [place for place in (change.organisation, change.to) if place is not None]
    return any(scope.covers(place.path) for place in places)


def _authorise(actor: Actor, change: Change) -> Authority:
    return authorise(actor, permission_of(change.kind), path=change.organisation.path)


PAPERS = OwnerKind("changes.change", Change, may_see, _authorise)
