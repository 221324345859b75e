"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

ACTS: dict[str, Roles] = {
    "portal.publish": frozenset({Role.PROVINCE}),
}
BINDING = ("portal.publish",)
"""Acts that bind others."""
