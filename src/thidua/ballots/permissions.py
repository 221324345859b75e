"""What may be done in this room, and by which roles. Voters, chair, secretary and scrutineer need
no role for what is theirs.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "ballots.view": ALL_SEEING,
    "ballots.keep": OFFICERS | {Role.CELL},
}
"""A unit's own officers keep its ballots (`rights`), and a grassroots officer those of a cell."""
