"""Addresses of ballots on levels."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation


def ballots_page(campaign: Campaign, unit: Organisation) -> str:
    """Where a unit's ballots on levels are begun and read."""
    return reverse("level_ballots", kwargs={"year": campaign.year, "code": unit.code})


def ballot_page(ballot: UUID, year: int) -> str:
    """The page of one ballot; "" where this installation has none."""
    try:
        return reverse("ballot", kwargs={"year": year, "pk": ballot})
    except NoReverseMatch:
        return ""
