"""Values for the pages of this room."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.remedies.models import Source
from thidua.remedies.permissions import ACTS as NAMING
from thidua.remedies.permissions import RAISE
from thidua.supervision.permissions import ACTS
from thidua.supervision.watching import KINDS


@dataclass(frozen=True)
class Tab:
    """One kind with its number and its address."""

    title: str
    number: int
    href: str
    here: bool


def may_here(scope: Scope, act: str) -> bool:
    """Whether the reader holds a role that allows this somewhere."""
    return bool(scope.grants) and bool(scope.roles & ACTS[act])


def watch_address(campaign: Campaign, kind: str) -> str:
    return f"{reverse('watch', kwargs={'year': campaign.year})}?kind={kind}"


def raising(scope: Scope, campaign: Campaign) -> str:
    """Where what an inspection shows becomes a remedy of the reader's own part; "": who only
    inspects names none.
    """
    own = [one for one in scope.grants if one.role in NAMING[RAISE]]
    if not own:
        return ""
    address = reverse("remedy_raise", args=(campaign.year, own[0].organisation_code))
    return f"{address}?{urlencode({'nguon': Source.INSPECTION.value})}"


def tabs_of(campaign: Campaign, scope: Scope, *, here: str = "") -> list[Tab]:
    """Every kind, counted; some twenty milliseconds each in a province."""
    return [
        Tab(
            str(kind.title),
            kind.count(campaign, scope),
            watch_address(campaign, word),
            word == here,
        )
        for word, kind in KINDS.items()
    ]
