"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "organisations.view": ALL_SEEING,
    "organisations.change": frozenset({Role.PROVINCE}),
    "organisations.change_members": OFFICERS,
}
BINDING = ("organisations.change", "organisations.change_members")
"""The tree is the province's; the lists of members are kept by the committees above the cells."""
