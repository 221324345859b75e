"""What may be done in this room, and by which roles. What a member does with their own commitment
needs no role.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, Roles

ACTS: dict[str, Roles] = {
    "commitments.view": ALL_SEEING,
    "commitments.answer": frozenset({Role.CELL, Role.GRASSROOTS}),
}
"""A grassroots officer answers for bodies that are cells themselves, and where the secretary of the
cell would answer their own."""
