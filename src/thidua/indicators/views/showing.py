"""A unit's indicators as they stand."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.indicators.downloads import table_of
from thidua.indicators.forms import PageQuery
from thidua.indicators.looking import Look
from thidua.indicators.queries import readings_of
from thidua.indicators.ranks import ranks_of
from thidua.indicators.tabs import tabs_for
from thidua.indicators.views.finding import found_or_404, page_of
from thidua.web.sheets import as_xlsx


@require_GET
@signed_in
def indicators_page(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """How far a unit is on each indicator; one of them with its months beside the table."""
    found = found_or_404(request, year, code)
    query = PageQuery.read(request.GET)
    page = page_of(found, query["indicator"])
    if query["format"]:
        return as_xlsx(table_of(page, by=str(request.user)))
    chosen = page.chosen
    context = {
        "page": page,
        "campaign": found.campaign,
        "tabs": tabs_for(
            request, found.campaign, found.unit, here="indicators", known=len(page.rows)
        ),
        "look": chosen
        and Look(found.campaign, chosen, readings_of(chosen.result.line, found.unit), code),
        "ranks": ranks_of(found.campaign) if page.is_province else [],
        "years": [year - 1, year],
    }
    response: HttpResponse = render(request, "indicators/page.html", context)
    return response
