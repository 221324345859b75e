"""The movement of a body on a day, and the lists behind its numbers: requests to queries."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign
from thidua.movement.downloads import list_taken, paper_taken
from thidua.movement.forms import DayQuery, ListQuery, day_of
from thidua.movement.indicators import indicators_shown
from thidua.movement.kept import kept_figures
from thidua.movement.links import LISTS, RETURNED
from thidua.movement.list_page import Asked, list_context, narrowed_words
from thidua.movement.listing import listing
from thidua.movement.page import Page, crumbs_of
from thidua.movement.reading import read, unread
from thidua.progress.links import unit_page
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.units import Part, part_of


@require_GET
@signed_in
def movement_page(request: SignedIn, year: int, code: str = "") -> HttpResponseBase:
    """The movement of the reader's own body, or of one in their part of the tree."""
    campaign = campaign_or_404(request, year)
    part = _part(request, campaign, code)
    query = DayQuery.read(request.GET)
    on, too_late = day_of(query, campaign)
    page = Page(kept_figures(campaign, part, on=on))
    if query["format"]:
        return paper_taken(page.figures, query["format"])
    context = {
        "campaign": campaign,
        "page": page,
        "figures": page.figures,
        "place": part.place,
        "on": on,
        "too_late": too_late,
        "launched": is_launched(campaign),
        "crumbs": crumbs_of(scope_of_request(request), page.figures),
        "indicators": indicators_shown(page.figures),
        "own": unit_page(campaign, part.place.code),
    }
    return render(request, "movement/movement.html", context)


@require_GET
@signed_in
def list_page(request: SignedIn, year: int, code: str, what: str) -> HttpResponseBase:
    """One of the lists behind the numbers, or its Excel file."""
    campaign = campaign_or_404(request, year)
    if what not in LISTS:
        raise Http404
    query = ListQuery.read(request.GET)
    on, _too_late = day_of(query, campaign)
    above = _part(request, campaign, code)
    part = _narrowed(request, campaign, above, query)
    reading = unread if what == RETURNED else read
    found = reading(campaign, part, on=on)
    whole = found if part is above else unread(campaign, above, on=on)
    asked = Asked(what, query, whole, found)
    shown = listing(found, what, query).sorted_by(query["sort"])
    if query["format"]:
        return list_taken(found, shown, narrowed_words(asked), by=str(request.user))
    return render(request, "movement/list.html", list_context(request, asked, shown))


def _narrowed(request: SignedIn, campaign: Campaign, above: Part, query: Mapping[str, Any]) -> Part:
    """The unit below that the address names; a word that is none narrows nothing."""
    code = query["unit"]
    if not code or code == above.place.code:
        return above
    part = part_of(scope_of_request(request), day_of_the_tree(campaign), code)
    return part if part is not None and part.place.below(above.place.path) else above


def _part(request: SignedIn, campaign: Campaign, code: str) -> Part:
    """A body in the reader's part of the tree. Raises Http404 outside."""
    part = part_of(scope_of_request(request), day_of_the_tree(campaign), code)
    if part is None:
        raise Http404
    return part
