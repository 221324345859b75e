"""How one organisation and each of its cells come out: its level, and why not a better one."""

from dataclasses import dataclass, field

from thidua.demo.plan import GOOD, OUTSTANDING
from thidua.demo.units import CONVERTED, Grassroots, Unit

SIZES = {
    "village": (24, 10),
    "quarter": (26, 11),
    "school": (15, 6),
    "office": (21, 9),
    "health": (5, 3),
    "police": (10, 4),
    "military": (13, 4),
    "enterprise": (6, 3),
    "agency": (15, 5),
    "hospital": (17, 6),
    "state_enterprise": (16, 5),
    "private_enterprise": (10, 4),
}
"""Usual and least number of rated members of a cell, by kind."""

HONOURED = ("Ban Dân vận Tỉnh uỷ", CONVERTED)
"""Grassroots organisations that awards of the demo name."""


@dataclass(slots=True)
class LeafPlan:
    """One cell (or grassroots cell): how it comes out, why not better, and how many members stand
    at each level.

    `reach`: the level its facts reach. `cause`: what keeps it from being good: `members` (some not
    completed), `completed` (more than half only completed), `criteria`, or "" when nothing does.
    `reaching`: members who reach outstanding; `chosen`: those of them whom the committee chooses.
    """

    unit: Unit
    size: int = 0
    reach: int = GOOD
    cause: str = ""
    not_completed: int = 0
    completed: int = 0
    reaching: int = 0
    chosen: int = 0
    cell_chosen: bool = False

    @property
    def good_or_better(self) -> int:
        return self.size - self.not_completed - self.completed

    @property
    def most_completed(self) -> int:
        """How many members may be only completed without spoiling the planned level."""
        share = {OUTSTANDING: 20, GOOD: 45}.get(self.reach, 40 if self.cause != "completed" else 75)
        return min(self.size * share // 100, self.size - self.not_completed)

    @property
    def least_completed(self) -> int:
        return self.size // 2 + 1 if self.cause == "completed" else 0


@dataclass(slots=True)
class OrganisationPlan:
    """One grassroots organisation: the level its facts reach, whether it is chosen, and its leaves.

    `cause`: what keeps a completed one from being good: `criteria`, `cells`, `bodies`, `members`,
    or ""."""

    organisation: Grassroots
    reach: int = GOOD
    chosen: bool = False
    cause: str = ""
    leaves: list[LeafPlan] = field(default_factory=list)

    @property
    def stands(self) -> int:
        return GOOD if self.reach == OUTSTANDING and not self.chosen else self.reach

    @property
    def is_committee(self) -> bool:
        return bool(self.organisation.cells)

    @property
    def good_or_better(self) -> int:
        return sum(leaf.good_or_better for leaf in self.leaves)
