"""The entry of the year's lists in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.frame import campaign_of
from thidua.web.rail import RailItem

PAGES = frozenset({"figures_list", "pools"})


def lists_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For whoever sees a part of the tree; their year is the frame's."""
    campaign = campaign_of(request)
    if campaign is None or not scope_of_request(request).sees_part:
        return None
    match = request.resolver_match
    return RailItem(
        name=pgettext("rail", "Danh sách"),
        href=reverse("figures_list", kwargs={"year": campaign.year}) + "?subject_type=member",
        icon="people",
        here=match is not None and match.url_name in PAGES,
        rule_before=True,
        place=0,
    )
