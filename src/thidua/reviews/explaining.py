"""Why one subject of the year has its level: the rulebook's explanation over everything that is known of it."""

from typing import Any

import polars as pl

from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.reviews.frames import LEVEL_WORDS, standing_subjects, subjects, with_facts, worst_member_discipline
from thidua.reviews.models import FactSheet
from thidua.rulebook import Discipline, Explanation, Framework, codes, count_children, explain

CHILDREN = {"members": SubjectType.MEMBER, "subordinates": SubjectType.ORGANISATION}
CAPS = {"unit": SubjectType.ORGANISATION, "collective": SubjectType.COLLECTIVE}


def explanation_of(entry: RosterEntry) -> Explanation:
    """The explanation of one subject by the framework its year is held under, worked out from today's facts.

    Children and caps count as they stand by now (chosen and decided levels included).
    Raises NotBoundError, and the rulebook's FactError for a stored fact that the framework cannot read.
    """
    campaign: Campaign = entry.campaign
    frameworks = bound_frameworks(campaign)
    framework = frameworks[SubjectType(entry.subject_type)]
    known = {**_sheet(entry), **entry.facts, **_from_the_tree(entry, framework, frameworks)}
    return explain(framework, {name: value for name, value in known.items() if name in framework.terms.every_field()})


def _sheet(entry: RosterEntry) -> dict[str, Any]:
    sheet = FactSheet.objects.filter(pk=entry.pk).first()
    return sheet.facts if sheet is not None else {}


def _from_the_tree(
    entry: RosterEntry, framework: Framework, frameworks: dict[SubjectType, Framework]
) -> dict[str, Any]:
    """What nobody writes: place, children's levels, caps, the worst discipline in a collective."""
    facts: dict[str, Any] = {"tier": entry.tier, "body": entry.body or None}
    if framework.subject is codes.SubjectType.ORGANISATION:
        facts |= _children(entry)
    for cap in framework.caps:
        facts |= _cap(entry, cap.of)
    if "worst_member_discipline" in framework.facts:
        facts["worst_member_discipline"] = _worst_discipline(entry, frameworks[SubjectType.MEMBER])
    return facts


def _children(entry: RosterEntry) -> dict[str, int]:
    members = standing_subjects(
        entry.campaign, subject_type=[CHILDREN["members"].value], organisation=[entry.organisation_id]
    ).with_columns(by="organisation_id")
    below = standing_subjects(
        entry.campaign, subject_type=[CHILDREN["subordinates"].value], parent=[entry.organisation_id]
    ).with_columns(by="parent_id")
    counts: dict[str, int] = {}
    for children, frame in (("members", members), ("subordinates", below)):
        counted = count_children(frame, by="by", children=children).drop("by")
        counts |= counted.row(0, named=True) if counted.height else dict.fromkeys(counted.columns, 0)
    return counts


def _cap(entry: RosterEntry, of: str) -> dict[str, str | None]:
    """The range in which the unit, or the collective, that caps this subject stands."""
    found = standing_subjects(
        entry.campaign, subject_type=[CAPS[of].value], organisation=[entry.organisation_id]
    ).select("standing_low", "standing_high")
    low, high = found.row(0) if found.height else (None, None)
    return {f"cap.{of}.low": LEVEL_WORDS.get(low), f"cap.{of}.high": LEVEL_WORDS.get(high)}


def _worst_discipline(entry: RosterEntry, members: Framework) -> str | None:
    campaign = entry.campaign
    people = list(entry.organisation.positions.values_list("person", flat=True))
    known = with_facts(subjects(campaign, subject_type=[SubjectType.MEMBER.value], person=people), members)
    worst = worst_member_discipline(campaign, known).filter(pl.col("organisation_id") == entry.organisation_id)
    code = worst["worst_member_discipline"][0] if worst.height else None
    return None if code is None else Discipline.from_code(code).value
