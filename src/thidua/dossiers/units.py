"""Which units send a dossier, and to which committee: by the year's list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType, Tier

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasReceiver(TypedDict):
        to: int | None

    Addressed = WithAnnotations[RosterEntry, HasReceiver]

_BELOW = [Tier.CELL.value, Tier.SUB_COMMITTEE.value]
RECEIVER = Case(
    When(Q(tier__in=_BELOW, grassroots__isnull=False), then="grassroots"), default="parent"
)
"""To whom a unit's dossier goes: what stands under a grassroots committee sends it there, whichever
sub-committee is between; everybody else to the committee directly above."""


@dataclass(frozen=True)
class Sender:
    """A unit of the year's list, and the committee that its dossier goes to (None: nobody stands
    above).
    """

    unit: Organisation
    receiver: Organisation | None
    before: str = ""
    after: str = ""
    """The codes of the senders to the same committee that stand beside it on the list; "": none."""


def senders_to(campaign: Campaign, receiver: Organisation) -> list[Organisation]:
    """The units whose dossiers go to a committee, in Vietnamese order. One question."""
    rows = _units(campaign).filter(to=receiver.pk).order_by("sort_key", "code")
    return [row.organisation for row in rows.select_related("organisation")]


def sender_of(campaign: Campaign, code: str) -> Sender | None:
    """One unit as a sender, by its code; None: it is not on the list of the year. One question."""
    later = Q(sort_key__gt=OuterRef("sort_key")) | Q(
        sort_key=OuterRef("sort_key"), code__gt=OuterRef("code")
    )
    earlier = Q(sort_key__lt=OuterRef("sort_key")) | Q(
        sort_key=OuterRef("sort_key"), code__lt=OuterRef("code")
    )
    beside = _units(campaign).filter(to=OuterRef("to")).values("organisation__code")
    rows = _units(campaign).filter(organisation__code=code)
    found: Any = rows.annotate(
        before=Subquery(beside.filter(earlier).order_by("-sort_key", "-code")[:1]),
        after=Subquery(beside.filter(later).order_by("sort_key", "code")[:1]),
    )
    row = found.select_related("organisation", "grassroots", "parent").first()
    if row is None:
        return None
    above = row.grassroots if row.grassroots_id == row.to else row.parent
    return Sender(row.organisation, above, row.before or "", row.after or "")


def receivers_among(campaign: Campaign, keys: Collection[int]) -> list[Organisation]:
    """Those of these organisations (by key) to which some unit's dossier goes, the highest first.
    One question.
    """
    sent = _units(campaign).filter(to=OuterRef("pk"))
    found = Organisation.objects.filter(Exists(sent), pk__in=keys)
    return list(found.order_by("path"))


def subjects_of(campaign: Campaign, units: Collection[int]) -> "QuerySet[RosterEntry, RosterEntry]":
    """Whom the dossiers of these units are about: whoever stands there and is rated by somebody
    above; of a cell that is a grassroots body the members are its own to decide.
    """
    return subjects_among(campaign).filter(organisation__in=units)


def subjects_among(campaign: Campaign) -> "QuerySet[RosterEntry, RosterEntry]":
    """The same of every unit."""
    own = Q(subject_type=SubjectType.MEMBER, grassroots=F("organisation"))
    return RosterEntry.objects.filter(campaign=campaign, rated=True).exclude(own)


def _units(campaign: Campaign) -> "QuerySet[Addressed, Any]":
    rows = RosterEntry.objects.filter(campaign=campaign, subject_type=SubjectType.ORGANISATION)
    entries: QuerySet[RosterEntry, Any] = rows
    return entries.annotate(to=RECEIVER)
