"""What may be done in this room, and by which roles."""

from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "awards.view": ALL_SEEING,
    "awards.give": OFFICERS,
}
BINDING = ("awards.give",)
"""Acts that bind others."""
