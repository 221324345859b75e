"""The year counted for one reader: levels, claims, pools and earlier years, part by part as
summaries keep them.

Whoever sees the whole province sees the sum of its upper-level bodies, each counted for itself, so
that a change in one counts that one again. Whoever sees less has a summary of exactly what lies in
their own part."""

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from typing import Any

import polars as pl

from thidua.accounts.actors import Actor, Operator, Scope, scope_of
from thidua.campaigns.models import Campaign
from thidua.db.changes import EARLIER, EVERYTHING, bodies_under
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.queries import organisation_ids
from thidua.ratings.body_counts import sees_everything, upper_levels
from thidua.ratings.frames import standing_subjects
from thidua.ratings.summaries import LastCounted, Wanted, as_last_counted, cached_counts
from thidua.reports.counting import Counted, Tally, tallies
from thidua.reports.history import YearPoint, earlier_counts, year_points, years_before
from thidua.reports.levels import Who
from thidua.reports.quotas import PoolCount, PoolState, counted, pool_states
from thidua.rulebook import Framework
from thidua.vocabulary import LevelCounts, SubjectType, Tier

BODY, BEFORE = "body:", "earlier"
_OF_BODIES = pl.col("tier").is_in([Tier.UPPER_LEVEL.value, Tier.PROVINCE.value])


@dataclass(frozen=True)
class Overview:
    """What was counted: this year's tallies, its pools by state, and the points of the five-year
    lines.
    """

    counted: Counted
    pools: list[PoolCount]
    points: list[YearPoint]

    def sums(self) -> dict[Who, LevelCounts]:
        return {who: self.counted.sum_of(who) for who in Who}


def breaks_down_by(scope: Scope) -> Tier:
    """What stands next below the reader's own organisation: a path has one number a tier."""
    if scope.everything or not scope.paths:
        return Tier.UPPER_LEVEL
    depth = min(path.count("/") - 1 for path in scope.paths)
    return {1: Tier.UPPER_LEVEL, 2: Tier.GRASSROOTS}.get(depth, Tier.CELL)


def overview(*, campaign: Campaign, actor: Actor) -> Overview:
    """The year inside the actor's part of the tree."""
    parts = _Parts(campaign, actor)
    found = parts.count()
    rows = [Tally(*row) for part in found.values() for row in part.get("tallies", ())]
    states = [tuple(state) for part in found.values() for state in part.get("pools", ())]
    here = Counted(rows)
    rated_here = {campaign.year: {who: here.sum_of(who) for who in Who}}
    for other in Campaign.objects.filter(year__in=years_before(campaign)):
        before = Counted(
            [
                Tally(*row)
                for part in _Parts(other, actor).count().values()
                for row in part["tallies"]
            ]
        )
        rated_here[other.year] = {who: before.sum_of(who) for who in Who}
    return Overview(here, counted(states), year_points(_earlier(campaign, parts), rated_here))


def name_of(scope: Scope) -> str:
    """A reader's part of the tree, in few letters."""
    part = "everything" if scope.everything else "|".join(sorted(scope.paths))
    return hashlib.sha256(part.encode()).hexdigest()[:20]


@contextmanager
def figures_last_counted(campaign: Campaign, scope: Scope) -> Iterator[LastCounted]:
    """Inside, a reader's figures are as they were counted last (`ratings.summaries`)."""
    if sees_everything(scope):
        known = {campaign.pk: upper_levels(campaign)}
        keys = map(str, known[campaign.pk])
    else:
        known, keys = {}, map(str, bodies_under(scope.paths) or ())
    with as_last_counted([name_of(scope), "", *keys], bodies=known) as look:
        yield look


