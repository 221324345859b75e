"""When a review is due, and whether the year takes any: by the calendar of the review, and before
the meeting that deals with it.
"""

import datetime as dt
from collections.abc import Collection

from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.launched import is_open
from thidua.campaigns.models import Campaign, Step
from thidua.organisations.models import Organisation
from thidua.reviews.errors import ReviewError
from thidua.reviews.meeting_days import meeting_days


def due_on(campaign: Campaign, unit: Organisation) -> dt.date | None:
    """The day by which reviews of a unit are sent; None: no day is set."""
    return due_days(campaign, [unit.pk]).get(unit.pk)


def due_days(campaign: Campaign, units: Collection[int]) -> dict[int, dt.date]:
    """Of several units; who has no day is left out. The meeting's day where it comes first."""
    planned = meeting_days(campaign, units)
    found: dict[int, dt.date] = {}
    for unit, day in due_dates(campaign, Step.REVIEW, units).items():
        days = [day] if day is not None else []
        if unit in planned:
            days.append(planned[unit].on)
        if days:
            found[unit] = min(days)
    return found


def require_open(campaign: Campaign, unit: Organisation) -> None:
    """Raise ReviewError while the year takes no reviews of this unit."""
    if not is_open(campaign, Step.REVIEW, unit):
        raise ReviewError.not_open(campaign.year)
