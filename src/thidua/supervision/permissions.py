"""What may be done in this room, and by which roles: reading only."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

WATCH, READ_HISTORY = "supervision.watch", "supervision.read_history"
INSPECT = "supervision.inspect"
"""The permissions: to read what a part of the tree should be looked at for, who did what, and how
its reviews went.
"""
ACTS: dict[str, Roles] = {
    WATCH: frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.INSPECTOR}),
    READ_HISTORY: frozenset({Role.PROVINCE, Role.AUDITOR}),
    INSPECT: frozenset({Role.INSPECTOR, Role.AUDITOR}),
}
