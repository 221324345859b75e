"""The entry of the frameworks in the rail."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from thidua.web.rail import RailItem


def frameworks_in_the_rail(request: HttpRequest) -> RailItem:
    """Everybody may read the rules."""
    here = reverse("frameworks")
    return RailItem(
        pgettext("list", "Khung tiêu chí"), here, icon="book", here=request.path.startswith(here)
    )
