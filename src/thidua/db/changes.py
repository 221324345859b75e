"""Whether something worked out a moment ago still holds: asked of the database itself, without
clocks and locks.

Every transaction that changes what pages and figures tell leaves its number and the parts it
touched in `Change` (triggers, so nobody can forget). What is kept remembers the database's own
snapshot of the moment before it was made. It is stale exactly when some change that the present
look can see could not be seen by that snapshot. A change numbered early and committed late is
therefore never missed: see docs/decisions/020."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from django.db import connection

from thidua.db.prepared import ask

T = TypeVar("T")
Parts = Sequence[int] | None
"""The parts whose change matters; None: any."""

EVERYTHING, EARLIER, TOLD, DECIDED = 0, -1, -2, -3
"""Parts that are no body: whatever stands at levels, levels of earlier years handed in, what pages
only tell, what decisions say (which marks their bodies too).
"""

# Where a backup was brought back meanwhile, the table of marks is another one.
_MOMENT = "SELECT pg_current_snapshot()::text, 'db_change'::regclass::oid::bigint"
_STILL = f"{_MOMENT}, 'db_change'::regclass::oid::bigint = %s AND NOT db_unseen(%s, %s::bigint[])"
# Longer than any transaction and than anything is kept in a process: a mark this old tells nobody
# anything new.
MARKS_KEPT = "3 hours"
KEPT_FOR = 30 * 60
"""Seconds for which something is kept in a process."""


def parts_under(paths: Iterable[str]) -> Parts:
    """The parts whose change shows below these paths of the tree: those of the upper-level bodies
    they lead through.

    None, any part, where a path holds the whole province.
    """
    bodies = bodies_under(paths)
    return None if bodies is None else (EVERYTHING, EARLIER, TOLD, *bodies)


def bodies_under(paths: Iterable[str]) -> tuple[int, ...] | None:
    """The upper-level bodies that these paths of the tree lead through; None where one holds the
    whole province.
    """
    steps = [path.strip("/").split("/") for path in paths]
    if any(len(step) < 2 for step in steps):
        return None
    return tuple(sorted({int(step[1]) for step in steps}))


class Moment(NamedTuple):
    """What could be seen at a moment: the database's snapshot, and which table of marks it is to be
    held against.
    """

    snapshot: str
    marks: int


def moment() -> Moment:
    """What can be seen now: to be asked before anything is worked out."""
    ((snapshot, marks),) = ask(_MOMENT)
    return Moment(snapshot, marks)


def _still(seen: Moment, parts: Parts) -> tuple[Moment, bool]:
    """The present moment, and whether nothing of `parts` changed since the moment `seen`."""
    ((snapshot, marks, holds),) = ask(
        _STILL, [seen.marks, seen.snapshot, None if parts is None else list(parts)]
    )
    return Moment(snapshot, marks), holds


@dataclass(frozen=True)
class _Held(Generic[T]):
    value: T
    seen: Moment
    since: float
    weight: int


class Memory(Generic[T]):
    """What was worked out in this process, given again while nothing changed of what it was worked
    out from.

    `weight` says how much room a value takes of `room` (0: not worth keeping); what was used
    longest ago goes first."""

    def __init__(self, *, room: int, weight: Callable[[T], int]) -> None:
        self._room, self._weigh = room, weight
        self._held: OrderedDict[Hashable, _Held[T]] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def get(self, key: Hashable, parts: Parts, make: Callable[[], T]) -> T:
        """What `key` comes to now. Inside a transaction it is made: what that has written is in no
        snapshot.
        """
        if connection.in_atomic_block:
            return make()
        here = (connection.settings_dict["HOST"], connection.settings_dict["NAME"], key)
        held = self._held.get(here)
        if held is None or time.monotonic() - held.since > KEPT_FOR:
            now = moment()
        else:
            now, holds = _still(held.seen, parts)
            if holds:
                self._used(here)
                return held.value
        value = make()
        self._keep(here, _Held(value, now, time.monotonic(), self._weigh(value)))
        return value

    def forget(self) -> None:
        with self._lock:
            self._held.clear()
            self._taken = 0

    def _used(self, key: Hashable) -> None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)

    def _keep(self, key: Hashable, held: _Held[T]) -> None:
        with self._lock:
            if (before := self._held.pop(key, None)) is not None:
                self._taken -= before.weight
            if 0 < held.weight <= self._room:
                self._held[key] = held
                self._taken += held.weight
            while self._taken > self._room:
                _, gone = self._held.popitem(last=False)
                self._taken -= gone.weight
