"""Addresses of dossiers."""

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation


def dossier_page(campaign: Campaign, unit: Organisation) -> str:
    """The dossier of a unit."""
    return reverse("dossier", kwargs={"year": campaign.year, "code": unit.code})


def dossiers_page(campaign: Campaign) -> str:
    """The dossiers that come to a committee."""
    return reverse("dossiers", kwargs={"year": campaign.year})
