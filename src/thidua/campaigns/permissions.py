"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, Roles

ACTS: dict[str, Roles] = {
    "campaigns.view": ALL_SEEING,
    "campaigns.change": frozenset({Role.PROVINCE}),
}
