"""The entry of accounts in the rail."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.language import say
from thidua.web.rail import RailItem


def accounts_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For whoever looks after accounts: their work lies there, not in the year."""
    if not scope_of_request(request).administers:
        return None
    href = reverse("accounts")
    return RailItem(
        name=say("Quản trị tài khoản", "Accounts"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
    )
