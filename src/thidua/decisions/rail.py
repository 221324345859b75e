"""The entry of the year's decisions in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.frame import campaign_of
from thidua.web.rail import RailItem

PAGES = frozenset({"decisions", "decision", "decision_new"})


def decisions_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For whoever sees a part of the tree; their year is the frame's."""
    campaign = campaign_of(request)
    if campaign is None or not scope_of_request(request).sees_part:
        return None
    match = request.resolver_match
    return RailItem(
        name=pgettext("rail", "Quyết định"),
        href=reverse("decisions", kwargs={"year": campaign.year}),
        icon="seal",
        here=match is not None and match.url_name in PAGES,
        place=5,
    )
