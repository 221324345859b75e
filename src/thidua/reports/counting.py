"""How many subjects stand where: one count of a part of the tree, from which every figure of the
page is summed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.facts.models import NOTHING_ENTERED
from thidua.reports.charts.claims import Claim
from thidua.reports.levels import Who, group_of, levelled
from thidua.reports.listing import claims_more
from thidua.vocabulary import Level, LevelCounts, Tier

BODIES = {Tier.UPPER_LEVEL: "upper_level", Tier.GRASSROOTS: "grassroots", Tier.CELL: "organisation"}
"""The column of the roster that names the next body below, by that body's tier."""


class Tally(NamedTuple):
    """How many subjects are alike: of one type, tier, body below, sector, level (None: cannot tell)
    and claim.

    `above`: they claimed more than the rulebook says they reached. `silent`: without a level, and
    nobody has handed in a sheet.
    """

    subject_type: str
    tier: str
    body: int | None
    sector: str
    level: int | None
    claimed: str
    above: bool
    silent: bool
    number: int


def tallies(
    *, campaign: Campaign, actor: Actor, by: Tier, upper_levels: Sequence[int | None] | None = None
) -> list[Tally]:
    """Every rated subject inside the actor's part, in one query; `upper_levels`: under these alone
    (None: none).
    """
    entries = levelled(campaign=campaign, actor=actor)
    if upper_levels is not None:
        named = Q(upper_level__in=[pk for pk in upper_levels if pk is not None])
        entries = entries.filter(named | Q(upper_level=None) if None in upper_levels else named)
    rows = (
        entries.order_by()
        .annotate(
            above=claims_more(),
            claimed=Coalesce("proposal__self_claimed", Value("")),
            silent=Q(NOTHING_ENTERED, level=None),
        )
        .values_list("subject_type", "tier", BODIES[by], *_ALIKE)
        .annotate(number=Count("pk"))
    )
    return [
        Tally(kind, tier, body, sector, level, claimed, bool(above), bool(silent), number)
        for kind, tier, body, sector, level, claimed, above, silent, number in rows
    ]


_ALIKE = ("sector", "level", "claimed", "above", "silent")


@dataclass(frozen=True)
class Counted:
    """The tallies of the reader's whole part, summed as one asks."""

    tallies: Sequence[Tally]

    def sum_of(self, who: Who) -> LevelCounts:
        return LevelCounts.from_codes((row.level, row.number) for row in self._of(who))

    def by(self, who: Who, what: Literal["body", "sector"]) -> dict[Any, LevelCounts]:
        """Distributions by the body below or by the sector."""
        grouped: dict[Any, list[tuple[int | None, int]]] = defaultdict(list)
        for row in self._of(who):
            grouped[getattr(row, what)].append((row.level, row.number))
        return {key: LevelCounts.from_codes(rows) for key, rows in grouped.items()}

    def silent(self, who: Who) -> dict[int | None, int]:
        """By the body below, how many have no level and no sheet."""
        found: dict[int | None, int] = defaultdict(int)
        for row in self._of(who):
            found[row.body] += row.number if row.silent else 0
        return found

    def bodies(self) -> set[int]:
        return {row.body for row in self.tallies if row.body is not None}

    def claimed_above(self) -> dict[str, int]:
        """Per subject type how many claimed more than they reached."""
        found: dict[str, int] = defaultdict(int)
        for row in self.tallies:
            found[row.subject_type] += row.number if row.above else 0
        return found

    def claims(self, who: Who) -> list[Claim]:
        """What the subjects of a group claimed, against the level that counts."""
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for row in self._of(who):
            if row.claimed:
                level = Level.from_code(row.level).value if row.level else "cannot_tell"
                sums[row.claimed, level] += row.number
        return [Claim(claimed, level, number) for (claimed, level), number in sums.items()]

    def _of(self, who: Who) -> Sequence[Tally]:
        return self._groups[who]

    @cached_property
    def _groups(self) -> dict[Who | None, list[Tally]]:
        """The tallies of each group."""
        found: dict[Who | None, list[Tally]] = defaultdict(list)
        for row in self.tallies:
            found[group_of(row.subject_type, row.tier)].append(row)
        return found
