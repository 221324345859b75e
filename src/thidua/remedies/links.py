"""The addresses of this room."""

from thidua.campaigns.models import Campaign
from thidua.remedies.models import Remedy


def board(campaign: Campaign) -> str:
    return f"/nam/{campaign.year}/khac-phuc/"


def page_of(remedy: Remedy) -> str:
    return f"{board(remedy.campaign)}viec/{remedy.pk}/"
