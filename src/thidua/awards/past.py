"""What award conditions may ask beside this year's level: the years before, what was given in them,
and the levels of the bodies around the subject. Asked for all awards of a year at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from django.db.models import Q, QuerySet

from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.ratings.earlier_levels import OF_PEOPLE, YEARS, Levels
from thidua.roster.levels import level_that_counts
from thidua.roster.models import RosterEntry
from thidua.rulebook import AwardBook, Past
from thidua.vocabulary import Level, SubjectType, Tier

Subject = tuple[str, int | None]
"""Whom an award is for: subject type, and the person or the organisation."""

Bodies = dict[tuple[str, int], Level | None]
"""This year's levels of organisations and of leadership collectives, by type and organisation."""


def years_asked(book: AwardBook) -> int:
    """How many years back the facts of a book look, this one included; five at least."""
    counted = (spec.counts.years for spec in book.facts.values() if spec.counts is not None)
    return max([YEARS, *counted])


@dataclass(frozen=True)
class Known:
    """What was given in which earlier year, and how the bodies around stand this year. A year in
    which awards are still to be checked, or none was written down, is not known.
    """

    year: int
    years: frozenset[int]
    given: Mapping[tuple[Subject, int], frozenset[str]] = field(default_factory=dict)
    bodies: Bodies = field(default_factory=dict)

    @classmethod
    def of(cls, campaign: Campaign, entries: Iterable[RosterEntry], book: AwardBook) -> Self:
        """Two questions to the database for the awards of earlier years, one for the bodies; none
        that the book does not ask.
        """
        counts = any(s.counts is not None and s.counts.awards for s in book.facts.values())
        around = any(spec.level_of is not None for spec in book.facts.values())
        listed = list(entries)
        earlier = Award.objects.filter(campaign__year__lt=campaign.year)
        return cls(
            year=campaign.year,
            years=_years_known(campaign.year) if counts else frozenset(),
            given=_given(earlier.filter(_of(listed))) if counts else {},
            bodies=_levels_of_bodies(campaign, listed) if around else {},
        )

    def past_of(self, award: Award, entry: RosterEntry | None, levels: Levels) -> Past:
        """What is known of one award's subject."""
        subject = _subject(award)
        return Past(
            self.year,
            levels,
            {year: self.given.get((subject, year), frozenset()) for year in self.years},
            {} if entry is None else self._around(entry),
        )

    def _around(self, entry: RosterEntry) -> dict[str, Level | None]:
        return {
            name: self.bodies.get(key) for name, key in _bodies_of(entry).items() if key is not None
        }


def _subject(award: Award) -> Subject:
    return award.subject_type, award.person_id or award.organisation_id


def _of(entries: Iterable[RosterEntry]) -> Q:
    people = {entry.person_id for entry in entries if entry.subject_type in OF_PEOPLE}
    bodies = {entry.organisation_id for entry in entries if entry.subject_type not in OF_PEOPLE}
    return Q(person__in=people - {None}) | Q(person=None, organisation__in=bodies)


def _years_known(before: int) -> frozenset[int]:
    rows = Award.objects.filter(campaign__year__lt=before).values_list("campaign__year", "status")
    found: dict[int, set[str]] = defaultdict(set)
    for year, status in rows.distinct().order_by():
        found[year].add(status)
    return frozenset(year for year, words in found.items() if AwardStatus.PROPOSED not in words)


def _given(awards: "QuerySet[Award]") -> dict[tuple[Subject, int], frozenset[str]]:
    found: dict[tuple[Subject, int], set[str]] = defaultdict(set)
    rows = awards.filter(status=AwardStatus.GIVEN).select_related("campaign")
    for award in rows:
        found[_subject(award), award.campaign.year].add(award.form)
    return {key: frozenset(forms) for key, forms in found.items()}


def _bodies_of(entry: RosterEntry) -> dict[str, tuple[str, int] | None]:
    """Which bodies stand around a subject: its cell, its grassroots organisation, the one above
    that, the collective that leads it.
    """
    is_cell = entry.subject_type == SubjectType.MEMBER or entry.tier == Tier.CELL
    led = entry.grassroots_id if entry.subject_type == SubjectType.MEMBER else entry.organisation_id
    at = {
        "cell": entry.organisation_id if is_cell else None,
        "grassroots": entry.grassroots_id,
        "upper_level": entry.upper_level_id,
    }
    found: dict[str, tuple[str, int] | None] = {
        name: None if pk is None else (SubjectType.ORGANISATION.value, pk)
        for name, pk in at.items()
    }
    found["collective"] = None if led is None else (SubjectType.COLLECTIVE.value, led)
    return found


def _levels_of_bodies(campaign: Campaign, entries: Iterable[RosterEntry]) -> Bodies:
    wanted = {key[1] for entry in entries for key in _bodies_of(entry).values() if key is not None}
    rows = RosterEntry.objects.filter(
        campaign=campaign, person=None, organisation__in=wanted
    ).select_related("rating", "decided__decision")
    return {(row.subject_type, row.organisation_id): level_now(row) for row in rows}


def level_now(entry: RosterEntry) -> Level | None:
    """This year's level of an entry whose rating and decision are at hand; None: cannot be told."""
    item, rating = entry.issued_item, getattr(entry, "rating", None)
    return level_that_counts(
        item.level if item is not None else None,
        rating.standing if rating is not None else None,
    )
