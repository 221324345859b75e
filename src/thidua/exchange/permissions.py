"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "exchange.import": frozenset({Role.PROVINCE}),
    "exchange.import_facts": frozenset({Role.UPPER_LEVEL, Role.GRASSROOTS}),
    "exchange.export": OFFICERS | {Role.INSPECTOR},
}
