"""What a unit can be reminded of: a room says where it is done, how much of it is left, and in what
words.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Matter:
    """`about`: its word, at most 20 signs, as stored ("register"). `address`: the page where a unit
    does it; `left`: how many things are still to be done, by the unit's key (a unit that has none
    may be left out). `what`: a number of them as the title of a row, a verb first ("Gửi bản đăng
    ký"); `button`: the button that leads there. `missing`: what exactly is missing, in words, by
    the unit's key; None where the number says it all.
    """

    about: str
    address: Callable[[Campaign, Organisation], str]
    left: Callable[[Campaign, Collection[Organisation]], Mapping[int, int]]
    what: Callable[[int], Text]
    button: Callable[[int], Text]
    missing: Callable[[Campaign, Collection[Organisation]], Mapping[int, Text]] | None = None


MATTERS: Registry[Matter] = Registry("what units are reminded of")


def matter_of(about: str) -> Matter | None:
    """None while no room does this."""
    return next((matter for matter in MATTERS if matter.about == about), None)
