"""The entries of the first page and of the tree in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

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


def tree_in_the_rail(request: HttpRequest) -> RailItem:
    """The organisations that the reader may see."""
    href = reverse("tree")
    return RailItem(
        name=_("Hệ thống tổ chức"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
        rule_before=True,
        place=0,
    )
