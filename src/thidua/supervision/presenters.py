"""Values for the pages of this room."""

from dataclasses import dataclass

from django.urls import reverse

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
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
