"""Tasks that are late or silent: since when, the longest first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from thidua.movement.reading import Placed, Read
from thidua.progress.results import TaskProgress
from thidua.progress.states import TaskState, late_since

MOST_SHOWN = 5
"""Of each state; all of them are in its list."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task that is late since the first day that passed without what was due on it, or silent
    since its latest note, without one since it was accepted. `noted`: whether there is one.
    """

    placed: Placed
    since: dt.date
    noted: bool


def waiting_of(found: Read) -> Mapping[TaskState, Sequence[Waiting]]:
    """Of each of the two states the tasks that wait the longest."""
    by_state: dict[TaskState, list[Waiting]] = {TaskState.LATE: [], TaskState.SILENT: []}
    for one in found.tasks:
        if one.state in by_state:
            since = _since(one.task, one.state, found.on)
            by_state[one.state].append(Waiting(one, since, one.task.latest is not None))
    return {state: nsmallest(MOST_SHOWN, those, key=_key) for state, those in by_state.items()}


def _since(task: TaskProgress, state: TaskState, on: dt.date) -> dt.date:
    late = late_since(task, on=on) if state is TaskState.LATE else None
    return late or (task.latest.on if task.latest else task.accepted_on)


def _key(one: Waiting) -> tuple[dt.date, str, int]:
    return one.since, one.placed.unit.path, one.placed.task.task
