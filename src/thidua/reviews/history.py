"""Levels of earlier years, followed over reorganisations: decided here, or handed in as history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from django.db.models import Q

from thidua.campaigns.models import RosterEntry, SubjectType
from thidua.organisations.models import Succession
from thidua.reviews.models import DecisionItem, DecisionStatus, EarlierLevel
from thidua.rulebook import Level, levels_over_reorganisations

YEARS = 5
"""How many years "years running" looks at, the review year included."""

OF_PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)


class Whose(NamedTuple):
    """Whose levels: a person's (as a member, as a leader) wherever they were, or an organisation's by its code."""

    subject_type: str
    organisation: str = ""
    person: int | None = None

    @classmethod
    def of(cls, entry: RosterEntry) -> Self:
        if entry.subject_type in OF_PEOPLE:
            return cls(entry.subject_type, person=entry.person_id)
        return cls(entry.subject_type, organisation=entry.organisation.code)


Levels = dict[int, Level | None]


def levels_before(year: int, whose: Iterable[Whose], *, years: int = YEARS) -> dict[Whose, Levels]:
    """The levels held in the `years` − 1 years before `year`, by year; a year without any level is left out.

    A decision made here stands before a level handed in. A year before an organisation existed counts as the lowest
    level of those it came out of, None where one of them is not known. A person held in several posts counts with
    the lowest.
    """
    wanted, span = set(whose), range(year - years + 1, year)
    before = predecessors()
    codes = with_predecessors((one.organisation for one in wanted if one.organisation), before)
    people = [one.person for one in wanted if one.person is not None]
    held = _held(codes, people, span)
    found = {}
    for one in wanted:
        own = held[one.subject_type, one.person]
        family = {code: own[code] for code in with_predecessors([one.organisation], before) if code in own}
        found[one] = levels_over_reorganisations(one.organisation, family, before)
    return found


def predecessors() -> dict[str, tuple[str, ...]]:
    """Per organisation code the codes of those it came out of."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = Succession.objects.order_by("happened_on").values_list("successor__code", "predecessor__code")
    for successor, predecessor in rows:
        found[successor].append(predecessor)
    return {successor: tuple(before) for successor, before in found.items()}


def with_predecessors(codes: Iterable[str], before: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The organisations and all they came out of, however far back."""
    found: set[str] = set()
    waiting = set(codes)
    while waiting:
        found |= waiting
        waiting = {earlier for code in waiting for earlier in before.get(code, ())} - found
    return found


_Held = dict[tuple[str, int | None], dict[str, dict[int, Level | None]]]


def _held(codes: Iterable[str], people: Iterable[int], years: Iterable[int]) -> _Held:
    """Per (subject type, person) and organisation code ("" for people) the level of each year."""
    organisations, persons, span = list(codes), list(people), list(years)
    handed_in = EarlierLevel.objects.filter(_about("", organisations, persons), year__in=span).values_list(
        "subject_type", "person", "organisation__code", "year", "level"
    )
    decided = DecisionItem.objects.filter(
        _about("roster_entry__", organisations, persons),
        decision__status=DecisionStatus.ISSUED,
        roster_entry__campaign__year__in=span,
    ).values_list(
        "roster_entry__subject_type",
        "roster_entry__person",
        "roster_entry__organisation__code",
        "roster_entry__campaign__year",
        "level",
    )
    held: _Held = defaultdict(lambda: defaultdict(dict))
    for rows in (handed_in, decided):
        said: _Held = defaultdict(lambda: defaultdict(dict))
        for kind, person, code, year, word in rows:
            place = "" if kind in OF_PEOPLE else code
            said[kind, person][place][year] = _lower(said[kind, person][place].get(year), Level.from_word(word))
        for key, places in said.items():
            for place, levels in places.items():
                held[key][place] |= levels
    return held


def _about(prefix: str, codes: list[str], people: list[int]) -> Q:
    kinds = [kind.value for kind in OF_PEOPLE]
    of_people = Q(**{f"{prefix}subject_type__in": kinds, f"{prefix}person__in": people})
    return of_people | (~Q(**{f"{prefix}subject_type__in": kinds}) & Q(**{f"{prefix}organisation__code__in": codes}))


def _lower(one: Level | None, other: Level) -> Level:
    return other if one is None or other.code < one.code else one
