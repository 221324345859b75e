"""What every page of the room begins with: the year and a unit in the reader's part."""

from dataclasses import dataclass

from django.http import Http404

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.indicators.months import latest_month
from thidua.indicators.page import IndicatorsPage
from thidua.indicators.results import unit_results
from thidua.organisations.models import Organisation
from thidua.targets.queries import may_register, unit_for


@dataclass(frozen=True)
class Found:
    """The year, the unit, and whether the reader enters its numbers."""

    campaign: Campaign
    unit: Organisation
    may_note: bool


def found_or_404(request: SignedIn, year: int, code: str) -> Found:
    """Raises Http404 where the reader has no such unit."""
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    unit = unit_for(scope, code)
    if unit is None:
        raise Http404
    return Found(campaign, unit, may_register(scope, unit))


def page_of(found: Found, asked: str = "") -> IndicatorsPage:
    """The unit's indicators as of the last month that may be entered."""
    on = latest_month(found.campaign)
    results = unit_results(found.campaign, [found.unit], on=on)[found.unit.pk]
    return IndicatorsPage(found.campaign, found.unit, results, found.may_note, asked)
