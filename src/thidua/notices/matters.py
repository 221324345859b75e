"""What a unit can be reminded of: a room says where it is done, and how much of it is left."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.notices.models import About
from thidua.organisations.models import Organisation
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Matter:
    """`address`: the page where a unit does it; `left`: how many things are still to be done, by
    the unit's key (a unit that has none may be left out).
    """

    about: About
    address: Callable[[Campaign, Organisation], str]
    left: Callable[[Campaign, Collection[Organisation]], Mapping[int, int]]


MATTERS: Registry[Matter] = Registry("what units are reminded of")


def matter_of(about: str) -> Matter | None:
    """None while no room does this."""
    return next((matter for matter in MATTERS if matter.about == about), None)
