"""What may be done in this room, and by which roles."""

from thidua.accounts.permissions import OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "state_board.excuse": OFFICERS,
}
"""Asked at the organisation directly above the unit: nobody excuses their own."""
