"""What may be done in the toy room."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

ACTS: dict[str, Roles] = {"toy_room.lend": frozenset({Role.CELL, Role.AUDITOR})}
