"""Subjects nobody can rate yet; scoped to who asks."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.organisations.queries import within
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
    """Subjects inside the scope whom nobody can rate yet; one question to the database."""
    counted = (
        RosterEntry.objects.with_level()
        .filter(within(scope, organisation="organisation"), campaign=campaign, rated=True)
        .filter(level=None)
        .order_by()
        .annotate(silent=Q(fact_sheet__isnull=True))
        .values_list("subject_type", "silent")
    )
    rows = list(
        counted.annotate(
            number=Count("pk"),
            upper_levels=Count("upper_level", distinct=True),
            grassroots_ones=Count("grassroots", distinct=True),
            cells=Count("organisation", distinct=True),
        )
    )
    known = {kind: number for kind, is_silent, number, *_ in rows if not is_silent}
    silent = [(kind, *numbers) for kind, is_silent, *numbers in rows if is_silent]
    return Unrated(known, _silent(silent))


def _silent(rows: list[tuple[Any, ...]]) -> Silent:
    """Where members stand is where facts are to come from; without any, where the other subjects
    stand.
    """
    by_kind = {kind: numbers for kind, *numbers in rows}
    members = by_kind.get(SubjectType.MEMBER.value, [0, 0, 0, 0])
    places = (
        members[1:]
        if members[0]
        else [max((numbers[n] for numbers in by_kind.values()), default=0) for n in (1, 2, 3)]
    )
    return Silent(sum(numbers[0] for numbers in by_kind.values()), members[0], *places)
