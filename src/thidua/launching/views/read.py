"""What a unit, a cell or a member reads of the launch."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.launching.read_page import read_page_of
from thidua.launching.reading import own_unit
from thidua.organisations.models import Organisation


@require_GET
@signed_in
def launch_read(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The launch as one unit reads it: its own people, and whoever looks after the part it lies
    in.
    """
    campaign = campaign_or_404(request, year)
    unit = get_object_or_404(Organisation, code=code)
    scope = scope_of_request(request)
    if not scope.covers(unit.path) and unit != own_unit(request.user, scope):
        raise Http404
    return read_page_of(request, campaign, unit)
