"""The shape of what a demo province is to come out as (`plans.py`: the numbers), and the ceilings
that its numbers have to keep.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NOT_COMPLETED, COMPLETED, GOOD, OUTSTANDING = 1, 2, 3, 4
"""The levels as integers (docs/architecture.md, codes)."""


def percent_of_good_rounded_up(good_or_better: int) -> int:
    """The most that may be outstanding when the base is those who *stay* good, 20 %, rounded up.

    x ≤ ⌈20 % × (N − x)⌉ with N good or better, solved for x.
    """
    return (20 * good_or_better + 99) // 120


def percent_of_good_or_better_rounded_up(good_or_better: int) -> int:
    """The most that may be outstanding when the base is good or better, 20 %, rounded up."""
    return -(-20 * good_or_better // 100)


@dataclass(frozen=True, slots=True)
class LevelTotals:
    """How many subjects stand at each level in the end."""

    outstanding: int
    good: int
    completed: int
    not_completed: int

    @property
    def total(self) -> int:
        return self.outstanding + self.good + self.completed + self.not_completed

    @property
    def good_or_better(self) -> int:
        return self.outstanding + self.good


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """One upper-level organisation: what stands under it and how it comes out.

    `district`: number of the general statistics office whose communes it has; None for the bloc and
    the forces. `communes`: how many of them (None: all). `others`: grassroots organisations of each
    other sector. `invented`: how many organisations that exist nowhere. `completed`: how many of
    its grassroots organisations come out at completed. `reaches` the outstanding standard; `chosen`
    by the province within the quota. `long_standing`: outstanding in every year before as well."""

    code: str
    name: str
    place: str
    short_name: str
    sector: str
    others: Mapping[str, int]
    completed: int
    invented: int = 2
    district: int | None = None
    communes: tuple[str, ...] | None = None
    reaches: bool = False
    chosen: bool = False
    long_standing: bool = False


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """How many of each form of recognition are asked for."""

    upper_level: int
    flag_cells: int
    grassroots: int
    members: int
    secretaries: int


class Stage(StrEnum):
    """How far an upper-level organisation has got with the year in progress."""

    DECIDED = "decided"
    DECIDING = "deciding"
    CHOOSING = "choosing"
    ENTERING = "entering"
    BEGINNING = "beginning"

    @property
    def decides(self) -> bool:
        """Its grassroots organisations have decided, or are at it."""
        return self in {Stage.DECIDED, Stage.DECIDING}

    @property
    def handed_in(self) -> tuple[float, float]:
        """Which share of its grassroots organisations has handed in every fact, and which some."""
        return _HANDED_IN.get(self, (1.0, 0.0))


_HANDED_IN = {
    Stage.CHOOSING: (0.8, 0.2),
    Stage.ENTERING: (0.45, 0.35),
    Stage.BEGINNING: (0.2, 0.35),
}


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """The year in progress, each upper-level organisation at its own stage.

    `district`: where the demo's accounts sit; `completed` of its grassroots organisations come out
    at completed, `open` have still to decide about their members and cells. `outstanding`:
    grassroots organisations of the province; `members_completed`, `members_failed`: its members."""

    district: str
    stages: Mapping[str, Stage]
    completed: int
    open: int
    outstanding: int
    members_completed: int
    members_failed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole province.

    `slack`: pools of members that stay one below their ceiling. `by_cells`: grassroots
    organisations that are only completed because of their cells; `failed_cells`: cells that are not
    completed. `villages`: fewest and most villages of a commune. `grassroots_good_share`: per cent
    of grassroots organisations at good or better in earlier years."""

    name: str
    uppers: tuple[UpperPlan, ...]
    grassroots: LevelTotals
    members: LevelTotals
    exempt: int
    suspended: int
    slack: int
    by_cells: int
    failed_cells: int
    awards: AwardPlan
    long_standing_communes: tuple[str, ...]
    merged_communes: int
    villages: tuple[int, int]
    season: SeasonPlan
    grassroots_good_share: Mapping[int, str] = field(
        default_factory=lambda: {2017: "88.9", 2018: "89.7", 2019: "91.2", 2020: "90.8"}
    )

    @property
    def grassroots_total(self) -> int:
        return self.grassroots.total


def check(plan: Plan) -> None:
    """Refuse a plan whose own numbers do not fit together, naming what fails."""
    completed = sum(upper.completed for upper in plan.uppers)
    if completed != plan.grassroots.completed:
        raise ValueError(
            f"plan {plan.name}: {completed} completed grassroots organisations by upper level"
        )
    for upper in plan.uppers:
        if upper.chosen and not upper.reaches:
            raise ValueError(
                f"plan {plan.name}: {upper.code} is chosen without reaching the standard"
            )
