"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, Roles

ACTS: dict[str, Roles] = {
    "ratings.view": ALL_SEEING,
    "ratings.classify": frozenset({Role.PROVINCE}),
}
