"""What may be done in this room, and by which roles."""

from thidua.accounts.models import Role
from thidua.accounts.permissions import Roles

MANAGE = "form_templates.manage"
ACTS: dict[str, Roles] = {MANAGE: frozenset({Role.PROVINCE})}
