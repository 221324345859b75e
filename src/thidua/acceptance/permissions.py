"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

VIEW, ANSWER, TAKE = "acceptance.view", "acceptance.answer", "acceptance.take"
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING - {Role.ADMINISTRATOR},
    ANSWER: OFFICERS,
    TAKE: OFFICERS | {Role.CELL},
}
FOR_BODIES = frozenset({ANSWER})
"""An advisory body answers what its committee handed to it (`Handing`), and nothing else."""
