"""Where a unit's own pages of its registration are, by name."""

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation


def registration_page(unit: Organisation, campaign: Campaign) -> str:
    """What the unit registers this year."""
    return reverse("registration", kwargs={"year": campaign.year, "code": unit.code})


def task_page(unit: Organisation, campaign: Campaign, pk: int) -> str:
    """One of its tasks."""
    named = {"year": campaign.year, "code": unit.code, "pk": pk}
    return reverse("registration_task", kwargs=named)
