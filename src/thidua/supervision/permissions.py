"""What may be done in this room, and by which roles: reading only."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

WATCH, READ_HISTORY = "supervision.watch", "supervision.read_history"
"""The permissions: to read what a part of the tree should be looked at for, and who did what."""
ACTS: dict[str, Roles] = {
    WATCH: frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.INSPECTOR}),
    READ_HISTORY: frozenset({Role.PROVINCE, Role.AUDITOR}),
}
