"""What may be done in this room, and by which roles."""

from thidua.accounts.actors import Scope
from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

VIEW, CHANGE = "bodies.view", "bodies.change"
"""The permissions: to read of the bodies of a committee; to add, change and end them."""
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING - {Role.ADMINISTRATOR},
    CHANGE: OFFICERS,
}
FOR_BODIES = frozenset({VIEW})
"""Whoever works for one body reads of their own body; they change none."""


def may_view(scope: Scope) -> bool:
    """Whether somebody has a committee whose bodies they may read of, or a body of their own."""
    return scope.sees_part or bool(scope.narrowed)


def may_add(scope: Scope) -> bool:
    """Whether somebody may add bodies to a committee."""
    return any(grant.role in ACTS[CHANGE] for grant in scope.grants)
