"""What is still to be done, and the reader's own ratings."""

from typing import TYPE_CHECKING

from thidua.campaigns.models import Campaign
from thidua.roster.models import RosterEntry

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


def own_entries(*, campaign: Campaign, person_id: int) -> "list[Levelled]":
    """The reader's own ratings: as a member first, then as a leader."""
    found = RosterEntry.objects.with_level().filter(campaign=campaign, person=person_id)
    return list(
        found.select_related("organisation", "decided__decision").order_by(
            "-subject_type", "organisation__path"
        )
    )


def own_pages(entry: RosterEntry) -> dict[int, RosterEntry]:
    """The same person's ratings of the same kind in other years, by year."""
    others = RosterEntry.objects.filter(person=entry.person_id, subject_type=entry.subject_type)
    found = others.exclude(pk=entry.pk).select_related("organisation", "campaign", "person")
    return {other.campaign.year: other for other in found.order_by("organisation__path")}
