"""Levels over several years: the lines of five years, and who was outstanding in every one of them.

A year before an organisation existed counts as the lowest level of the organisations it came out
of; when one of those has no level, neither has that year."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import awards_book
from thidua.organisations.queries import within
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.ratings.models import EarlierLevel
from thidua.reports.levels import AT, Who, by_group, group_of, levelled
from thidua.roster.models import RosterEntry
from thidua.rulebook import consecutive_years
from thidua.vocabulary import Label, Level, LevelCounts, SubjectType

LINE_YEARS = 5
"""How many years "many years running" and the lines look at, the review year included."""


@dataclass(frozen=True)
class YearPoint:
    """One year of one group's line."""

    who: Who
    year: int
    levels: LevelCounts


def long_standing(*, campaign: Campaign, actor: Actor, who: Who) -> list[RosterEntry]:
    """Who is outstanding this year and was in each of the four years before, ordered by code.

    Counted over reorganisations as the rulebook counts it for awards (HD 21-HD/BTCTW; HD 01-HD/TW,
    point 19)."""
    return long_standing_each(campaign=campaign, actor=actor, groups=[who])[who]


def long_standing_each(
    *, campaign: Campaign, actor: Actor, groups: Sequence[Who]
) -> dict[Who, list[RosterEntry]]:
    """The same for several groups, by the questions of one."""
    of_any = Q(pk__in=[])
    for who in groups:
        of_any |= who.condition
    best = levelled(campaign=campaign, actor=actor).filter(AT["outstanding"], of_any)
    entries = running(
        list(best.select_related("organisation", "upper_level").order_by("code")),
        year=campaign.year,
    )
    return {
        who: [entry for entry in entries if group_of(entry.subject_type, entry.tier) is who]
        for who in groups
    }


def running(entries: list[RosterEntry], *, year: int) -> list[RosterEntry]:
    """Of organisations outstanding this year those that were in each of the four years before, in
    the given order.
    """
    whose = [Whose.of(entry) for entry in entries]
    past = levels_before(year, whose, years=LINE_YEARS)
    labels = awards_book().labels_like(Level.OUTSTANDING)
    return [
        entry
        for entry, key in zip(entries, whose, strict=True)
        if _all_outstanding(past[key], year, labels)
    ]


def _all_outstanding(past: Levels, year: int, labels: Collection[Label]) -> bool:
    held = {**past, year: Level.OUTSTANDING}
    return consecutive_years(held, year, enough=LINE_YEARS, labels=labels) == LINE_YEARS


def years_before(campaign: Campaign) -> range:
    """The earlier years that the lines show."""
    return range(campaign.year - LINE_YEARS + 1, campaign.year)


def earlier_counts(*, campaign: Campaign, scope: Scope) -> dict[tuple[Who, int], LevelCounts]:
    """By group and year the levels that were handed in as history, inside the scope."""
    years = years_before(campaign)
    counted: dict[tuple[Who, int], list[tuple[int | None, int]]] = defaultdict(list)
    # A label of 2017 or before is no level: the lines begin after them.
    earlier = EarlierLevel.objects.filter(
        _earlier_within(campaign, scope), year__in=list(years), label=""
    ).order_by()
    rows = earlier.values_list("subject_type", "organisation__tier", "year", "level").annotate(
        number=Count("pk")
    )
    for subject_type, tier, year, word, number in rows:
        if who := group_of(subject_type, tier):
            counted[who, year].append((Level.code_of(word), number))
    return {key: LevelCounts.from_codes(counts) for key, counts in counted.items()}


def _earlier_within(campaign: Campaign, scope: Scope) -> Q:
    """Earlier levels of the organisations inside the scope, and of the people on this year's roster
    inside it.
    """
    if scope.everything:
        return Q()
    people = RosterEntry.objects.filter(
        within(scope, organisation="organisation"),
        campaign=campaign,
        subject_type=SubjectType.MEMBER,
    )
    return within(scope, organisation="organisation") | Q(
        organisation=None, person__in=people.values("person")
    )


def five_year_lines(
    *, campaign: Campaign, actor: Actor, now: Mapping[Who, LevelCounts] | None = None
) -> list[YearPoint]:
    """Per group the distribution of each of the last five years that has levels, oldest first.

    Earlier years come from decisions made here or, for years before, from the levels handed in as
    history. `now`: this year's distributions by group, when the caller has counted them already.
    """
    rated_here = {
        other.year: by_group(campaign=other, actor=actor)
        for other in Campaign.objects.filter(year__in=years_before(campaign))
    }
    now = by_group(campaign=campaign, actor=actor) if now is None else now
    handed_in = earlier_counts(campaign=campaign, scope=scope_of(actor))
    return year_points(handed_in, {**rated_here, campaign.year: now})


def year_points(
    handed_in: Mapping[tuple[Who, int], LevelCounts],
    rated_here: Mapping[int, Mapping[Who, LevelCounts]],
) -> list[YearPoint]:
    """The points of the lines; a year that was rated here stands before what was handed in about
    it.
    """
    found = dict(handed_in)
    for year, groups in rated_here.items():
        found |= {(who, year): levels for who, levels in groups.items() if _mostly_known(levels)}
    return [
        YearPoint(who, year, levels)
        for (who, year), levels in sorted(found.items(), key=_by_group_and_year)
    ]


def _mostly_known(levels: LevelCounts) -> bool:
    """A year in the middle of its ratings is no point of a line: it would fall for want of
    facts.
    """
    return levels.total > 2 * levels.cannot_tell


def _by_group_and_year(item: tuple[tuple[Who, int], LevelCounts]) -> tuple[int, int]:
    (who, year), _ = item
    return list(Who).index(who), year
