"""What may be done in this room, and by which roles. Whoever chairs a meeting or keeps its minutes
needs no role for it, nor does who takes part.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "meetings.view": ALL_SEEING,
    "meetings.keep": OFFICERS | {Role.CELL},
}
"""Keeping a meeting is the unit's own officers' (`rights`); a grassroots officer's too for a cell
below, which may have no account.
"""
