"""Whether a year is launched, and whether a step of it is open to an organisation."""

import datetime as dt

from thidua.campaigns.models import Campaign, Step, TierDeadline
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier
from thidua.web.clock import today


def is_launched(campaign: Campaign) -> bool:
    """Launched by the act, or, for a year that was never prepared here, by its day."""
    if campaign.launched_at is not None:
        return True
    day = campaign.launch_date
    return not campaign.in_preparation and day is not None and day <= today()


def is_open(campaign: Campaign, step: Step, organisation: Organisation) -> bool:
    """Whether organisations of this tier may begin a step: the year is launched, and the day on
    which the step opens for them, if the calendar has one, has come.
    """
    return is_launched(campaign) and has_opened(
        campaign, _opens_on(campaign, step, Tier(organisation.tier))
    )


def has_opened(campaign: Campaign, opens_on: dt.date | None) -> bool:
    """The same where the day on which the step opens (None: with the launch) is known."""
    return is_launched(campaign) and (opens_on is None or opens_on <= today())


def _opens_on(campaign: Campaign, step: Step, tier: Tier) -> dt.date | None:
    tiers = [tier.value]
    if tier is Tier.SUB_COMMITTEE:
        tiers.append(Tier.GRASSROOTS.value)
    cells = TierDeadline.objects.filter(campaign=campaign, step=step, tier__in=tiers)
    opens = dict(cells.values_list("tier", "opens_on"))
    return next((opens[one] for one in tiers if one in opens), None)
