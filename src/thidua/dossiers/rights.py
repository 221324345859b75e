"""Who sends a unit's dossier, who answers it, who reads and notes."""

from django.db.models import Q

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.permissions import Authority, authorise, may
from thidua.dossiers.permissions import ACTS, NOTE, SEND, SETTLE, VIEW
from thidua.organisations.keeping import authority_at
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under


def authority_to_send(actor: Actor, unit: Organisation) -> Authority | None:
    """By what the actor sends the dossier of a unit; None: not at all."""
    return authority_at(actor, SEND, unit)


def may_settle(actor: Actor, receiver: Organisation) -> bool:
    """Whether the actor answers what is sent to a committee."""
    return may(actor, SETTLE, path=receiver.path)


def authority_to_note(actor: Actor, receiver: Organisation) -> Authority | None:
    """By what the actor notes on a dossier: an officer of the receiving committee or of one above,
    or whoever works for a body that serves one of them.
    """
    if not may(actor, NOTE, path=receiver.path):
        return None
    return authorise(actor, NOTE, path=receiver.path)


def reads(actor: Actor, unit: Organisation) -> bool:
    """Whether the actor reads the dossier of a unit by a role over it."""
    return isinstance(actor, Operator) or may(actor, VIEW, path=unit.path)


def readable(actor: Actor) -> Q:
    """The condition that an actor may read a dossier: roles over its unit, bodies that serve a
    committee above it.
    """
    scope = scope_of(actor)
    if scope.everything:
        return Q()
    paths = [grant.path for grant in scope.grants if grant.role in ACTS[VIEW]]
    paths += [grant.path for grant in scope.narrowed]
    return under(paths, organisation="organisation")
