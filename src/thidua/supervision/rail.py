"""The entries of this room in the rail, for inspectors, auditors and the province."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.frame import campaign_of
from thidua.supervision.permissions import INSPECT, READ_HISTORY, WATCH
from thidua.supervision.presenters import may_here
from thidua.web.rail import RailItem


def watch_in_the_rail(request: HttpRequest) -> RailItem | None:
    campaign = campaign_of(request)
    if campaign is None or not may_here(scope_of_request(request), WATCH):
        return None
    href = reverse("watch", kwargs={"year": campaign.year})
    here = request.path == href
    return RailItem(pgettext("rail", "Cần xem"), href, icon="eye", here=here, place=5)


def reviews_in_the_rail(request: HttpRequest) -> RailItem | None:
    return _inspected(request, "inspect_reviews", pgettext("rail", "Xem kiểm điểm"), place=6)


def decisions_in_the_rail(request: HttpRequest) -> RailItem | None:
    return _inspected(request, "inspect_decisions", pgettext("rail", "Xem quyết định"), place=7)


def _inspected(request: HttpRequest, page: str, title: str, *, place: int) -> RailItem | None:
    campaign = campaign_of(request)
    if campaign is None or not may_here(scope_of_request(request), INSPECT):
        return None
    href = reverse(page, kwargs={"year": campaign.year})
    return RailItem(title, href, icon="eye", here=request.path == href, place=place)


def history_in_the_rail(request: HttpRequest) -> RailItem | None:
    if not may_here(scope_of_request(request), READ_HISTORY):
        return None
    href = reverse("history")
    here = request.path == href
    return RailItem(pgettext("rail", "Lịch sử"), href, icon="clock", here=here, place=90)
