"""What may be done in this room, and by which roles: who takes data of people out of the house, who
reads what was taken.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

EXPORT, READ_EXPORTS = "exchange.export", "access.read_exports"
"""The permissions: to take files of a part of the tree away (an auditor only looks), and to read
the log of what was taken. The first keeps the name that it had when only `exchange` let files out.
"""
ACTS: dict[str, Roles] = {
    EXPORT: OFFICERS | {Role.CELL, Role.INSPECTOR},
    READ_EXPORTS: frozenset({Role.PROVINCE}),
}
