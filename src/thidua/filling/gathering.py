"""What a unit has to enter, and what others hold of what it waits for; kept until something that it
was worked out from changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, F, Q, When

from thidua.campaigns.models import Campaign
from thidua.db.changes import parts_under
from thidua.facts.keepers import kept_by
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.awaited import LEVEL_OF, Awaited, Held, awaited
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.roster.held_posts import LED_IN_THE_YEAR
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

DISCIPLINE = "discipline"


@dataclass(frozen=True)
class Waits:
    """A subject waits for something that `thing` says."""

    subject: int
    thing: Awaited


@dataclass(frozen=True)
class Cell:
    """One fact that is to be entered: on whose sheet, which; of what kind the subject is, and who
    (None: a body).
    """

    entry: int
    fact: str
    subject_type: str
    person: int | None


@dataclass(frozen=True)
class Gathered:
    """`own`: facts that the unit keeps and nobody entered yet, each once; `others`: what subjects
    that concern the unit wait for and somebody else holds, or the year's work is to tell.
    """

    own: tuple[Cell, ...]
    others: tuple[Waits, ...]


def gathered(campaign: Campaign, units: Sequence[Organisation]) -> dict[int, Gathered]:
    """Per unit, by its key. Inside a transaction it is worked out anew."""
    by_place = {f"filling:{unit.pk}": unit for unit in units}
    wanted = [Wanted(place, parts_under([unit.path])) for place, unit in by_place.items()]
    if not wanted:
        return {}

    def make(places: Sequence[str]) -> dict[str, Any]:
        return {place: _as_json(_worked_out(campaign, by_place[place])) for place in places}

    kept = cached_counts(campaign, wanted, make)
    return {by_place[place].pk: _from_json(found) for place, found in kept.items()}


def waits_of(campaign: Campaign, entries: Sequence[RosterEntry]) -> dict[int, tuple[Awaited, ...]]:
    """What each of these rated entries waits for now, worked out anew."""
    if not entries:  # a year may be launched long before its frameworks are bound
        return {}
    frameworks, found = bound_frameworks(campaign), dict[int, tuple[Awaited, ...]]()
    for kind in SubjectType:
        of_kind = [entry.pk for entry in entries if entry.subject_type == kind]
        if of_kind:
            found |= awaited(campaign, frameworks[kind], of_kind)
    return found


def _worked_out(campaign: Campaign, unit: Organisation) -> Gathered:
    things = [
        Waits(subject, thing)
        for subject, waited_for in waits_of(campaign, _undetermined(campaign, unit)).items()
        for thing in waited_for
    ]
    own = [
        (waits.thing.entry, waits.thing.fact)
        for waits in things
        if waits.thing.held is Held.SHEET and waits.thing.holder == unit.pk
    ]
    own += _disciplines(campaign, unit)
    others = [
        waits for waits in things if waits.thing.holder != unit.pk or waits.thing.held is Held.WORK
    ]
    named = {waits.thing.entry for waits in others if waits.thing.held is Held.LEVEL}
    others += [waits for waits in _kept_below(campaign, unit) if waits.thing.entry not in named]
    return Gathered(tuple(_cells(list(dict.fromkeys(own)))), tuple(dict.fromkeys(others)))


def _cells(own: Sequence[tuple[int, str]]) -> Iterator[Cell]:
    entries = RosterEntry.objects.filter(pk__in={entry for entry, _ in own})
    known = {
        pk: (kind, person)
        for pk, kind, person in entries.values_list("pk", "subject_type", "person_id")
    }
    return (Cell(entry, fact, *known[entry]) for entry, fact in own)


def _undetermined(campaign: Campaign, unit: Organisation) -> list[RosterEntry]:
    """Rated, not decided, no level: those whose sheet the unit keeps, and the unit's own."""
    concerned = kept_by([unit.pk])
    found = RosterEntry.objects.with_level().filter(campaign=campaign, rated=True, level=None)
    own = found.filter(organisation=unit).exclude(subject_type=SubjectType.MEMBER)
    kept = found.filter(concerned)
    entries = (kept | own).exclude(DECIDED).only("pk", "subject_type")
    return list(entries.order_by("pk"))


def _kept_below(campaign: Campaign, unit: Organisation) -> Iterator[Waits]:
    """Those without a level whose sheets the units directly below keep: these are waited for."""
    found = RosterEntry.objects.with_level().filter(campaign=campaign, rated=True, level=None)
    member = Q(subject_type=SubjectType.MEMBER)
    below = Q(parent__path__regex=f"^{unit.path}[0-9]+/$")
    open_ones = found.filter((member & Q(parent=unit)) | (~member & below)).exclude(DECIDED)
    keeper = Case(When(member, then=F("organisation")), default=F("parent"))
    for pk, name, holder in open_ones.annotate(keeper=keeper).values_list("pk", "name", "keeper"):
        yield Waits(pk, Awaited("", LEVEL_OF, Held.LEVEL, pk, holder, name))


# Members who are not rated, held a post in the year, and of whom no discipline is stored.
_UNRATED_HOLDERS = f"""
    SELECT DISTINCT e.id FROM roster_rosterentry e
    LEFT JOIN facts_factsheet s ON s.roster_entry_id = e.id
    WHERE e.campaign_id = %s AND e.organisation_id = %s AND e.subject_type = 'member'
        AND NOT e.rated AND s.known ->> '{DISCIPLINE}' IS NULL
        AND e.person_id IN (SELECT q.person_id {LED_IN_THE_YEAR}
            WHERE c.campaign_id = e.campaign_id)
    ORDER BY e.id
"""  # noqa: S608


def _disciplines(campaign: Campaign, unit: Organisation) -> Iterator[tuple[int, str]]:
    """Whoever held a post counts for the collective, rated or not."""
    with connection.cursor() as cursor:
        cursor.execute(_UNRATED_HOLDERS, [campaign.pk, unit.pk])
        return iter([(entry, DISCIPLINE) for (entry,) in cursor.fetchall()])


def _as_json(found: Gathered) -> dict[str, Any]:
    return {
        "own": [list(astuple(cell)) for cell in found.own],
        "others": [
            [
                waits.subject,
                [one.fact, one.what.vi, one.what.en, one.held.value],
                [one.entry, one.holder, one.whose],
            ]
            for waits in found.others
            for one in [waits.thing]
        ],
    }


def _from_json(content: dict[str, Any]) -> Gathered:
    return Gathered(
        tuple(Cell(*cell) for cell in content["own"]),
        tuple(
            Waits(subject, Awaited(fact, Text(vi, en), Held(held), entry, holder, whose))
            for subject, (fact, vi, en, held), (entry, holder, whose) in content["others"]
        ),
    )
