"""The same thing said in two places: where the sheets of a year contradict each other.

A discipline stands on the sheet of the member and on that of the leader who is the same person; a
level as a civil servant says that somebody is one. What is only known in one place contradicts
nothing: a missing fact is not known. The one home of this comparison: loading and pages ask here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from thidua.roster.models import RosterEntry
from thidua.roster.posts import MAIN_POST
from thidua.vocabulary import SubjectType

_OF_A_PERSON = {name: name for name in ("discipline", "violation_counted_before", "degraded")}
_OF_A_BODY = {
    "disunity_concluded": "disunity_concluded",
    "committee_disciplined": "collective_disciplined",
}
CIVIL_SERVANT, CIVIL_SERVANT_LEVEL = "civil_servant", "civil_servant_level"
_SAID_TWICE: Mapping[tuple[str, str], Mapping[str, str]] = {
    (SubjectType.MEMBER, SubjectType.LEADER): _OF_A_PERSON,
    (SubjectType.LEADER, SubjectType.MEMBER): _OF_A_PERSON,
    (SubjectType.ORGANISATION, SubjectType.COLLECTIVE): _OF_A_BODY,
    (SubjectType.COLLECTIVE, SubjectType.ORGANISATION): {b: a for a, b in _OF_A_BODY.items()},
}
"""Which facts of two sheets, about one person or about one organisation, say the same."""


@dataclass(frozen=True)
class Said:
    """What one sheet says: of which roster entry, of what type, at which organisation (code, path),
    its facts as they are stored.
    """

    entry: int
    subject_type: str
    organisation: str
    path: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Contradiction:
    """A fact of one sheet, and what another sheet of the same person or organisation says.

    `certain`: both cannot be right; else it is worth a look. `other` None: the list of the year."""

    entry: int
    fact: str
    value: object
    other: Said | None
    other_fact: str
    other_value: object
    certain: bool


def contradictions_between(one: Said, other: Said) -> Iterator[Contradiction]:
    """Where the sheet `one` says otherwise than `other`."""
    pairs = _SAID_TWICE.get((one.subject_type, other.subject_type), {})
    for fact, other_fact in pairs.items():
        value, other_value = one.facts.get(fact), other.facts.get(other_fact)
        if None not in (value, other_value) and value != other_value:
            yield Contradiction(
                one.entry, fact, value, other, other_fact, other_value, pairs is _OF_A_PERSON
            )


def civil_servant_contradiction(
    entry: int, *, roster: Mapping[str, object], sheet: Mapping[str, object]
) -> Contradiction | None:
    """A level as a civil servant of somebody who is none by the year's list (certain), or of whom
    it does not know (not certain).
    """
    level, known = sheet.get(CIVIL_SERVANT_LEVEL), roster.get(CIVIL_SERVANT)
    if level is None or known is True:
        return None
    return Contradiction(
        entry, CIVIL_SERVANT_LEVEL, level, None, CIVIL_SERVANT, known, known is False
    )


_PAIRS = """
    SELECT jsonb_build_object('entry', e.id, 'subject_type', e.subject_type, 'organisation', '',
             'path', '', 'facts', f.known),
           jsonb_build_object('entry', x.id, 'subject_type', x.subject_type, 'organisation', o.code,
             'path', o.path, 'facts', g.known)
    FROM roster_rosterentry e
    JOIN facts_factsheet f ON f.roster_entry_id = e.id
    JOIN roster_rosterentry x ON {same} AND x.campaign_id = e.campaign_id
         AND x.subject_type <> e.subject_type AND {spoken_for}
    JOIN facts_factsheet g ON g.roster_entry_id = x.id
    JOIN organisations_organisation o ON o.id = x.organisation_id
    WHERE e.campaign_id = %s AND e.id = ANY(%s::bigint[])
"""
# Of a leader of several posts the sheet of the main one counts.
_SPOKEN_FOR = f"coalesce(x.facts ->> '{MAIN_POST}', '') <> 'false'"
_SAME = (
    "x.person_id = e.person_id",
    "x.organisation_id = e.organisation_id AND x.person_id IS NULL AND e.person_id IS NULL",
)
_LEVELS = """
    SELECT to_jsonb(e.id), e.facts, f.known FROM roster_rosterentry e
    JOIN facts_factsheet f ON f.roster_entry_id = e.id
    WHERE e.campaign_id = %s AND e.id = ANY(%s::bigint[]) AND e.rated
          AND f.known ->> %s IS NOT NULL AND coalesce(e.facts ->> %s, '') <> 'true'
"""


def contradictions_of(campaign_id: int, entries: Iterable[int]) -> list[Contradiction]:
    """Where the sheets of these subjects of a year, as they are stored, contradict other sheets or
    the year's list.
    """
    wanted: list[Any] = [campaign_id, list(entries)]
    found: list[Contradiction] = []
    for same in _SAME:
        for one, other in _rows(_PAIRS.format(same=same, spoken_for=_SPOKEN_FOR), wanted):
            found += contradictions_between(Said(**one), Said(**other))
    for entry, roster, sheet in _rows(_LEVELS, [*wanted, CIVIL_SERVANT_LEVEL, CIVIL_SERVANT]):
        level = civil_servant_contradiction(entry, roster=roster, sheet=sheet)
        found += [level] if level else []
    return found


def _rows(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement whose columns are JSON."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [tuple(json.loads(value) for value in row) for row in cursor.fetchall()]


def said_beside(subject_type: str) -> ArraySubquery:
    """For a query of roster entries of a type: what the other sheets of the same person or
    organisation say, for `contradictions_here`.
    """
    of_people = subject_type in {SubjectType.MEMBER, SubjectType.LEADER}
    same = (
        {"person": OuterRef("person")}
        if of_people
        else {"organisation": OuterRef("organisation"), "person": None}
    )
    others = (
        RosterEntry.objects.filter(campaign=OuterRef("campaign"), fact_sheet__isnull=False, **same)
        .exclude(subject_type=subject_type)
        .filter(~Q(subject_type=SubjectType.LEADER) | Q(**{f"facts__{MAIN_POST}": True}))
    )
    return ArraySubquery(
        others.order_by("pk").values(
            said=JSONObject(
                entry=F("pk"),
                subject_type=F("subject_type"),
                organisation=F("organisation__code"),
                path=F("organisation__path"),
                facts=F("fact_sheet__known"),
            )
        )
    )


def contradictions_here(
    entry: RosterEntry, beside: Iterable[Mapping[str, Any]]
) -> list[Contradiction]:
    """Where the sheet of an entry at hand contradicts the year's list, or the sheets `said_beside`
    gave with it.
    """
    sheet = getattr(entry, "fact_sheet", None)
    if sheet is None:
        return []
    own = Said(entry.pk, entry.subject_type, "", "", sheet.known)
    found = [one for other in beside for one in contradictions_between(own, Said(**other))]
    level = civil_servant_contradiction(entry.pk, roster=entry.facts, sheet=sheet.known)
    wanted = level is not None and entry.rated and entry.subject_type == SubjectType.MEMBER
    return [*found, level] if level and wanted else found
