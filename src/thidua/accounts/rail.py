"""The entry of accounts in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.accounts.viewing import scope_of_request
from thidua.web.rail import RailItem


def accounts_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For whoever looks after accounts: their work lies there, not in the year."""
    if not scope_of_request(request).administers:
        return None
    href = reverse("accounts")
    return RailItem(
        name=pgettext("rail", "Quản trị tài khoản"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
    )
