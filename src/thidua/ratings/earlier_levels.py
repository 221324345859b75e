"""Levels of earlier years, followed over reorganisations: decided here, or handed in as history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self

from thidua.db.prepared import ask
from thidua.roster.levels import ISSUED
from thidua.roster.models import RosterEntry
from thidua.rulebook import levels_over_reorganisations
from thidua.vocabulary import Held, Label, Level, SubjectType

YEARS = 5
"""How many years "years running" looks at, the review year included."""

OF_PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)


class Whose(NamedTuple):
    """Whose levels: a person's (as a member, as a leader) wherever they were, or an
    organisation's.
    """

    subject_type: str
    organisation: int | None = None
    person: int | None = None

    @classmethod
    def of(cls, entry: RosterEntry) -> Self:
        if entry.subject_type in OF_PEOPLE:
            return cls(entry.subject_type, person=entry.person_id)
        return cls(entry.subject_type, organisation=entry.organisation_id)


Levels = dict[int, Held | None]
"""What was held by year: a level, in 2017 and before a label; None: not known."""
Predecessors = Mapping[int, tuple[int, ...]]

# The line of organisations that the asked ones came out of, and every level held in it or by the
# asked people. Rows are (kind, organisation, person, year, level): `came_out_of` says in `person`
# what the organisation came out of. What was decided here comes last, so that it stands before what
# was handed in.
_QUESTION = """
    WITH RECURSIVE line(successor, predecessor) AS (
        SELECT successor_id, predecessor_id FROM organisations_succession
            WHERE successor_id = ANY(%(organisations)s)
        UNION
        SELECT s.successor_id, s.predecessor_id
        FROM organisations_succession s JOIN line ON s.successor_id = line.predecessor
    ), family AS (
        SELECT array_agg(id) AS ids
        FROM (SELECT unnest(%(organisations)s::bigint[]) AS id UNION SELECT predecessor
            FROM line) every
    )
    SELECT 0 AS place, 'came_out_of', successor, predecessor, 0, '' FROM line
    UNION ALL
    SELECT 1, subject_type, organisation_id, person_id, year, level || label
    FROM ratings_earlierlevel
    WHERE year BETWEEN %(first)s AND %(last)s
      AND (person_id = ANY(%(people)s)
           OR person_id IS NULL AND organisation_id = ANY((SELECT ids FROM family)::bigint[]))
    UNION ALL
    SELECT 2, e.subject_type, e.organisation_id, e.person_id, c.year, i.level
    FROM decisions_decisionitem i
    JOIN decisions_decision d ON d.id = i.decision_id AND {issued}
    JOIN roster_rosterentry e ON e.id = i.roster_entry_id
    JOIN campaigns_campaign c ON c.id = e.campaign_id AND c.year BETWEEN %(first)s AND %(last)s
    WHERE e.person_id = ANY(%(people)s)
       OR e.person_id IS NULL AND e.organisation_id = ANY((SELECT ids FROM family)::bigint[])
    ORDER BY place
"""


def levels_before(year: int, whose: Iterable[Whose], *, years: int = YEARS) -> dict[Whose, Levels]:
    """The levels held in the `years` − 1 years before `year`, by year; a year without any level is
    left out.

    A decision made here stands before a level handed in. A year before an organisation existed
    counts as the lowest level of those it came out of, None where one of them is not known. A
    person held in several posts counts with the lowest. One question to the database, however many
    are asked about."""
    wanted = set(whose)
    before, held = _held(wanted, first=year - years + 1, last=year - 1)
    found: dict[Whose, Levels] = {}
    for subject in wanted:
        if subject.organisation is None:
            found[subject] = dict(sorted(held[subject].items()))
        else:
            line = with_predecessors(subject.organisation, before)
            family = {other: held[subject._replace(organisation=other)] for other in line}
            found[subject] = levels_over_reorganisations(subject.organisation, family, before)
    return found


def with_predecessors(organisation: int, before: Predecessors) -> set[int]:
    """The organisation and all it came out of, however far back."""
    found: set[int] = set()
    waiting = {organisation}
    while waiting:
        found |= waiting
        waiting = {earlier for one in waiting for earlier in before.get(one, ())} - found
    return found


def _held(
    whose: Iterable[Whose], *, first: int, last: int
) -> tuple[Predecessors, dict[Whose, Levels]]:
    """Who came out of whom, and by subject the level of each year that has one."""
    subjects = list(whose)
    params: dict[str, Any] = {
        "organisations": [
            subject.organisation for subject in subjects if subject.organisation is not None
        ],
        "people": [subject.person for subject in subjects if subject.person is not None],
        "first": first,
        "last": last,
    }
    before: dict[int, tuple[int, ...]] = defaultdict(tuple)
    by_place: dict[tuple[int, Whose], Levels] = defaultdict(dict)
    for place, kind, organisation, person, year, word in ask(
        _QUESTION.format(issued=ISSUED), params
    ):
        if kind == "came_out_of":
            before[organisation] += (person,)
        else:
            levels = by_place[
                place, Whose(kind, None if kind in OF_PEOPLE else organisation, person)
            ]
            levels[year] = _lower(levels.get(year), held_word(word))
    held: dict[Whose, Levels] = defaultdict(dict)
    for (_, subject), levels in sorted(by_place.items(), key=lambda item: item[0][0]):
        held[subject] |= levels
    return before, held


def held_word(word: str) -> Held:
    """The level or the label that is stored by this word. Raises UnknownWordError."""
    return Label(word) if word in Label.values() else Level.from_word(word)


def _lower(held: Held | None, other: Held) -> Held:
    """The lower of two of one year; a year has either levels or labels."""
    return other if held is None or other.code < held.code else held
