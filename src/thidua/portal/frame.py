"""What the frame of the officers' pages knows of publishing: where the page is, for those who
may.
"""

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.portal.actions import PERMISSION
from thidua.portal.permissions import ACTS


class PublishingLink:
    """Asked only by a template that shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def href(self) -> str:
        match = self.request.resolver_match
        year = match.kwargs.get("year") if match else None
        allowed = any(
            grant.role in ACTS[PERMISSION] for grant in scope_of_request(self.request).grants
        )
        return reverse("publishing", kwargs={"year": year}) if allowed and year else ""


def publishing_frame(request: HttpRequest) -> dict[str, object]:
    """The frame's part for `thidua.web.context`."""
    return {"publishing": PublishingLink(request)}
