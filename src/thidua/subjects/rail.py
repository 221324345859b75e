"""The entries of the first page and of the tree in the rail."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.language import say
from thidua.web.rail import RailItem


def home_in_the_rail(request: HttpRequest) -> RailItem:
    """What is asked of the reader stands above the year."""
    href = reverse("home")
    return RailItem(
        name=say("Việc của tôi", "My work"),
        href=href,
        icon="list",
        here=request.path == href,
        place=-1,
    )


def tree_in_the_rail(request: HttpRequest) -> RailItem:
    """The organisations that the reader may see."""
    href = reverse("tree")
    return RailItem(
        name=say("Hệ thống tổ chức", "Organisations"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
        rule_before=True,
        place=0,
    )
