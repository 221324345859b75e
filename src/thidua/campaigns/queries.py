"""Reading a year: its calendar, its frameworks, its roster; scoped to who asks."""

import datetime as dt

from thidua.campaigns.errors import CampaignNotFoundError
from thidua.campaigns.models import Campaign, Deadline, Step


def campaign_of(year: int) -> Campaign:
    """The campaign of a year. Raises CampaignNotFoundError naming the years there are."""
    campaign = Campaign.objects.filter(year=year).first()
    if campaign is None:
        raise CampaignNotFoundError.year(
            year, known=list(Campaign.objects.values_list("year", flat=True))
        )
    return campaign


def latest_campaign() -> Campaign | None:
    """The newest year; None before the first."""
    return Campaign.objects.first()


def deadlines(campaign: Campaign) -> list[Deadline]:
    """The calendar of the year, in the order of its steps."""
    order = {step: index for index, step in enumerate(Step.values)}
    return sorted(campaign.deadlines.all(), key=lambda deadline: order[deadline.step])


def current_step(campaign: Campaign, *, on: dt.date) -> Step | None:
    """The first step whose deadline has not passed on that day; the last one afterwards; None
    without a calendar.
    """
    steps = deadlines(campaign)
    ahead = next(
        (deadline for deadline in steps if deadline.due_on >= on), steps[-1] if steps else None
    )
    return Step(ahead.step) if ahead is not None else None
