"""Reads behind the pages of decisions; scoped to who asks."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.organisations.finding import having_syllables
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within
from thidua.roster.models import RosterEntry
from thidua.vocabulary import DecisionStatus
from thidua.workbooks import fold

if TYPE_CHECKING:
    from typing import TypedDict

    from django_stubs_ext import WithAnnotations

    class HasSize(TypedDict):
        size: int

    Sized = WithAnnotations[Decision, HasSize]

_ORDER = {DecisionStatus.DRAFT: 0, DecisionStatus.REOPENED: 1, DecisionStatus.ISSUED: 2}


SORTS = {
    "issuer": ("issuer__sort_key",),
    "day": ("decided_on",),
    "size": ("size",),
    "status": ("waits",),
}
"""By what the list of decisions can be sorted; "-" before the word turns it round."""


def how_many_issued(campaign: Campaign) -> int:
    """How many decisions of the year are issued."""
    return Decision.objects.filter(campaign=campaign, status=DecisionStatus.ISSUED).count()


def decisions_within(*, campaign: Campaign, scope: Scope) -> "QuerySet[Decision]":
    """The year's decisions whose issuers lie in the reader's part of the tree."""
    return Decision.objects.filter(
        within(scope, organisation="issuer"), campaign=campaign
    ).select_related(
        "issuer", "supplements", "second_of__roster_entry", "second_of__decision__issuer"
    )


def decisions_of(
    *, scope: Scope, number: str = "", issuers: Iterable[int] = ()
) -> list[tuple[Decision, bool]]:
    """Decisions of all years inside the reader's part: those whose number begins like this ("175",
    "175-qd"), then the latest of these organisations; each with whether its number was meant.
    """
    digits = re.match(r"\d*", number)
    meant = Q(number__regex=rf"^{digits[0]}([^0-9]|$)") if digits and digits[0] else Q(pk__in=[])
    found = (
        Decision.objects.filter(within(scope, organisation="issuer"))
        .filter(meant | Q(issuer__in=list(issuers)))
        .select_related("issuer", "campaign")
        .order_by("-campaign__year", "-decided_on", "pk")
    )
    told = [(one, bool(number) and _bare(one.number).startswith(_bare(number))) for one in found]
    of_these = set(issuers)
    chosen = [one for one in told if one[1] or one[0].issuer_id in of_these]
    return sorted(chosen, key=lambda one: not one[1])


def _bare(number: str) -> str:
    """A number as it is compared: "175-QĐ/ĐU" is "175qddu"."""
    return re.sub(r"[\W_]", "", fold(number))


def listed(
    decisions: "QuerySet[Decision]",
    *,
    status: str = "",
    kind: str = "",
    words: str = "",
    sort: str = "",
) -> "QuerySet[Sized, Any]":
    """What waits first (drafts, then reopened ones), the newest before older ones, or as `sort`
    says (`SORTS`); `size`: how many it decided.
    """
    if status:
        decisions = decisions.filter(status=status)
    if kind:
        decisions = decisions.filter(covers__contains=[kind])
    if words:
        issuers = having_syllables(Organisation.objects.all(), words).values("pk")
        decisions = decisions.filter(Q(number__icontains=words) | Q(issuer__in=issuers))
    items = DecisionItem.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    waits = Case(*(When(status=status, then=Value(rank)) for status, rank in _ORDER.items()))
    return decisions.annotate(
        size=Coalesce(
            Subquery(items.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
        ),
        waits=waits,
    ).order_by(*_order(sort))


def _order(sort: str) -> list[Any]:
    usual = ["waits", "-decided_on", "issuer__path", "number"]
    if not sort:
        return usual
    keys = SORTS[sort.removeprefix("-")]
    return [
        OrderBy(F(key), descending=sort.startswith("-"), nulls_last=True) for key in keys
    ] + usual


def how_many(decisions: "QuerySet[Decision]") -> dict[str, int]:
    """How many decisions there are of each status."""
    counted = decisions.order_by().values_list("status").annotate(number=Count("pk"))
    return dict(counted)


def decision_within(*, campaign: Campaign, scope: Scope, pk: int) -> Decision | None:
    """One decision of the year, its issuer inside the reader's part of the tree; None for
    outsiders.
    """
    found = decisions_within(campaign=campaign, scope=scope).filter(pk=pk).first()
    if found is not None:
        found.campaign = campaign  # known already: spares a query
    return found


def decided_entries(decision: Decision) -> "QuerySet[RosterEntry]":
    """The subjects whose level an issued decision holds."""
    return _to_show(RosterEntry.objects.filter(decided__decision=decision))


def reopened_levels(decision: Decision) -> list[ReopenedLevel]:
    """The levels that stood in a decision and were reopened one by one since, each with its second
    decision.
    """
    found = ReopenedLevel.objects.filter(decision=decision).select_related(
        "roster_entry__organisation", "roster_entry__upper_level", "second", "issuer"
    )
    return list(found.order_by("roster_entry__sort_key", "pk"))


def reopenings_of(entry: RosterEntry) -> list[ReopenedLevel]:
    """The decided levels of a subject that were reopened, the first first: what stands beside the
    one that counts. For whoever may open the subject's page.
    """
    found = ReopenedLevel.objects.filter(roster_entry=entry)
    return list(found.select_related("decision__issuer", "second", "issuer").order_by("pk"))


def how_many_reopened(campaign: Campaign, scope: Scope) -> tuple[int, int]:
    """How many levels of the year were reopened in the reader's part of the tree, and how many of
    them are decided again: figures count the later decision.
    """
    rows = ReopenedLevel.objects.filter(
        within(scope, organisation="roster_entry__organisation"),
        roster_entry__campaign=campaign,
    )
    found = rows.aggregate(
        all=Count("pk"), again=Count("pk", filter=Q(second__status=DecisionStatus.ISSUED))
    )
    return found["all"], found["again"]


def latest_counted(campaign: Campaign, scope: Scope) -> Decision | None:
    """The newest issued decision, by the day it bears, that holds a level of the reader's part of
    the tree, whoever issued it; None: nothing there is decided.
    """
    held = DecisionItem.objects.filter(
        within(scope, organisation="roster_entry__organisation"), decision=OuterRef("pk")
    )
    found = Decision.objects.filter(Exists(held), campaign=campaign, status=DecisionStatus.ISSUED)
    return found.select_related("issuer").order_by("-decided_on", "-issued_at", "-pk").first()


def entries(keys: Iterable[int]) -> "QuerySet[RosterEntry]":
    """These subjects, with what lists of a decision show of them."""
    return _to_show(RosterEntry.objects.filter(pk__in=list(keys)))


def _to_show(found: "QuerySet[RosterEntry]") -> "QuerySet[RosterEntry]":
    related = found.select_related("organisation", "upper_level", "proposal", "decided__decision")
    return related.order_by("organisation__path", "sort_key", "code")
