"""The pages of the lists: the subjects of a year, and the quota pools."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import Organisation
from thidua.reports.downloads import list_taken, pools_taken
from thidua.reports.listing import Filters, ListQuery
from thidua.reports.lists.page import list_context
from thidua.reports.lists.units import unit_called, units_like
from thidua.reports.pool_list import POOL_SORTS, PoolFilters, PoolQuery, counted_pools
from thidua.reports.quotas import STATES
from thidua.subjects.explanation import gauge_of
from thidua.vocabulary import SubjectType
from thidua.web.heads import Head, sorting
from thidua.web.paging import page_of
from thidua.web.queries import QueryForm, SearchField, with_query
from thidua.web.sheets import FormatQuery

POOLS = 36


class UnitQuery(QueryForm):
    """The name of a unit as somebody types it."""

    unit = SearchField()


@require_GET
@signed_in
def figures_list(request: SignedIn, year: int) -> HttpResponseBase:
    """The list of the year; the table alone for the box in which a name is typed (htmx)."""
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    if written := UnitQuery.read(request.GET)["unit"]:
        return _to_unit(request, written)
    filters = Filters(**ListQuery.read(request.GET))
    if form := FormatQuery.read(request.GET)["format"]:
        return list_taken(request, campaign, filters, form)
    under = Organisation.objects.filter(code=filters.under).first() if filters.under else None
    context = list_context(request, campaign, filters, under)
    return render(
        request, "reports/list_body.html" if request.htmx else "reports/list.html", context
    )


def _to_unit(request: SignedIn, written: str) -> HttpResponse:
    """The same list of the unit that was named."""
    unit = unit_called(request.user, written)
    if unit is None:
        text = _("Không có đơn vị nào tên “{name}” trong phạm vi phụ trách.")
        messages.error(request, text.format(name=written))
        return redirect(request.path + with_query(request, unit=""))
    return redirect(request.path + with_query(request, unit="", under=unit.code))


@require_GET
@signed_in
def list_units(request: SignedIn, year: int) -> HttpResponse:
    """The units that a typed name may mean, as options of its box."""
    written = UnitQuery.read(request.GET)["unit"]
    found = units_like(request.user, written) if written else []
    return render(request, "reports/list_units.html", {"units": found})


@require_GET
@signed_in
def pools_page(request: SignedIn, year: int) -> HttpResponseBase:
    """The quota pools that lie wholly inside the reader's part, the fullest first."""
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    filters = PoolFilters(**PoolQuery.read(request.GET))
    found = counted_pools(campaign=campaign, actor=request.user, filters=filters)
    if form := FormatQuery.read(request.GET)["format"]:
        return pools_taken(request, campaign, filters, found.pools, form)
    paged, page = page_of(Paginator(found.pools, POOLS), request)
    gauges = [gauge_of(pool, year=year) for pool in paged.object_list]
    context = {
        "campaign": campaign,
        "filters": filters,
        "kinds": SubjectType.choices(),
        "states": [(state, word, found.by_state.get(state, 0)) for state, word in STATES.items()],
        "gauges": gauges,
        "rows": [
            (gauge, pool.good_or_better)
            for gauge, pool in zip(gauges, paged.object_list, strict=True)
        ],
        "page": page,
        "whole": found.whole,
        "heads": _pool_heads(request, filters.sort or "room"),
    }
    return render(request, "reports/pools.html", context)


def _pool_heads(request: SignedIn, sort: str) -> list[Head]:
    titles = {
        "name": _("Nhóm"),
        "rated": _("Được xếp loại"),
        "good": _("Tốt trở lên"),
        "room": _("Xuất sắc"),
        "how": _("Cách tính"),
    }
    css = {"rated": "number", "good": "number wide-only", "room": "gauge-cell"}
    return [
        sorting(request, Head(title, key, css=css.get(key, "")), sort, POOL_SORTS)
        for key, title in titles.items()
    ]
