"""The result sheets of many at once: a handful of questions to the database, of members one run of
the engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import polars as pl
from django.db.models import QuerySet

from thidua.campaigns.models import Campaign
from thidua.decisions.result_sheets.sheet import sheet_of
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.models import Organisation
from thidua.ratings.explaining import explanation_of, explanations_of
from thidua.ratings.frames import subjects, with_facts
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation, Framework, explain_each
from thidua.vocabulary import SubjectType

_RELATED = (
    "organisation",
    "grassroots",
    "upper_level",
    "rating",
    "proposal",
    "decided__decision__issuer",
)


def members_below(campaign: Campaign, organisation: Organisation) -> "QuerySet[RosterEntry]":
    """The rated members of a cell, or of everything under a committee, in the order of the tree."""
    found = RosterEntry.objects.filter(
        campaign=campaign, subject_type=SubjectType.MEMBER, rated=True
    )
    return in_order(found.filter(organisation__path__startswith=organisation.path))


def in_order(entries: "QuerySet[RosterEntry]") -> "QuerySet[RosterEntry]":
    """Entries as their sheets need them, in the order of the tree."""
    return entries.select_related(*_RELATED).order_by("organisation__path", "sort_key", "code")


def sheets_of(campaign: Campaign, entries: Sequence[RosterEntry]) -> list[dict[str, Any]]:
    """One sheet for each of several subjects of one kind, in their order. Raises NotBoundError."""
    frameworks = bound_frameworks(campaign)
    kind = SubjectType(entries[0].subject_type)
    if kind == SubjectType.MEMBER:
        explanations = list(explained(campaign, entries, frameworks[kind]))
    else:
        by_entry = explanations_of(entries, frameworks)
        explanations = [by_entry[entry.pk] for entry in entries]
    return [
        sheet_of(entry, explanation, year=campaign.year)
        for entry, explanation in zip(entries, explanations, strict=True)
    ]


def explained(
    campaign: Campaign, entries: Sequence[RosterEntry], framework: Framework
) -> Iterator[Explanation]:
    """The explanations of members, in the order of `entries`, by what is known of them today."""
    order = pl.DataFrame({"entry": [entry.pk for entry in entries]}, schema={"entry": pl.Int64})
    known = with_facts(subjects(campaign, entry=order["entry"].to_list()), framework)
    return explain_each(framework, order.join(known, on="entry", how="left", maintain_order="left"))


def sheet_of_subject(entry: RosterEntry) -> dict[str, Any]:
    """The sheet of any one subject. Raises NotBoundError."""
    return sheet_of(entry, explanation_of(entry), year=entry.campaign.year)


def parts_of(entries: Iterable[RosterEntry]) -> Iterator[tuple[str, list[RosterEntry]]]:
    """Subjects in the order of the tree, bundled by organisation (members: their cell): (its code,
    subjects).
    """
    for code, subjects_there in groupby(entries, key=lambda entry: entry.organisation.code):
        yield code, list(subjects_there)
