"""What may be done in this room, and by which roles."""

from thidua.accounts.permissions import OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "decisions.decide": OFFICERS,
}
BINDING = ("decisions.decide",)
"""Acts that bind others."""
CHOOSING = ("decisions.decide",)
"""Acts that choose levels."""
