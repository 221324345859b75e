"""What is still to be done, and the reader's own ratings."""

from typing import TYPE_CHECKING, TypedDict

from thidua.campaigns.models import Campaign
from thidua.roster.models import RosterEntry

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasLevel(TypedDict):
        level: int | None

    Levelled = WithAnnotations[RosterEntry, HasLevel]
from thidua.ratings.queries import with_levels


def own_entries(*, campaign: Campaign, person_id: int) -> "list[Levelled]":
    """The reader's own ratings: as a member first, then as a leader."""
    found = with_levels(
        RosterEntry.objects.filter(campaign=campaign, person=person_id)
    ).select_related("organisation")
    return list(found.order_by("-subject_type", "organisation__path"))
