"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

ACTS: dict[str, Roles] = {
    "launching.prepare": frozenset({Role.PROVINCE}),
    "launching.launch": frozenset({Role.PROVINCE}),
    "launching.carry_down": frozenset({Role.UPPER_LEVEL}),
}
BINDING = frozenset({"launching.launch"})
"""Launching asks something of every unit of the province."""
