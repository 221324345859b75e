"""Where a unit stands in an emulation bloc: a fact with its source beside its awards. No condition
of an award asks for it; a room above hands it in.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.web.registry import Registry


@dataclass(frozen=True)
class StandingFact:
    """A settled place: `place` of `number` in the bloc called `bloc`, with `total` points, on which
    day, and the address of where it comes from ("": the reader does not see that page).
    """

    bloc: str
    place: int
    number: int
    total: Decimal
    settled_on: dt.date | None
    href: str


Facts = Mapping[int, Sequence[StandingFact]]
"""By the key of the unit."""
Source = Callable[[Actor, Campaign, Collection[int]], Facts]

STANDINGS: Registry[Source] = Registry("standings beside awards")
"""Each is called once a page; it asks the database once."""


def standings_of(
    actor: Actor, campaign: Campaign, units: Collection[int]
) -> dict[int, list[StandingFact]]:
    """What is known of these units, by key. No question where there are none."""
    found: dict[int, list[StandingFact]] = {}
    if units:
        for source in STANDINGS:
            for unit, facts in source(actor, campaign, units).items():
                found.setdefault(unit, []).extend(facts)
    return found
