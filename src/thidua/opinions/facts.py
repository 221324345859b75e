"""What opinions tell of a year: the grades that count, the level as a civil servant that the
employing unit gave, whether a former or a temporary cell has commented. Facts of whom no opinion
speaks are nobody's here: the sheet goes on telling them.
"""

from collections.abc import Collection, Mapping, Sequence

from thidua.campaigns.models import Campaign
from thidua.facts.contradictions import CIVIL_SERVANT, CIVIL_SERVANT_LEVEL
from thidua.facts.sources import FactSource, Known
from thidua.language import Text
from thidua.opinions.counting import counting
from thidua.opinions.reading import Said, all_said, said_of
from thidua.opinions.rules import counting_kinds
from thidua.organisations.models import MembershipSpell
from thidua.roster.identity import SubjectKey, entries_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, OpinionKind, SubjectType

FORMER, TEMPORARY = "former_cell_comment", "temporary_cell_comment"
BESIDE = frozenset({CIVIL_SERVANT_LEVEL, FORMER, TEMPORARY})
"""Facts beside the criteria that an opinion may tell."""

ByKey = Mapping[SubjectKey, Sequence[Said]]


def facts_from_opinions(campaign: Campaign) -> Known:
    """What opinions tell of every subject of a year, by the key of its roster entry."""
    return _told(campaign, all_said(campaign))


def facts_of(campaign: Campaign, keys: Collection[SubjectKey]) -> Known:
    """The same of some subjects."""
    return _told(campaign, said_of(campaign, keys))


def _told(campaign: Campaign, said: ByKey) -> Known:
    entries = entries_of(campaign, said)
    cells = _cells(
        [
            one.opinion.person_id
            for key in entries
            for one in said[key]
            if one.kind is OpinionKind.CELL and one.opinion.person_id is not None
        ]
    )
    found = {}
    for key, entry in entries.items():
        told = _of_one(campaign, entry, said[key], cells.get(key.person_id or 0, {}))
        if told:
            found[entry.pk] = {name: value for name, (value, _whose) in told.items()}
    return found


def tellers(campaign: Campaign, key: SubjectKey, entry: RosterEntry) -> dict[str, Said]:
    """Whose opinion tells each fact of one subject, by the fact's id."""
    said = said_of(campaign, [key]).get(key, [])
    people = [] if key.person_id is None else [key.person_id]
    cells = _cells(people).get(people[0], {}) if said and people else {}
    return {name: one for name, (_value, one) in _of_one(campaign, entry, said, cells).items()}


def _of_one(
    campaign: Campaign, entry: RosterEntry, said: Sequence[Said], cells: Mapping[int, str]
) -> dict[str, tuple[object, Said]]:
    """Each fact with its value and whose it is."""
    kinds = counting_kinds(campaign, SubjectType(entry.subject_type))
    counts = counting(said, kinds=kinds, place=entry.organisation_id)
    told: dict[str, tuple[object, Said]] = {
        name: (one.grade.value, one.said) for name, one in counts.items()
    }
    if entry.subject_type != SubjectType.MEMBER:
        return told
    for one in said:
        level = one.opinion.civil_servant_level
        if one.kind is OpinionKind.EMPLOYER and level and entry.facts.get(CIVIL_SERVANT):
            told[CIVIL_SERVANT_LEVEL] = (Level.from_code(level).value, one)
        place = one.opinion.unit_id
        elsewhere = place in cells and place != entry.organisation_id
        if one.kind is OpinionKind.CELL and one.opinion.comment and place and elsewhere:
            told[cells[place]] = (True, one)
    return told


def _cells(people: Collection[int]) -> dict[int, dict[int, str]]:
    """The fact that a comment of a cell tells, by the person and the key of the cell: they were a
    member there, or take part there for a time.
    """
    found: dict[int, dict[int, str]] = {}
    if not people:
        return found
    spells = MembershipSpell.objects.filter(person__in=people)
    for person, cell, host in spells.values_list("person_id", "organisation_id", "host_id"):
        found.setdefault(person, {}).setdefault(cell, FORMER)
        if host is not None:
            found[person][host] = TEMPORARY
    return found


OPINIONS_TELL = FactSource(
    Text("Ý kiến đánh giá", "Opinions"),
    facts_from_opinions,
)
