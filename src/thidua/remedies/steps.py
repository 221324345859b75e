"""The pages of the last step of the year."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages


def _own(request: HttpRequest, campaign: Campaign) -> str:
    """Where the step leads a member."""
    if scope_of_request(request).person_id is None:
        return ""
    return reverse("remedies_mine", args=(campaign.year,))


PAGES = StepPages(
    Step.FOLLOW_UP,
    frozenset(
        {
            "remedies",
            "remedies_mine",
            "remedies_limits",
            "remedy",
            "remedy_act",
            "remedy_write",
            "remedy_find",
            "remedy_raise",
        }
    ),
    opens="remedies",
    leads=_own,
)
