"""How the demo's tasks of a year came out: of each task what its last note says, of each unit and
each person who leads some the sums that the product has to find again. Pure: no database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from thidua.demo.tasks import DemoTask


class Ending(StrEnum):
    """How a task came out; the last four are still going on where the day of the demo is."""

    EXCEEDED = "exceeded"
    REACHED = "reached"
    LATE = "late"
    MISSED = "missed"
    ON_TIME = "on_time"
    BEHIND = "behind"
    SILENT = "silent"
    BLOCKED = "blocked"

    @property
    def is_open(self) -> bool:
        return self in {Ending.ON_TIME, Ending.BEHIND, Ending.SILENT, Ending.BLOCKED}

    @property
    def is_done(self) -> bool:
        return self in {Ending.EXCEEDED, Ending.REACHED, Ending.LATE}

    @property
    def is_in_time(self) -> bool:
        return self in {Ending.EXCEEDED, Ending.REACHED}


@dataclass(frozen=True)
class Result:
    """How one task came out: what its last note says of its measure, and on which day.
    `accepted`: whether the level above took the task; what it did not take counts nowhere.
    """

    task: DemoTask
    ending: Ending
    value: Decimal
    on: dt.date
    accepted: bool = True


@dataclass(frozen=True)
class Targets:
    """Targets of a unit or a person, as numbers."""

    all: int
    done: int
    exceeded: int
    on_time: int

    @property
    def share_done(self) -> Decimal:
        return Decimal(100 * self.done) / self.all

    @property
    def share_below_standard(self) -> Decimal:
        """What was not done, or not in time, in per cent."""
        return Decimal(100 * (self.all - self.on_time)) / self.all

    @property
    def enough_exceeded(self) -> bool:
        return self.exceeded * 2 >= self.all


@dataclass(frozen=True)
class Promised:
    """What one member committed themselves to: of each item whether it was done (None: nobody
    noted). `accepted` by the cell.
    """

    accepted: bool
    done: tuple[bool | None, ...]


@dataclass(frozen=True)
class YearResults:
    """A year's results. `of`: by unit, in the order in which it registered; `indicators`: by
    upper-level body, code of each indicator that it aims at → whether it passed its target (it
    reached each); `promises`: by member.
    """

    of: Mapping[str, Sequence[Result]]
    indicators: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    promises: Mapping[str, Promised] = field(default_factory=dict)

    @cached_property
    def units(self) -> dict[str, Targets]:
        """By unit: its targets, where how each stands is known."""
        found = {
            code: _targets([one for one in results if one.accepted])
            for code, results in self.of.items()
        }
        for code, passed in self.indicators.items():
            tasks = found.get(code)
            if tasks is not None:
                many = len(passed)
                found[code] = Targets(
                    tasks.all + many,
                    tasks.done + many,
                    tasks.exceeded + sum(passed.values()),
                    tasks.on_time + many,
                )
        return {code: targets for code, targets in found.items() if targets is not None}

    @cached_property
    def people(self) -> dict[str, Targets]:
        """By person: the targets of the tasks that name them as doer, and what they promised
        themselves, where known.
        """
        found = {}
        for person in {*self._led, *self.promises}:
            led = self._led.get(person, [])
            promised = self.promises.get(person)
            items = promised.done if promised and promised.accepted else ()
            tasks = _targets(led)
            if (led and tasks is None) or None in items or not (led or items):
                continue
            kept, tasks = sum(map(bool, items)), tasks or Targets(0, 0, 0, 0)
            found[person] = Targets(
                tasks.all + len(items), tasks.done + kept, tasks.exceeded, tasks.on_time + kept
            )
        return found

    @cached_property
    def _led(self) -> dict[str, list[Result]]:
        found: dict[str, list[Result]] = defaultdict(list)
        for results in self.of.values():
            for result in results:
                if result.accepted and not result.task.by_unit:
                    found[result.task.lead.person.code].append(result)
        return found


def _targets(results: Sequence[Result]) -> Targets | None:
    """None: there is none, or one of which nobody knows yet."""
    endings = [one.ending for one in results]
    if not endings or any(ending.is_open for ending in endings):
        return None
    return Targets(
        len(endings),
        sum(ending.is_done for ending in endings),
        sum(ending is Ending.EXCEEDED for ending in endings),
        sum(ending.is_in_time for ending in endings),
    )
