"""What may be done in this room, by which roles. Who is assigned by name needs no role, and whoever
objects to their own level neither.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import OFFICERS, Roles

HANDLE, DECIDE, REPLY, SEND = (
    "objections.handle",
    "objections.decide",
    "objections.reply",
    "objections.send",
)
ACTS: dict[str, Roles] = {
    HANDLE: OFFICERS,
    DECIDE: OFFICERS,
    REPLY: OFFICERS | {Role.CELL},
    SEND: OFFICERS | {Role.CELL},
}
BINDING = (DECIDE,)
