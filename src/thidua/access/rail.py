"""The entry of the log of exports in the rail, for whoever may read it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.access.permissions import may_read_exports
from thidua.accounts.viewing import scope_of_request
from thidua.web.rail import RailItem


def exports_in_the_rail(request: HttpRequest) -> RailItem | None:
    if not may_read_exports(scope_of_request(request)):
        return None
    href = reverse("exports")
    here = request.path.startswith(href)
    return RailItem(name=_("Nhật ký tải về"), href=href, icon="out", here=here)
