"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

PRINT, CONFIRM = "code_sheets.print", "code_sheets.confirm"
ACTS: dict[str, Roles] = {
    PRINT: OFFICERS,
    CONFIRM: frozenset({Role.CELL}),
}
BINDING = frozenset({PRINT})
"""A secretary needs no second factor: a code alone opens nothing, nor does their word alone."""
