"""The entry of codes on paper in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import scope_of_request
from thidua.code_sheets.permissions import ACTS, PRINT
from thidua.web.rail import RailItem


def codes_in_the_rail(request: HttpRequest) -> RailItem | None:
    """For officers of committees, and administrators; a secretary has a task when there is one."""
    scope = scope_of_request(request)
    if not scope.administers and scope.roles.isdisjoint(ACTS[PRINT]):
        return None
    href = reverse("code_sheets")
    return RailItem(
        name=_("Tờ mã một lần"),
        href=href,
        icon="printer",
        here=request.path.startswith(href),
        place=93,
    )
