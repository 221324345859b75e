"""Where the page is reached from: the menu of the account, and the first page."""

from collections.abc import Mapping

from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.subjects.panels import Panel


def own_in_the_menu(request: HttpRequest) -> Mapping[str, object]:
    """A template for the menu of whoever has a member's file; asks the database nothing."""
    user = getattr(request, "user", None)
    linked = isinstance(user, User) and user.person_id is not None
    return {"own_menu": "own_file/menu.html"} if linked else {}


def own_on_the_first_page(request: SignedIn, campaign: Campaign) -> Panel | None:
    if scope_of_request(request).person_id is None:
        return None
    return Panel("own_file/panel.html", {"campaign": campaign})
