"""What may be done in this room, and by which roles."""

from thidua.accounts.permissions import OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "directives.change": OFFICERS,
}
