"""PURE: where a unit stands in a step on a day: what it has done, whether it is late, and by how
many days. Nothing is asked of the database.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from thidua.campaigns.unit_states import UnitStanding, UnitState
from thidua.language import Text

DONE = frozenset({UnitState.SENT, UnitState.ACCEPTED})
"""Nothing more is waited for from the unit itself."""


class Kind(StrEnum):
    """What a unit counts as: each is exactly one of these."""

    ACCEPTED = "accepted"
    SENT = "sent"
    RETURNED = "returned"
    DRAFTING = "drafting"
    NOT_STARTED = "not_started"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Terms:
    """By when a unit has to do a step: its deadline (None: no day is set), the day until which its
    superior excused it, and the last day of sending a returned thing again, by when it came back.
    """

    due_on: dt.date | None
    excused_until: dt.date | None = None
    again_by: Callable[[dt.date], dt.date] = lambda returned: returned


@dataclass(frozen=True)
class Judged:
    """One unit in one step on a day. `days`: how many it is late, 0 while it is not. `due_on`: its
    deadline; `until`: the day that counts for it (None: no day is set, or nothing is waited for).
    `excused`: that day is one that its superior granted. `about`: as in `UnitStanding`.
    """

    kind: Kind
    state: UnitState
    days: int = 0
    until: dt.date | None = None
    excused: bool = False
    since: dt.date | None = None
    missing: Text | None = None
    due_on: dt.date | None = None
    about: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is waited for from the unit itself."""
        return self.state in DONE


NOT_STARTED = UnitStanding(UnitState.NOT_STARTED)


def judge(standing: UnitStanding | None, terms: Terms, *, today: dt.date) -> Judged:
    """What a unit counts as. None: no room has heard of it, so it has not started.

    Who has sent is never late, whatever the superior does with it. On its last day nobody is late;
    a granted delay moves that day, and so does a return that comes near it or after."""
    known = standing or NOT_STARTED
    if known.state in DONE:
        return Judged(
            Kind(known.state.value),
            known.state,
            since=known.since,
            missing=known.missing,
            due_on=terms.due_on,
            about=known.about,
        )
    until, excused = _last_day(known, terms)
    days = max(0, (today - until).days) if until is not None else 0
    return Judged(
        Kind.OVERDUE if days else Kind(known.state.value),
        known.state,
        days,
        until,
        excused,
        known.since,
        known.missing,
        terms.due_on,
        known.about,
    )


def _last_day(known: UnitStanding, terms: Terms) -> tuple[dt.date | None, bool]:
    """The day that counts, and whether it is the superior's delay."""
    if terms.due_on is None:
        return terms.excused_until, terms.excused_until is not None
    until = max(terms.due_on, terms.excused_until or terms.due_on)
    excused = until > terms.due_on
    if known.state == UnitState.RETURNED and known.since is not None:
        again = terms.again_by(known.since)
        until, excused = (again, False) if again > until else (until, excused)
    return until, excused


@dataclass(frozen=True)
class Tally:
    """How many units count as what; each unit once. `excused`: how many of those not done and not
    late have a delay; it is a part of the others, not one more.
    """

    accepted: int = 0
    sent: int = 0
    returned: int = 0
    drafting: int = 0
    not_started: int = 0
    overdue: int = 0
    excused: int = 0

    @property
    def units(self) -> int:
        """How many units there are in all."""
        return sum(getattr(self, kind.value) for kind in Kind)

    @property
    def waiting(self) -> int:
        """Those that are neither accepted nor late."""
        return self.units - self.accepted - self.overdue

    def __add__(self, other: Self) -> "Tally":
        own = (field.name for field in fields(self))
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in own})


def tally(units: Iterable[Judged]) -> Tally:
    """Counts units."""
    numbers = dict.fromkeys([*(kind.value for kind in Kind), "excused"], 0)
    for one in units:
        numbers[one.kind.value] += 1
        numbers["excused"] += one.excused and not one.days
    return Tally(**numbers)
