"""What may be done in this room, and by which roles. What a person does with their own review needs
no role; a draft is its writer's alone.
"""

from thidua.accounts.models import Role
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Roles

ACTS: dict[str, Roles] = {
    "reviews.view": ALL_SEEING,
    "reviews.write": OFFICERS | {Role.CELL},
    "reviews.answer": frozenset({Role.CELL, Role.GRASSROOTS}),
    "reviews.answer_collective": OFFICERS,
}
"""`write`: what a unit's own officers write of its collective. `answer`: the reviews of members,
typed for whoever has no account and returned or accepted; a grassroots officer does so for bodies
that are cells themselves, and where the secretary would answer their own. `answer_collective`: the
committee above answers a collective's."""
