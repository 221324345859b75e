"""What may be done in this room, by which roles. What somebody does with their own remedy needs
no role.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTING = OFFICERS | {Role.CELL}
VIEW, RAISE, WORK, VERIFY = "remedies.view", "remedies.raise", "remedies.work", "remedies.verify"
ACTS: dict[str, Roles] = {VIEW: ALL_SEEING, RAISE: ACTING, WORK: ACTING, VERIFY: ACTING}
