"""Who owes an opinion of whom: asked, reminded, sent a slip, typed from paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.asks_page import AsksPage
from thidua.opinions.owed_queries import unit_owed
from thidua.opinions.slip_forms import AsksQuery
from thidua.reviews.ways import ways_of
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def asks_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """A unit's asks; its own officers act, others in whose part it lies read."""
    campaign = campaign_or_404(request, year)
    unit = unit_owed(scope_of_request(request), code)
    if unit is None:
        raise Http404
    page = AsksPage(campaign, unit, request.user)
    if request.method == "POST":
        try:
            said = page.act(act_sent(request), request.POST)
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            if page.secret:
                page.link = request.build_absolute_uri(page.slip_address)
            elif not page.error:
                messages.success(request, said or _("Đã lưu."))
                return redirect("opinions_asks", year=year, code=code)
    else:
        page.open(AsksQuery.read(request.GET)["ask"])
    if page.here is not None:
        record_look(
            request,
            person=page.here.ask.person_id,
            path=unit.path,
            dossier=Dossier.REASONS,
            year=year,
        )
    status = 422 if page.error else 200
    ways = ways_of(campaign, unit, request.user, here=request.path)
    context = {"page": page, "campaign": campaign, "ways": ways}
    inside = request.htmx and request.method == "GET"  # under the grid
    template = "opinions/asks_part.html" if inside else "opinions/asks.html"
    return render(request, template, context, status=status)
