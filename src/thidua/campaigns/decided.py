"""Whether a year is decided: rooms whose acts settle a year say so, and it changes no more."""

from collections.abc import Callable

from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign
from thidua.web.registry import Registry

DECISIONS_ISSUED: Registry[Callable[[Campaign], int]] = Registry("counts of issued decisions")
"""How many issued decisions of a year a room holds."""


def decisions_issued(campaign: Campaign) -> int:
    """How many decisions of the year are issued; 0 for a year that is not stored yet."""
    return sum(count(campaign) for count in DECISIONS_ISSUED) if campaign.pk else 0


def refuse_if_decided(campaign: Campaign) -> None:
    """Raise CampaignRefusedError when decisions of the year are issued."""
    if issued := decisions_issued(campaign):
        raise CampaignRefusedError.already_decided(campaign.year, issued)
