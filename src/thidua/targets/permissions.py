"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "targets.view": ALL_SEEING,
    "targets.register": OFFICERS | {Role.CELL},
    "targets.set_adding": frozenset({Role.PROVINCE}),
}
