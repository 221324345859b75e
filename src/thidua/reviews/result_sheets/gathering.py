"""The result sheets of many members at once: a handful of questions to the database, one run of the engine."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import polars as pl
from django.db.models import QuerySet

from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.organisations.models import Organisation
from thidua.reviews.explaining import explanation_of
from thidua.reviews.frames import subjects, with_facts
from thidua.reviews.result_sheets.sheet import sheet_of
from thidua.rulebook import Explanation, Framework, explain_each

_RELATED = ("organisation", "grassroots", "upper_level", "rating", "proposal", "decided__decision__issuer")


def members_below(campaign: Campaign, organisation: Organisation) -> "QuerySet[RosterEntry]":
    """The rated members of a cell, or of everything under a committee, in the order of the tree."""
    found = RosterEntry.objects.filter(campaign=campaign, subject_type=SubjectType.MEMBER, rated=True)
    found = found.filter(organisation__path__startswith=organisation.path)
    return found.select_related(*_RELATED).order_by("organisation__path", "sort_key", "code")


def sheets_of_members(campaign: Campaign, entries: Sequence[RosterEntry]) -> list[dict[str, Any]]:
    """One sheet a member, in the given order. Raises NotBoundError before frameworks are bound."""
    framework = bound_frameworks(campaign)[SubjectType.MEMBER]
    told = explained(campaign, entries, framework)
    return [sheet_of(entry, explanation, year=campaign.year) for entry, explanation in zip(entries, told, strict=True)]


def explained(campaign: Campaign, entries: Sequence[RosterEntry], framework: Framework) -> Iterator[Explanation]:
    """The explanations of members, in the order of `entries`, by what is known of them today."""
    order = pl.DataFrame({"entry": [entry.pk for entry in entries]}, schema={"entry": pl.Int64})
    known = with_facts(subjects(campaign, entry=order["entry"].to_list()), framework)
    return explain_each(framework, order.join(known, on="entry", how="left", maintain_order="left"))


def sheet_of_one(entry: RosterEntry) -> dict[str, Any]:
    """The sheet of any one subject. Raises NotBoundError."""
    return sheet_of(entry, explanation_of(entry), year=entry.campaign.year)


def parts_of(entries: Iterable[RosterEntry]) -> Iterator[tuple[str, list[RosterEntry]]]:
    """Members in the order of the tree, bundled by cell: (its code, members)."""
    for code, members in groupby(entries, key=lambda entry: entry.organisation.code):
        yield code, list(members)
