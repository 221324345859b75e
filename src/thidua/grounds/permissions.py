"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

OVERRIDE = "grounds.override"
ACTS: dict[str, Roles] = {OVERRIDE: OFFICERS | {Role.CELL}}
