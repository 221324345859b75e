"""A ballot on one subject alone that somebody above ordered: a room above says on whom, to whom."""

from collections.abc import Callable
from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.roster.identity import SubjectKey
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Ordered:
    """On whom a unit votes anew, decided or not; `words`: who ordered it and why; `href`: where the
    unit says what came of it.
    """

    order: int
    key: SubjectKey
    name: str
    words: str
    href: str


ORDERS: Registry[Callable[[Actor, Campaign, Organisation, int], Ordered | None]] = Registry(
    "ballots that were ordered anew"
)
"""Each reads one of its orders by its key, for whoever may carry it out at this unit."""


def ordered_by(actor: Actor, campaign: Campaign, unit: Organisation, pk: int) -> Ordered | None:
    """What was ordered; None: nothing that the actor carries out here."""
    return next((found for read in ORDERS if (found := read(actor, campaign, unit, pk))), None)
