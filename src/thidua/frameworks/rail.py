"""The entry of the frameworks in the rail."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.language import say
from thidua.web.rail import RailItem


def frameworks_in_the_rail(request: HttpRequest) -> RailItem:
    """Everybody may read the rules."""
    here = reverse("frameworks")
    return RailItem(
        say("Khung tiêu chí", "Frameworks"), here, icon="book", here=request.path.startswith(here)
    )
