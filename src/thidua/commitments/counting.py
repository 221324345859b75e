"""How many members of a part of the tree have come how far with their commitments."""

from thidua.campaigns.counting import Counts, counted_below
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation


def counts_below(campaign: Campaign, unit: Organisation) -> dict[str, Counts]:
    """Of each cell under a unit, by its path. One question to the database."""
    return counted_below(campaign, unit, "commitments")
