"""A unit's indicators as they stand."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.indicators.tabs import tabs_for
from thidua.targets.queries import unit_for


@require_GET
@signed_in
def indicators_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """How far a unit is on each indicator."""
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    tabs = tabs_for(request, campaign, unit, here="indicators")
    context = {"campaign": campaign, "unit": unit, "tabs": tabs}
    return render(request, "indicators/page.html", context)
