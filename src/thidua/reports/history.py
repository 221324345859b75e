"""Levels over several years: the lines of five years, and who was outstanding in every one of them.

A year before an organisation existed counts as the lowest level of the organisations it came out of; when one of
those has no level, neither has that year.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.campaigns.queries import within
from thidua.organisations.models import Succession, Tier
from thidua.reports.levels import AT, CODES, Distribution, Who, by_group, levelled
from thidua.reviews.models import DecisionItem, DecisionStatus, EarlierLevel
from thidua.rulebook.codes import Level

LINE_YEARS = 5
"""How many years "many years running" and the lines look at, the review year included."""


@dataclass(frozen=True)
class Lineage:
    """Levels by (organisation, year), and what each organisation came out of, with the day it did."""

    levels: Mapping[tuple[int, int], int]
    origins: Mapping[int, tuple[tuple[int, dt.date], ...]]

    def level(self, organisation: int, year: int, *, seen: frozenset[int] = frozenset()) -> int | None:
        """The level of that year, own or inherited (the lowest of all predecessors); None: unknown."""
        own = self.levels.get((organisation, year))
        if own is not None or organisation in seen:
            return own
        before = [origin for origin, day in self.origins.get(organisation, ()) if day.year >= year]
        inherited = [self.level(origin, year, seen=seen | {organisation}) for origin in before]
        known = [level for level in inherited if level is not None]
        return min(known) if known and len(known) == len(inherited) else None

    def outstanding_in_all(self, organisation: int, years: Iterable[int]) -> bool:
        return all(self.level(organisation, year) == Level.OUTSTANDING.code for year in years)


@dataclass(frozen=True)
class YearPoint:
    """One year of one group's line."""

    who: Who
    year: int
    levels: Distribution


def _origins() -> dict[int, tuple[tuple[int, dt.date], ...]]:
    found: dict[int, list[tuple[int, dt.date]]] = defaultdict(list)
    for successor, predecessor, day in Succession.objects.values_list("successor", "predecessor", "happened_on"):
        found[successor].append((predecessor, day))
    return {successor: tuple(origins) for successor, origins in found.items()}


def _with_origins(organisations: Iterable[int], origins: Mapping[int, tuple[tuple[int, dt.date], ...]]) -> set[int]:
    """The organisations and all they came out of, however far back."""
    found: set[int] = set()
    waiting = set(organisations)
    while waiting:
        found |= waiting
        waiting = {origin for one in waiting for origin, _ in origins.get(one, ())} - found
    return found


def lineage(*, campaign: Campaign, organisations: Iterable[int], years: Iterable[int]) -> Lineage:
    """Decided levels of these organisations, and of all they came out of, in the years before the campaign's.

    A decision made here stands before a level that was only handed in as history.
    """
    origins, wanted = _origins(), list(years)
    family = _with_origins(organisations, origins)
    handed_in = EarlierLevel.objects.filter(
        subject_type=SubjectType.ORGANISATION, organisation__in=family, year__in=wanted
    ).values_list("organisation", "year", "level")
    decided = DecisionItem.objects.filter(
        decision__status=DecisionStatus.ISSUED,
        roster_entry__subject_type=SubjectType.ORGANISATION,
        roster_entry__organisation__in=family,
        roster_entry__campaign__year__in=wanted,
    ).values_list("roster_entry__organisation", "roster_entry__campaign__year", "level")
    levels = {(one, year): CODES[word] for found in (handed_in, decided) for one, year, word in found if one}
    return Lineage(levels=levels, origins=origins)


def long_standing(*, campaign: Campaign, actor: Actor, who: Who) -> list[RosterEntry]:
    """Who is outstanding this year and was in each of the four years before, ordered by code."""
    best = levelled(campaign=campaign, actor=actor, who=who).filter(AT["outstanding"])
    entries = list(best.select_related("organisation", "upper_level").order_by("code"))
    before = range(campaign.year - LINE_YEARS + 1, campaign.year)
    past = lineage(campaign=campaign, organisations={entry.organisation_id for entry in entries}, years=before)
    return [entry for entry in entries if past.outstanding_in_all(entry.organisation_id, before)]


def _earlier_counts(*, campaign: Campaign, scope: Scope, years: Iterable[int]) -> dict[tuple[Who, int], Distribution]:
    counted: dict[tuple[Who, int], list[tuple[int | None, int]]] = defaultdict(list)
    earlier = EarlierLevel.objects.filter(_earlier_within(campaign, scope), year__in=list(years)).order_by()
    rows = earlier.values_list("subject_type", "organisation__tier", "year", "level").annotate(number=Count("pk"))
    for subject_type, tier, year, word, number in rows:
        if who := _group(subject_type, tier):
            counted[who, year].append((CODES[word], number))
    return {key: Distribution.from_codes(counts) for key, counts in counted.items()}


def _earlier_within(campaign: Campaign, scope: Scope) -> Q:
    """Earlier levels of the organisations inside the scope, and of the people on this year's roster inside it."""
    if scope.everything:
        return Q()
    people = RosterEntry.objects.filter(
        within(scope, organisation="organisation"), campaign=campaign, subject_type=SubjectType.MEMBER
    )
    return within(scope, organisation="organisation") | Q(organisation=None, person__in=people.values("person"))


def _group(subject_type: str, tier: str | None) -> Who | None:
    fixed = {SubjectType.MEMBER: Who.MEMBERS, SubjectType.COLLECTIVE: Who.COLLECTIVES, SubjectType.LEADER: Who.LEADERS}
    by_tier = {
        Tier.UPPER_LEVEL: Who.UPPER_LEVEL,
        Tier.GRASSROOTS: Who.GRASSROOTS,
        Tier.SUB_COMMITTEE: Who.SUB_COMMITTEES,
        Tier.CELL: Who.CELLS,
    }
    return fixed.get(SubjectType(subject_type)) or (by_tier.get(Tier(tier)) if tier else None)


def five_year_lines(*, campaign: Campaign, actor: Actor) -> list[YearPoint]:
    """Per group the distribution of each of the last five years that has levels, oldest first.

    Earlier years come from decisions made here or, for years before, from the levels handed in as history.
    """
    scope = scope_of(actor)
    years = range(campaign.year - LINE_YEARS + 1, campaign.year)
    found = _earlier_counts(campaign=campaign, scope=scope, years=years)
    for other in Campaign.objects.filter(year__in=years):
        found |= {
            (who, other.year): levels for who, levels in by_group(campaign=other, actor=actor).items() if levels.total
        }
    now = by_group(campaign=campaign, actor=actor)
    found |= {(who, campaign.year): levels for who, levels in now.items() if levels.total}
    return [YearPoint(who, year, levels) for (who, year), levels in sorted(found.items(), key=_by_group_and_year)]


def _by_group_and_year(item: tuple[tuple[Who, int], Distribution]) -> tuple[int, int]:
    (who, year), _ = item
    return list(Who).index(who), year
