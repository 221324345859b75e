"""The history, and what should be looked at in a year: requests to queries."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.supervision.act_words import KINDS as KINDS_OF_ACTS
from thidua.supervision.forms import HistoryQuery, WatchQuery
from thidua.supervision.history import Wanted, acts_in, lines
from thidua.supervision.inspect_page import InspectPage, Subject, sheet_of
from thidua.supervision.permissions import READ_HISTORY, WATCH
from thidua.supervision.presenters import may_here, raising, tabs_of
from thidua.supervision.watching import KINDS, MOST
from thidua.web.paging import page_of
from thidua.web.sheets import as_xlsx

A_PAGE = 50


@require_GET
@signed_in
def history_page(request: SignedIn) -> HttpResponse:
    """Who did what, the newest first."""
    scope = scope_of_request(request)
    if not may_here(scope, READ_HISTORY):
        raise Http404
    query = HistoryQuery(request.GET)
    wanted = Wanted(**query.values)
    whole = scope.sees_province
    found = acts_in(scope, whole=whole, wanted=wanted)
    paged, page = page_of(Paginator(found, A_PAGE), request)
    narrowed = wanted != Wanted()
    context = {
        "query": query,
        "narrowed": narrowed,
        "lines": lines(list(paged.object_list)),
        "kinds": [(word, title) for word, (title, _) in KINDS_OF_ACTS.items()],
        "all": acts_in(scope, whole=whole, wanted=Wanted()).count() if narrowed else page.total,
        "page": page,
    }
    return render(request, "supervision/history.html", context)


@require_GET
@signed_in
def watch_page(request: SignedIn, year: int) -> HttpResponse:
    """One kind of things to look at, with how many there are of the others."""
    scope = scope_of_request(request)
    campaign = campaign_or_404(request, year)
    if not may_here(scope, WATCH):
        raise Http404
    kind = WatchQuery.read(request.GET)["kind"]
    tabs = tabs_of(campaign, scope, here=kind)
    context = {
        "campaign": campaign,
        "tabs": tabs,
        "kind": KINDS[kind],
        "rows": KINDS[kind].rows(campaign, scope),
        "more": next(tab.number for tab in tabs if tab.here) > MOST,
        "most": MOST,
        "raising": raising(scope, campaign),
    }
    return render(request, "supervision/watch.html", context)


@require_GET
@signed_in
def inspect_page(request: SignedIn, year: int, subject: Subject) -> HttpResponseBase:
    """How the reviews or the decisions of a year went, for who inspects; nothing is changed."""
    page = InspectPage(request, year, subject)
    if page.query["format"] == "xlsx":
        leaving = Leaving(
            Exported.FIGURES,
            "xlsx",
            page.scope.paths,
            len(page.people),
            year=page.campaign.year,
            narrowed=str(page.kind.title),
            listed=some_of(page.people),
            paper=True,
        )
        return hand_out(request, leaving, lambda: as_xlsx(sheet_of(page)))
    page.note_looks()
    return render(request, "supervision/inspect.html", {"page": page})