@dataclass
class _Parts:
    """The parts of a year that one reader's figures are the sum of."""

    campaign: Campaign
    actor: Actor

    @cached_property
    def scope(self) -> Scope:
        return scope_of(self.actor)

    @property
    def whole(self) -> bool:
        """Whether the reader sees everything below the province."""
        return sees_everything(self.scope)

    @property
    def bodies(self) -> tuple[int, ...]:
        """The upper-level bodies that the reader's paths lead through."""
        return bodies_under(self.scope.paths) or ()

    @property
    def name(self) -> str:
        return name_of(self.scope)

    @cached_property
    def upper_levels(self) -> list[int]:
        """The upper-level bodies of the year's roster that the reader sees."""
        return upper_levels(self.campaign, under=() if self.whole else self.scope.paths)

    def count(self) -> dict[str, dict[str, Any]]:
        if self.whole:
            wanted = [Wanted(f"{BODY}{pk}", (EVERYTHING, pk)) for pk in self.upper_levels]
            wanted += [Wanted(self._no_body, (EVERYTHING,)), Wanted(self._top)]
            return cached_counts(self.campaign, wanted, self._count_bodies)
        wanted = [Wanted(f"part:{self.name}", (EVERYTHING, *self.bodies))]
        return cached_counts(self.campaign, wanted, self._count_own)

    @property
    def _no_body(self) -> str:
        return f"no-body:{self.name}"

    @property
    def _top(self) -> str:
        return f"top:{self.name}"

    def _count_bodies(self, places: Sequence[str]) -> dict[str, dict[str, Any]]:
        """A body counts the same for everybody who sees it whole; what lies beside the bodies is
        the reader's own.
        """
        found: dict[str, dict[str, Any]] = {place: {"tallies": [], "pools": []} for place in places}
        bodies = [int(place.removeprefix(BODY)) for place in places if place.startswith(BODY)]
        count = partial(tallies, campaign=self.campaign, by=Tier.UPPER_LEVEL)
        for row in count(actor=Operator(), upper_levels=bodies) if bodies else ():
            found[f"{BODY}{row.body}"]["tallies"].append(row)
        if self._no_body in found:
            found[self._no_body]["tallies"] = count(actor=self.actor, upper_levels=[None])
        for place, states in self._pools(bodies, found).items():
            found[place]["pools"] = states
        return found

    def _pools(self, bodies: list[int], places: Container[str]) -> dict[str, list[PoolState]]:
        """The pools of each body; pools of the bodies themselves lie across them and are counted
        together.
        """
        frameworks = _frameworks(self.campaign)
        if not frameworks:
            return {}
        found: dict[str, list[PoolState]] = {}
        for body, frame in (
            _subjects(self.campaign, bodies).partition_by("upper_level", as_dict=True).items()
        ):
            found[f"{BODY}{body[0]}"] = list(pool_states(frameworks, frame.filter(~_OF_BODIES)))
        if self._top in places:
            frame = standing_subjects(self.campaign, organisation=self.upper_levels)
            found[self._top] = list(pool_states(frameworks, frame.filter(_OF_BODIES)))
        return found

    def _count_own(self, places: Sequence[str]) -> dict[str, dict[str, Any]]:
        (place,) = places
        rows = tallies(campaign=self.campaign, actor=self.actor, by=breaks_down_by(self.scope))
        frameworks, states = _frameworks(self.campaign), list[PoolState]()
        if frameworks:
            below = _subjects(self.campaign, list(self.bodies)).filter(~_OF_BODIES)
            beside = standing_subjects(
                self.campaign, organisation=upper_levels(self.campaign)
            ).filter(_OF_BODIES)
            frame = pl.concat([below, beside])
            here = pl.col("organisation_id").is_in(organisation_ids(self.scope))
            inside = frame.filter(here)["entry"]
            states = list(pool_states(frameworks, frame, inside=inside))
        return {place: {"tallies": rows, "pools": states}}


def _subjects(campaign: Campaign, bodies: list[int]) -> pl.DataFrame:
    return standing_subjects(campaign, upper_level=bodies)


def _frameworks(campaign: Campaign) -> Mapping[SubjectType, Framework]:
    try:
        return bound_frameworks(campaign)
    except NotBoundError:
        return {}


def _earlier(campaign: Campaign, parts: _Parts) -> dict[tuple[Who, int], LevelCounts]:
    wanted = Wanted(BEFORE, (EARLIER,)) if parts.whole else None
    wanted = wanted or Wanted(f"{BEFORE}:{parts.name}", (EARLIER, EVERYTHING, *parts.bodies))

    def count(places: Sequence[str]) -> dict[str, Any]:
        found = earlier_counts(campaign=campaign, scope=parts.scope)
        return {
            place: [[who, year, asdict(levels)] for (who, year), levels in found.items()]
            for place in places
        }

    rows = cached_counts(campaign, [wanted], count)[wanted.place]
    return {(Who(who), year): LevelCounts(**levels) for who, year, levels in rows}
