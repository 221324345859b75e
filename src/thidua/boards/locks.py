"""What holds a proposal where it is: rooms above say of which subjects the level below proposes
nothing else for now, and what has to happen first. Every way to a proposal asks here: boards, the
API, workbooks.

A count asks not: what a ballot came to is newer than what was sent. Who was sent back by name
answers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from thidua.boards.definition import Board
from thidua.boards.rows import Row
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.web.registry import Registry

LOCKS: Registry[Callable[[Campaign, Collection[int]], Mapping[int, Text]]] = Registry(
    "what holds proposals where they are"
)
"""Each is asked once for all entries that somebody is about to write: by entry, in words that
follow a name."""


def locks_of(campaign: Campaign, entries: Collection[int]) -> dict[int, Text]:
    """By entry why its proposal is not changed now; who is not in it is free."""
    found: dict[int, Text] = {}
    for source in LOCKS if entries else ():
        found = {**source(campaign, entries), **found}
    return found


@dataclass(frozen=True)
class Locked:
    """What a board says before anybody presses: why proposals stay, and whether all of them do."""

    why: Sequence[Text] = ()
    whole: bool = False


def locked_on(board: Board, rows: Sequence[Row]) -> Locked:
    """Of the rows of a board that proposes; a board that decides is not held. One question."""
    if board.decides:
        return Locked()
    free = [row.entry for row in rows if row.open and not row.returned]
    locks = locks_of(board.campaign, free)
    answers = any(row.open and row.returned for row in rows)
    return Locked(
        list(dict.fromkeys(locks.values())), bool(locks) and set(locks) == set(free) and not answers
    )
