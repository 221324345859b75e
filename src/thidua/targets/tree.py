"""Which unit stands above another, and which below, in the year."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on
from thidua.web.clock import today


@dataclass(frozen=True)
class Neighbours:
    """The unit directly above (None: the province), and those directly below, in order of names."""

    above: Organisation | None
    below: tuple[Organisation, ...]


def day_in(campaign: Campaign) -> dt.date:
    """The day whose tree counts: today, within the year."""
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year, 12, 31)
    return min(max(today(), first), last)


def neighbours(campaign: Campaign, unit: Organisation) -> Neighbours:
    """One question to the database."""
    places = Placement.objects.filter(
        placed_on(day_in(campaign)), Q(organisation=unit) | Q(parent=unit)
    ).select_related("organisation", "parent")
    found = list(places)
    above = next((place.parent for place in found if place.organisation_id == unit.pk), None)
    below = (place.organisation for place in found if place.parent_id == unit.pk)
    return Neighbours(above, tuple(sorted(below, key=lambda one: (one.sort_key, one.code))))
