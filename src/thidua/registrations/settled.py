"""What a set of verdicts makes of a task. Pure: no database."""

from collections.abc import Collection
from enum import StrEnum


class Settled(StrEnum):
    """What came of a task that was read."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    WAITING = "waiting"


def settles(
    clarities: Collection[str],
    locked: Collection[str],
    *,
    accepted: Collection[str],
    returned: Collection[str],
) -> tuple[Settled, frozenset[str]]:
    """What an answer makes of a task, and the clarities that are locked then.

    Accepted once every clarity is, now or before; returned as soon as one is returned.
    """
    now_locked = (frozenset(locked) | frozenset(accepted)) - frozenset(returned)
    if returned:
        return Settled.RETURNED, now_locked
    if now_locked >= set(clarities):
        return Settled.ACCEPTED, now_locked
    return Settled.WAITING, now_locked
