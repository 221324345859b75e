"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

VIEW, NOTE, CHECK = "progress.view", "progress.note", "progress.check"
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING - {Role.ADMINISTRATOR},
    NOTE: OFFICERS | {Role.CELL},
    CHECK: OFFICERS,
}
