"""Subjects nobody can rate yet; scoped to who asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from thidua.accounts.actors import Scope
from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign
from thidua.organisations.queries import within
from thidua.ratings.body_counts import (
    UnratedRow,
    sees_everything,
    unrated_in,
    unrated_rows,
)
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Silent:
    """Subjects about whom nobody has handed in any fact yet, and how many organisations of each
    tier they stand in.
    """

    subjects: int
    members: int
    upper_level: int
    grassroots: int
    cell: int


@dataclass(frozen=True)
class Unrated:
    """Rated subjects without a level: `unknown` counts, by kind, those of whom some facts are
    known; `silent` those of whom none is.
    """

    unknown: dict[str, int]
    silent: Silent


def unrated(*, campaign: Campaign, scope: Scope) -> Unrated:
    """Subjects inside the scope whom nobody can rate yet: the whole province as the sum of its
    parts.
    """
    if sees_everything(scope):
        rows = unrated_in(campaign)
    else:
        inside = within(scope, organisation="organisation")
        entries = RosterEntry.objects.with_level().filter(inside, campaign=campaign, rated=True)
        rows = [UnratedRow(*row) for row in unrated_rows(entries)]
    known: dict[str, int] = {}
    for row in rows:
        if not row.silent:
            known[row.subject_type] = known.get(row.subject_type, 0) + row.number
    return Unrated(known, _silent([row for row in rows if row.silent]))


def unrated_for(request: HttpRequest, campaign: Campaign) -> Unrated:
    """The same for the reader of a page; asked of the database once a request."""
    known: Unrated | None = getattr(request, "thidua_unrated", None)
    if known is None:
        known = unrated(campaign=campaign, scope=scope_of_request(request))
        request.thidua_unrated = known  # type: ignore[attr-defined]
    return known


def _silent(rows: Sequence[UnratedRow]) -> Silent:
    """Where members stand is where facts are to come from; without any, where the other subjects
    stand.
    """
    members = [row for row in rows if row.subject_type == SubjectType.MEMBER]
    places = [
        [sum(getattr(row, tier) for row in rows if row.subject_type == kind) for tier in _TIERS]
        for kind in ([SubjectType.MEMBER] if members else SubjectType)
    ]
    return Silent(
        sum(row.number for row in rows),
        sum(row.number for row in members),
        *(max(numbers) for numbers in zip(*places, strict=True)),
    )


_TIERS = ("upper_levels", "grassroots", "cells")
