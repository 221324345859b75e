"""The entry of the import in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import scope_of_request
from thidua.exchange.permissions import may_import
from thidua.web.rail import RailItem


def imports_in_the_rail(request: HttpRequest) -> RailItem | None:
    if not may_import(scope_of_request(request)):
        return None
    href = reverse("imports")
    here = request.path.startswith(href)
    return RailItem(name=_("Nạp dữ liệu"), href=href, icon="upload", here=here)
