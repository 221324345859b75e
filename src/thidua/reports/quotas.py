"""Quotas of the year in short: how many pools there are, and how many stand at their ceiling or
over it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.frameworks.models import FrameworkBinding
from thidua.language import Text
from thidua.ratings.pools import Pool, counted_pools, pools
from thidua.reports.levels import Who, group_of
from thidua.rulebook import Framework
from thidua.rulebook.quota import state_of
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class QuotaRow:
    """One quota: its pools, those with a ceiling that is used up, those over it, and all their
    places together.
    """

    subject_type: SubjectType
    title: Text
    citation: str
    pools: int
    at_ceiling: int
    over: int
    outstanding: int
    ceiling: int


def pool_rows(*, campaign: Campaign, actor: Actor) -> list[QuotaRow]:
    """Every quota of the bound frameworks, in the order of subject types; none before frameworks
    are bound.
    """
    bound = set(
        FrameworkBinding.objects.filter(campaign=campaign).values_list("subject_type", flat=True)
    )
    kinds = [kind for kind in SubjectType if kind.value in bound]
    found = {kind: pools(campaign=campaign, subject_type=kind, actor=actor) for kind in kinds}
    return [row for kind in kinds for row in _by_quota(kind, found[kind])]


def _by_quota(kind: SubjectType, found: Iterable[Pool]) -> list[QuotaRow]:
    grouped: dict[str, list[Pool]] = {}
    for pool in found:
        grouped.setdefault(pool.quota, []).append(pool)
    return [_row(kind, of_quota) for of_quota in grouped.values()]


def _row(kind: SubjectType, of_quota: list[Pool]) -> QuotaRow:
    states = Counter(pool.state for pool in of_quota)
    return QuotaRow(
        subject_type=kind,
        title=of_quota[0].title,
        citation=of_quota[0].citation,
        pools=len(of_quota),
        at_ceiling=states["full"],
        over=states["over"],
        outstanding=sum(pool.outstanding for pool in of_quota),
        ceiling=sum(pool.ceiling for pool in of_quota),
    )


STATES: dict[str, Text] = {
    "over": Text("vượt số tối đa", "over the ceiling"),
    "full": Text("đã chọn đủ", "full"),
    "room": Text("còn được chọn", "places left"),
    "none": Text("không được chọn", "no places"),
}
"""In which state a pool may be (`rulebook.quota.state_of`), the gravest first."""


@dataclass(frozen=True)
class PoolCount:
    """The pools of one group of subjects by their state, and all their places together."""

    who: Who
    over: int = 0
    full: int = 0
    room: int = 0
    none: int = 0
    outstanding: int = 0
    ceiling: int = 0
    waiting: int = 0
    """In how many of them somebody has no level yet, so that the ceiling may still move."""

    @property
    def pools(self) -> int:
        return self.over + self.full + self.room + self.none

    def in_state(self, state: str) -> int:
        return int(getattr(self, state))


PoolState = tuple[str, str, int, int, bool]
"""One pool as it is counted: subject type and tier of those in it, outstanding, ceiling, whether
somebody in it has no level yet.
"""


def pool_states(
    frameworks: Mapping[SubjectType, Framework],
    frame: pl.DataFrame,
    *,
    inside: Iterable[int] | None = None,
) -> Iterator[PoolState]:
    """The pools that these subjects (as `standing_subjects` gives them) make; `inside`: those
    wholly of these entries.

    Pools in which nobody is rated are left out.
    """
    seen = None if inside is None else pl.Series(list(inside), dtype=pl.Int64)
    for kind, framework in frameworks.items():
        own = frame.filter(pl.col("subject_type") == kind.value)
        known = pl.lit(value=True) if seen is None else pl.col("entry").is_in(seen.implode())
        for _, found in counted_pools(framework, own, known.all().alias("known")):
            states = found.filter(pl.col("known")).select(
                "stands_at", "outstanding", "ceiling", pl.col("unknown") > 0
            )
            for tier, outstanding, ceiling, waiting in states.iter_rows():
                yield kind.value, tier, outstanding, ceiling, waiting


def counted(states: Iterable[PoolState]) -> list[PoolCount]:
    """Pools by the group of who is in them, in the order of groups."""
    found: dict[Who, dict[str, int]] = {}
    for kind, tier, outstanding, ceiling, waiting in states:
        who = group_of(kind, tier)
        if who is not None:
            sums = found.setdefault(who, {})
            state = state_of(outstanding=outstanding, ceiling=ceiling)
            more = {state: 1, "outstanding": outstanding, "ceiling": ceiling, "waiting": waiting}
            for name, number in more.items():
                sums[name] = sums.get(name, 0) + number
    return [PoolCount(who, **found[who]) for who in Who if who in found]
