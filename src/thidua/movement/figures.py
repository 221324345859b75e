"""The movement of a part of the tree on a day, counted: tasks, targets, time. Nobody is ranked.

Everything is exact and counted once from the same reading as the lists, so that a number is the
length of the list that it opens."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.campaigns.models import Campaign
from thidua.movement.blocked import Blocked, blocked_of
from thidua.movement.reading import Placed, Read, Row, read
from thidua.movement.returned import Registered, registered_of, returned_of
from thidua.movement.waiting import Waiting, waiting_of
from thidua.progress.counting import Counted
from thidua.progress.counting import count as count_aims
from thidua.progress.states import TaskState
from thidua.registrations.models import Kind
from thidua.state_board.units import Part, Unit
from thidua.vocabulary import Reached


@dataclass(frozen=True)
class Tally:
    """Tasks by state; each is in one. `all`: without the withdrawn ones. `untold`: those that are
    not done and of which no measure is known to be short.
    """

    by_state: Mapping[TaskState, int]
    untold: int = 0

    def of(self, *states: TaskState) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return sum(self.by_state.values()) - self.of(TaskState.WITHDRAWN)

    @property
    def finished(self) -> int:
        """Done in time, late, or exceeded."""
        return sum(number for state, number in self.by_state.items() if state.is_done)

    @property
    def short(self) -> int:
        """Not done, and some measure is known to be short."""
        return self.all - self.finished - self.untold


@dataclass(frozen=True)
class Time:
    """The year beside what was due in it. `days` of `year_days` have passed; `ended` of `tasks`
    have their own end behind them; of `milestones` so many were `due`, and of these `in_time` were
    reached by their day, `later` after it.
    """

    days: int
    year_days: int
    tasks: int
    ended: int
    milestones: int
    due: int
    in_time: int
    later: int

    @property
    def missing(self) -> int:
        """Milestones that were due and that no note calls reached."""
        return self.due - self.in_time - self.later


@dataclass(frozen=True)
class RowFigures:
    """What one row of the table counts."""

    row: Row
    tasks: Tally
    targets: Counted


@dataclass(frozen=True)
class MovementFigures:
    """A year's work in a part of the tree on a day. `returned`: how often each clarity came back,
    the most often first; `waiting`: the longest late, and the longest silent.
    """

    read: Read
    tasks: Tally
    kinds: Mapping[Kind, Tally]
    rows: Sequence[RowFigures]
    targets: Counted
    time: Time
    blocked: Sequence[Blocked]
    waiting: Mapping[TaskState, Sequence[Waiting]]
    returned: Mapping[str, int]

    @property
    def campaign(self) -> Campaign:
        return self.read.campaign

    @property
    def place(self) -> Unit:
        return self.read.part.place

    @property
    def on(self) -> dt.date:
        return self.read.on

    @cached_property
    def registered(self) -> Registered:
        """What was sent, accepted and withdrawn; asked when somebody reads it."""
        return registered_of(self.read)

    @property
    def total(self) -> RowFigures:
        """All rows together."""
        return RowFigures(Row(self.place, own=False), self.tasks, self.targets)


def figures_of(campaign: Campaign, part: Part, *, on: dt.date) -> MovementFigures:
    """The figures of a part on a day, in seven statements at most, however many tasks there are.
    The caller answers for who may know of the part.
    """
    return count(read(campaign, part, on=on))


def count(found: Read) -> MovementFigures:
    """The same from a reading that is there already."""
    by_row: dict[tuple[int, bool], list[Placed]] = {row.key: [] for row in found.rows}
    for one in found.tasks:
        by_row[one.row.key].append(one)
    return MovementFigures(
        read=found,
        tasks=tally(found.tasks),
        kinds={kind: tally(one for one in found.tasks if one.task.kind == kind) for kind in Kind},
        rows=[
            RowFigures(row, tally(by_row[row.key]), targets(by_row[row.key])) for row in found.rows
        ],
        targets=targets(found.tasks),
        time=time_of(found),
        blocked=blocked_of(found),
        waiting=waiting_of(found),
        returned=returned_of(found),
    )


def tally(tasks: Iterable[Placed]) -> Tally:
    found = list(tasks)
    untold = sum(one.counts and not one.state.is_done and _is_untold(one) for one in found)
    return Tally(Counter(one.state for one in found), untold)


def _is_untold(one: Placed) -> bool:
    return all(aim.reached is not Reached.SHORT for aim in one.aims)


def targets(tasks: Iterable[Placed]) -> Counted:
    """Their targets, counted as a rating counts them."""
    return count_aims(aim for one in tasks for aim in one.aims)


def time_of(found: Read) -> Time:
    """What was due by the day, beside how much of the year has passed. A day is over when the next
    one has begun: what is due on the day itself is not yet due here.
    """
    first, last = dt.date(found.campaign.year, 1, 1), dt.date(found.campaign.year, 12, 31)
    year_days = (last - first).days + 1
    standing = found.standing
    milestones = [one for placed in standing for one in placed.task.milestones]
    due = [one for one in milestones if one.due_on < found.on]
    reached = [(one, one.reached_on) for one in due if one.reached_on is not None]
    in_time = sum(day <= one.due_on for one, day in reached)
    return Time(
        days=min(max((found.on - first).days + 1, 0), year_days),
        year_days=year_days,
        tasks=len(standing),
        ended=sum(one.task.ends_on is not None and one.task.ends_on < found.on for one in standing),
        milestones=len(milestones),
        due=len(due),
        in_time=in_time,
        later=len(reached) - in_time,
    )
