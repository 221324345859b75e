"""The ballot on a meeting's agenda: how far it is and where it is held, from the room that holds
it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from thidua.documents.blocks import Block
from thidua.meetings.models import Meeting
from thidua.web.registry import Registry


@dataclass(frozen=True)
class BallotItem:
    """`detail`: how far it is, in words; `href`: where it is begun, held and read."""

    state: Literal["waiting", "now", "done"]
    detail: str
    href: str


BALLOT_ITEMS: Registry[Callable[[Meeting], BallotItem | None]] = Registry(
    "the ballot on a meeting's agenda"
)


TOLD: Registry[Callable[[Meeting], Iterable[Block]]] = Registry(
    "what the minutes of a meeting say of its ballots"
)
"""In Vietnamese, as minutes are."""


def ballot_item(meeting: Meeting) -> BallotItem | None:
    """What the first room that knows of ballots says; None: none does."""
    found = (source(meeting) for source in BALLOT_ITEMS)
    return next((one for one in found if one is not None), None)


def told_of_ballots(meeting: Meeting) -> list[Block]:
    """What the ballots that a meeting held came to, for its minutes; empty: it held none."""
    return [block for source in TOLD for block in source(meeting)]
