"""How a task stands on a day: computed from its notes, never typed. PURE: no database.

Each task is in exactly one state: the first that holds, in the order of `TaskState`. Days that are
due are whole days: what ends on 30 November is late on 1 December, not before."""

import calendar
import datetime as dt
from enum import StrEnum

from thidua.language import Text
from thidua.progress.results import MilestoneProgress, TaskProgress
from thidua.vocabulary.reached import Reached

SILENT_AFTER = 3
"""Months of the calendar without a note, after which a task is silent."""
_MONTHS = 12


class TaskState(StrEnum):
    """In the order in which they are asked."""

    WITHDRAWN = "withdrawn"
    EXCEEDED = "exceeded"
    DONE = "done"
    DONE_LATE = "done_late"
    MISSED = "missed"
    BLOCKED = "blocked"
    LATE = "late"
    SILENT = "silent"
    ON_TIME = "on_time"

    @property
    def title(self) -> Text:  # type: ignore[override]  # nobody asks a state for capitals
        """What a page says of a task in this state."""
        return _WORDS[self][0]

    @property
    def short(self) -> Text:
        """The same for a narrow column."""
        return _WORDS[self][1]

    @property
    def is_done(self) -> bool:
        """Whether all that was promised is there."""
        return self in _DONE


_DONE = frozenset({TaskState.EXCEEDED, TaskState.DONE, TaskState.DONE_LATE})
_WORDS = {
    TaskState.WITHDRAWN: (Text("đã rút", "withdrawn"), Text("đã rút", "withdrawn")),
    TaskState.EXCEEDED: (Text("vượt mức phấn đấu", "exceeded"), Text("vượt", "exceeded")),
    TaskState.DONE: (Text("đã xong", "done"), Text("xong", "done")),
    TaskState.DONE_LATE: (Text("xong, muộn hạn", "done late"), Text("xong muộn", "done late")),
    TaskState.MISSED: (
        Text("chưa đạt khi chốt năm", "not reached by the cut-off"),
        Text("chưa đạt", "missed"),
    ),
    TaskState.BLOCKED: (Text("đang vướng", "blocked"), Text("vướng", "blocked")),
    TaskState.LATE: (Text("chậm tiến độ", "behind time"), Text("chậm", "late")),
    TaskState.SILENT: (
        Text("3 tháng chưa có ghi nhận", "no note for three months"),
        Text("chưa ghi", "silent"),
    ),
    TaskState.ON_TIME: (Text("đúng tiến độ", "on time"), Text("đúng", "on time")),
}


def state_of(task: TaskProgress, *, on: dt.date, cut_off: dt.date) -> TaskState:
    """The state of a task on a day. `task`: as it stood on that day, or on the cut-off where that
    has passed (`counted_on`): what is noted after it does not count.
    """
    if task.withdrawn:
        return TaskState.WITHDRAWN
    if (done := _done(task)) is not None:
        return done
    return TaskState.MISSED if on > cut_off else _under_way(task, on)


def _under_way(task: TaskProgress, on: dt.date) -> TaskState:
    if task.latest is not None and task.latest.is_blocked:
        return TaskState.BLOCKED
    if late_since(task, on=on) is not None:
        return TaskState.LATE
    return TaskState.SILENT if on > silent_after(task) else TaskState.ON_TIME


def counted_on(on: dt.date, *, cut_off: dt.date) -> dt.date:
    """The day up to which notes count, seen from a day."""
    return min(on, cut_off)


def late_since(task: TaskProgress, *, on: dt.date) -> dt.date | None:
    """The earliest day that passed without what was due on it: a milestone that no note calls
    reached, or the task's own end; None: nothing is late. Asked of tasks that are not done.
    """
    passed = [one.due_on for one in late_milestones(task, on=on)]
    if task.ends_on is not None and task.ends_on < on:
        passed.append(task.ends_on)
    return min(passed, default=None)


def late_milestones(task: TaskProgress, *, on: dt.date) -> list[MilestoneProgress]:
    """The milestones whose day has passed and that no note calls reached."""
    return [one for one in task.milestones if one.reached_on is None and one.due_on < on]


def silent_after(task: TaskProgress) -> dt.date:
    """The last day on which nobody misses a note: three months of the calendar after the latest
    one, after the start, and after the acceptance, whichever came last.
    """
    days = [task.accepted_on, task.starts_on, task.latest.on if task.latest else None]
    return months_later(max(day for day in days if day is not None), SILENT_AFTER)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; the last of that month where it has no such day."""
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = count // _MONTHS, count % _MONTHS + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _done(task: TaskProgress) -> TaskState | None:
    """How it is done; None while a measure is short or nobody noted it."""
    now = [target.reached for target in task.targets]
    if not now or not all(one.is_done for one in now):
        return None
    if Reached.EXCEEDED in now:
        return TaskState.EXCEEDED
    in_time = all(target.reached_in_time.is_done for target in task.targets)
    return TaskState.DONE if in_time else TaskState.DONE_LATE
