"""An upper-level body's own plan of the year."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.launching.plan_page import plan_page_of
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def unit_launch_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The plan of the body in the address."""
    campaign = campaign_or_404(request, year)
    unit = get_object_or_404(Organisation, code=code, tier=Tier.UPPER_LEVEL)
    return plan_page_of(request, campaign, unit)
