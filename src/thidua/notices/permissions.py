"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "notices.remind": OFFICERS | {Role.CELL},
    "notices.promise": OFFICERS | {Role.CELL},
}
