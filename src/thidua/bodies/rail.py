"""The entry of bodies beside the tree in the rail: for officers, and for whoever works for one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import scope_of_request
from thidua.bodies.permissions import may_add
from thidua.web.rail import RailItem


def bodies_in_the_rail(request: HttpRequest) -> RailItem | None:
    scope = scope_of_request(request)
    if not may_add(scope) and not scope.narrowed:
        return None
    href = reverse("bodies")
    here = request.path.startswith(href)
    return RailItem(_("Cơ quan phối hợp"), href, icon="people", here=here, place=12)
