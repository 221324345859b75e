"""Where a unit's own pages of its registration are, by name."""

from django.urls import NoReverseMatch, reverse

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation


def registration_page(unit: Organisation, campaign: Campaign) -> str:
    """What the unit registers this year."""
    return _address("registration", year=campaign.year, code=unit.code)


def task_page(unit: Organisation, campaign: Campaign, pk: int) -> str:
    """One of its tasks."""
    return _address("registration_task", year=campaign.year, code=unit.code, pk=pk)


def _address(name: str, **named: object) -> str:
    """The first page where there is no page of that name."""
    try:
        return reverse(name, kwargs=named)
    except NoReverseMatch:
        return reverse("home")
