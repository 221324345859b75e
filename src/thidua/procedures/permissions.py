"""What may be done in this room, and by which roles. Whoever signs in may read the procedure."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

SET_VALUE = "procedures.set_value"
ACTS: dict[str, Roles] = {SET_VALUE: frozenset({Role.PROVINCE})}
