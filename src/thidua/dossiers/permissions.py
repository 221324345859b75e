"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

VIEW, SEND, SETTLE, NOTE = "dossiers.view", "dossiers.send", "dossiers.settle", "dossiers.note"
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING,
    SEND: OFFICERS | {Role.CELL},
    SETTLE: OFFICERS,
    NOTE: OFFICERS,
}
"""A unit's own officers send, or the grassroots committee for a cell without one; the committee
above answers; it and the bodies that serve it note."""
FOR_BODIES = frozenset({NOTE})
