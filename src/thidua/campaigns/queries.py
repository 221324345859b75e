"""Reading a year: its calendar, its frameworks, its roster; scoped to who asks."""

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


def deadlines(campaign: Campaign) -> list[Deadline]:
    """The calendar of the year, in the order of its steps."""
    order = {step: index for index, step in enumerate(Step.values)}
    return sorted(campaign.deadlines.all(), key=lambda deadline: order[deadline.step])
