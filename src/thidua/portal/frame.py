"""What the frame of the officers' pages knows of publishing: where the page is, for those who
may.
"""

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign
from thidua.portal.actions import PERMISSION
from thidua.portal.permissions import ACTS
from thidua.portal.queries import is_public


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


def public_result(request: HttpRequest, campaign: Campaign) -> str:
    """The year's result for everybody; "" while it is not published."""
    if not is_public(campaign):
        return ""
    return reverse("public_year", kwargs={"year": campaign.year})


def publishing_frame(request: HttpRequest) -> dict[str, object]:
    """The frame's part for `thidua.web.context`."""
    return {"publishing": PublishingLink(request)}
