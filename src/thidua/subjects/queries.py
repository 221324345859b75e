"""What is still to be done, and the reader's own ratings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, Q

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.organisations.queries import within
from thidua.roster.models import RosterEntry
from thidua.vocabulary.choices import DecisionStatus, SubjectType

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasLevel(TypedDict):
        level: int | None

    Levelled = WithAnnotations[RosterEntry, HasLevel]
from thidua.ratings.queries import with_levels


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
class OpenWork:
    """What is still to be done inside the scope this year; `unknown` counts those of whom some
    facts are known.
    """

    unknown: dict[str, int]
    silent: Silent
    drafts: list[Decision]


def open_work(*, campaign: Campaign, scope: Scope) -> OpenWork:
    """Subjects nobody can rate yet, and decisions not issued."""
    unknown = with_levels(
        RosterEntry.objects.filter(
            within(scope, organisation="organisation"), campaign=campaign, rated=True
        )
    ).filter(level=None)
    drafts = (
        Decision.objects.filter(within(scope, organisation="issuer"), campaign=campaign)
        .exclude(status=DecisionStatus.ISSUED)
        .select_related("issuer", "campaign")
        .annotate(size=Count("items"))
    )
    counted = (
        unknown.order_by()
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
    return OpenWork(
        known,
        _silent([(kind, *numbers) for kind, is_silent, *numbers in rows if is_silent]),
        list(drafts),
    )


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


def own_entries(*, campaign: Campaign, person_id: int) -> "list[Levelled]":
    """The reader's own ratings: as a member first, then as a leader."""
    found = with_levels(
        RosterEntry.objects.filter(campaign=campaign, person=person_id)
    ).select_related("organisation")
    return list(found.order_by("-subject_type", "organisation__path"))
