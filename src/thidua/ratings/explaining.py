"""Why one subject of the year has its level: the rulebook's explanation over everything that is
known of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from django.db.models import prefetch_related_objects

from thidua.campaigns.models import Campaign
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.frames import standing_subjects
from thidua.ratings.member_discipline import FACT, what_is_unknown, worst_member_discipline
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, Framework, count_children, explain_several
from thidua.rulebook.conditions import count_columns
from thidua.vocabulary import NOT_APPLICABLE, Discipline, Level, SubjectType

CHILDREN = {"members": SubjectType.MEMBER, "subordinates": SubjectType.ORGANISATION}
CAPS = {"unit": SubjectType.ORGANISATION, "collective": SubjectType.COLLECTIVE}


def explanation_of(entry: RosterEntry) -> Explanation:
    """The explanation of one subject by the framework its year is held under, worked out from
    today's facts.

    Children and caps count as they stand by now (chosen and decided levels included). Raises
    NotBoundError, and the rulebook's FactError for a stored fact that the framework cannot read.
    """
    return explanations_of([entry], bound_frameworks(entry.campaign))[entry.pk]


def explanations_of(
    entries: Sequence[RosterEntry], frameworks: Mapping[SubjectType, Framework]
) -> dict[int, Explanation]:
    """The explanations of several subjects of one type and year, by the same few questions as of
    one.
    """
    if not entries:
        return {}
    framework = frameworks[SubjectType(entries[0].subject_type)]
    prefetch_related_objects(
        entries, "fact_sheet"
    )  # those that came with their sheet are not asked about again
    tree = facts_from_the_tree(entries, framework)
    fields = framework.terms.every_field()
    known = [_known(entry, tree[entry.pk], fields) for entry in entries]
    told = explain_several(framework, known)
    found = {entry.pk: one for entry, one in zip(entries, told, strict=True)}
    return _naming_holders(found, entries)


def explained_if(
    entry: RosterEntry, changed: Mapping[str, object]
) -> tuple[Explanation, Explanation]:
    """The explanation of one subject by today's facts, and what it would be if these facts (in any
    form that is read) stood there instead; nothing is written. Raises as `explanation_of`.
    """
    framework = bound_frameworks(entry.campaign)[SubjectType(entry.subject_type)]
    prefetch_related_objects([entry], "fact_sheet")
    fields = framework.terms.every_field()
    known = _known(entry, facts_from_the_tree([entry], framework)[entry.pk], fields)
    corrected = {name: value for name, value in changed.items() if name in fields}
    now, then = explain_several(framework, [known, known | corrected])
    return now, then


def _known(
    entry: RosterEntry, tree: Mapping[str, object], fields: Collection[str]
) -> dict[str, object]:
    """Every fact of a subject that its framework asks for."""
    sheet: FactSheet | None = getattr(entry, "fact_sheet", None)
    known = {**(sheet.known if sheet is not None else {}), **entry.facts, **tree}
    return {name: value for name, value in known.items() if name in fields}


def _naming_holders(
    found: dict[int, Explanation], entries: Sequence[RosterEntry]
) -> dict[int, Explanation]:
    """Where the discipline in a collective is not known, whose it is that is missing."""
    asked = {
        entry.pk: entry.organisation_id
        for entry in entries
        if FACT in dict(found[entry.pk].missing)
    }
    if not asked:
        return found
    unknown = what_is_unknown(entries[0].campaign, list(asked.values()))
    for pk, place in asked.items():
        told = [
            (name, text)
            for name, title in found[pk].missing
            for text in ([one.title for one in unknown[place]] if name == FACT else [title])
        ]
        found[pk] = replace(found[pk], missing=tuple(told))
    return found


class InTheTree(Protocol):
    """What of a subject says where it stands: a row of the year's list, or as much of one."""

    @property
    def pk(self) -> int: ...
    @property
    def tier(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def organisation_id(self) -> int: ...
    @property
    def campaign(self) -> Campaign: ...


def facts_from_the_tree(
    entries: Sequence[InTheTree], framework: Framework
) -> dict[int, dict[str, Any]]:
    """What nobody writes of subjects of one year: place, children's levels, caps, the worst
    discipline in a collective; by the keys of the entries.
    """
    facts: dict[int, dict[str, Any]] = {
        entry.pk: {"tier": entry.tier, "body": entry.body or None} for entry in entries
    }
    parts = [_children(entries)] if framework.subject is SubjectType.ORGANISATION else []
    parts += [_cap(entries, cap.of) for cap in framework.caps if cap.of is not None]
    if FACT in framework.facts:
        parts.append(_worst_discipline(entries))
    for part in parts:
        for entry in entries:
            facts[entry.pk] |= part[entry.organisation_id]
    return facts


_Known = dict[int, dict[str, Any]]
"""Per organisation what is known of it by name."""


def _children(entries: Sequence[InTheTree]) -> _Known:
    campaign, places = entries[0].campaign, [entry.organisation_id for entry in entries]
    members = standing_subjects(
        campaign, subject_type=[CHILDREN["members"].value], organisation=places
    ).with_columns(by="organisation_id")
    below = standing_subjects(
        campaign, subject_type=[CHILDREN["subordinates"].value], parent=places
    ).with_columns(by="parent_id")
    known: _Known = {place: {} for place in places}
    for children, frame in (("members", members), ("subordinates", below)):
        counted = {
            row.pop("by"): row
            for row in count_children(frame, by="by", children=children).to_dicts()
        }
        nobody = dict.fromkeys(count_columns(children), 0)
        for place in places:
            known[place] |= counted.get(place, nobody)
    return known


def _cap(entries: Sequence[InTheTree], of: str) -> _Known:
    """The range in which the unit, or the collective, that caps each subject stands."""
    places = [entry.organisation_id for entry in entries]
    frame = standing_subjects(
        entries[0].campaign, subject_type=[CAPS[of].value], organisation=places
    )
    ranges = {
        place: (low, high)
        for place, low, high in frame.select("organisation_id", *_RANGE).iter_rows()
    }
    words: dict[int, str] = {0: NOT_APPLICABLE} | {level.code: level.value for level in Level}
    return {
        place: {f"cap.{of}.low": words.get(low), f"cap.{of}.high": words.get(high)}
        for place in places
        for low, high in [ranges.get(place, _NOT_RATED)]
    }


_RANGE = ("standing_low", "standing_high")
_NOT_RATED = (0, 0)


def _worst_discipline(entries: Sequence[InTheTree]) -> _Known:
    campaign, places = entries[0].campaign, [entry.organisation_id for entry in entries]
    worst = dict(worst_member_discipline(campaign, places).iter_rows())
    codes = {place: worst.get(place) for place in places}
    return {
        place: {FACT: None if code is None else Discipline.from_code(code).value}
        for place, code in codes.items()
    }
