"""Which pages belong to which step of the year: each room says so of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign, Step
from thidua.web.registry import Registry

Leads = Callable[[HttpRequest, Campaign], str]


@dataclass(frozen=True)
class StepPages:
    """The pages of one room in one step.

    `opens` names the page that the step's entry in the rail leads to (with the year in its
    address) for whoever has a part of the tree; `leads` gives the address for who has none, a
    member for one ("": nothing there for this reader). Both empty where another room's does.
    `pages` are the names of all its addresses.
    """

    step: Step
    pages: frozenset[str]
    opens: str = ""
    leads: Leads | None = None


STEP_PAGES: Registry[StepPages] = Registry("pages of the steps of the year")


def step_of_page(name: str) -> Step | None:
    """The step that an address (by its name) belongs to; None for pages outside the year."""
    return next((room.step for room in STEP_PAGES if name in room.pages), None)


def address_of_step(request: HttpRequest, campaign: Campaign, step: Step) -> str:
    """Where this reader's entry of a step leads; "" while there is no page, or none for them."""
    rooms = [room for room in STEP_PAGES if room.step == step]
    if scope_of_request(request).sees_part:
        page = next((room.opens for room in rooms if room.opens), "")
        return reverse(page, kwargs={"year": campaign.year}) if page else ""
    found = (room.leads(request, campaign) for room in rooms if room.leads is not None)
    return next((address for address in found if address), "")
