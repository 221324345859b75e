"""Where a member's entry of the launch leads."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign


def own_launch(request: HttpRequest, campaign: Campaign) -> str:
    """What a member's cell reads; nothing for who belongs to no cell."""
    if scope_of_request(request).person_id is None:
        return ""
    return reverse("launch", kwargs={"year": campaign.year})
