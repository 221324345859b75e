"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

VIEW, NOTE, SET, RANK = (
    "indicators.view",
    "indicators.note",
    "indicators.set_reporting",
    "indicators.set_rank",
)
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING,
    NOTE: OFFICERS | {Role.CELL},
    SET: OFFICERS | {Role.CELL},
    RANK: frozenset({Role.PROVINCE}),
}
