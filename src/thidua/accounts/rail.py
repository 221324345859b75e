"""The entries of accounts in the rail: for whoever looks after them, and for the province."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.acts import looks_through
from thidua.accounts.viewing import scope_of_request
from thidua.web.rail import RailItem


def accounts_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For whoever looks after accounts: their work lies there, not in the year."""
    if not scope_of_request(request).administers:
        return None
    href = reverse("accounts")
    return RailItem(
        name=pgettext("rail", "Tài khoản"),
        href=href,
        icon="person",
        here=request.path.startswith(href) or request.path == reverse("account_new"),
        place=91,
    )


def requests_in_the_rail(request: HttpRequest) -> RailItem | None:
    """What wants a second person, for administrators; officers have a task when there is one."""
    if not scope_of_request(request).administers:
        return None
    href = reverse("account_requests")
    return RailItem(
        name=_("Việc cần hai người"),
        href=href,
        icon="people",
        here=request.path.startswith(href),
        place=92,
    )


def acts_in_the_rail(request: HttpRequest) -> RailItem | None:
    """What was done to accounts, for administrators; officers of the province have a link in their
    own account.
    """
    scope = scope_of_request(request)
    if not scope.administers or not looks_through(scope):
        return None
    href = reverse("account_acts")
    return RailItem(
        name=_("Việc đã làm"),
        href=href,
        icon="clock",
        here=request.path.startswith(href),
        place=94,
    )
