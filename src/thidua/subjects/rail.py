"""The entries of the first page and of the tree in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign
from thidua.ratings.links import rating_link
from thidua.subjects.queries import own_entries
from thidua.web.rail import RailItem


def home_in_the_rail(request: HttpRequest) -> RailItem:
    """What is asked of the reader stands above the year."""
    href = reverse("home")
    return RailItem(
        name=_("Việc của tôi"),
        href=href,
        icon="list",
        here=request.path == href,
        place=-1,
    )


def own_rating(request: HttpRequest, campaign: Campaign) -> str:
    """The reader's own rating of the year; "" for who has none."""
    person = scope_of_request(request).person_id
    if person is None:
        return ""
    entries = own_entries(campaign=campaign, person_id=person)
    return rating_link(entries[0], year=campaign.year) if entries else ""


def tree_in_the_rail(request: HttpRequest) -> RailItem | None:
    """The organisations that the reader may see; nothing for who sees none."""
    if not scope_of_request(request).sees_part:
        return None
    href = reverse("tree")
    return RailItem(
        name=_("Hệ thống tổ chức"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
        place=10,
    )
