"""What may be done in this room, and by which roles: who takes data of people out of the house, who
reads what was taken.
"""

from thidua.accounts.actors import Scope
from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

EXPORT, READ_EXPORTS = "exchange.export", "access.read_exports"
"""The permissions: to take files of a part of the tree away (an auditor only looks), and to read
the log of what was taken. The first keeps the name that it had when only `exchange` let files out.
"""
ACTS: dict[str, Roles] = {
    EXPORT: OFFICERS | {Role.CELL, Role.INSPECTOR},
    READ_EXPORTS: frozenset({Role.PROVINCE, Role.AUDITOR}),
}


def may_read_exports(scope: Scope) -> bool:
    """Whether the reader reads the whole log: it names parts of the tree from the top down, so only
    who acts for the province does. The province's path is one step, “/1/”.
    """
    return any(
        grant.role in ACTS[READ_EXPORTS] and grant.path.count("/") == len("//")
        for grant in scope.grants
    )
