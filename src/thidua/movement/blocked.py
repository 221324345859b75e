"""What blocks tasks on a day: since when, who could free it, what they promised and by when."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from django.utils import timezone

from thidua.movement.reading import Placed, Read
from thidua.progress.models import Note
from thidua.progress.states import TaskState, counted_on


@dataclass(frozen=True, slots=True)
class Blocked:
    """A task that is blocked, in the words of its latest note. `since`: the day of the first of the
    notes without a break that call it blocked. `freed_by`: the code of the organisation that could
    free it, else what stands in its place (""): nobody was named.
    """

    placed: Placed
    since: dt.date
    what: str
    freed_by: str
    freed_by_name: str
    promise: str
    promised_until: dt.date | None
    overdue: bool


def blocked_of(found: Read) -> list[Blocked]:
    """The blocked tasks of a reading, the longest blocked first: one statement."""
    by_task = {one.task.task: one for one in found.tasks if one.state is TaskState.BLOCKED}
    if not by_task:
        return []
    notes: dict[int, dict[int, list[_Said]]] = {}
    for said in _standing_notes(found, by_task):
        notes.setdefault(said.task, {}).setdefault(said.note, []).append(said)
    blocked = [_blocked(by_task[pk], list(those.values()), found.on) for pk, those in notes.items()]
    return sorted(blocked, key=lambda one: (one.since, one.placed.unit.path, one.placed.task.task))


class _Said(NamedTuple):
    """A note with one promise about it (or none: its fields are None)."""

    task: int
    note: int
    on: dt.date
    what: str
    code: str | None
    name: str | None
    written_name: str
    promise: str | None
    until: dt.date | None
    made_at: dt.datetime | None


_FIELDS = (
    "task",
    "pk",
    "on",
    "blocked_by",
    "freed_by__code",
    "freed_by__name",
    "freed_by_name",
    "promises__text",
    "promises__until",
    "promises__made_at",
)


def _standing_notes(found: Read, by_task: Mapping[int, Placed]) -> Iterable[_Said]:
    """The notes of these tasks that stand on the day with their promises, the latest first."""
    cut_off = found.campaign.cut_off_date
    notes = Note.objects.filter(
        task__in=by_task,
        on__lte=counted_on(found.on, cut_off=cut_off),
        corrected_by__isnull=True,
    )
    order = ("task", "-on", "-pk", "-promises__made_at", "-promises__pk")
    return (_Said(*row) for row in notes.order_by(*order).values_list(*_FIELDS))


def _blocked(placed: Placed, notes: Sequence[Sequence[_Said]], on: dt.date) -> Blocked:
    run = list(takewhile(lambda note: note[0].what, notes))
    latest = run[0][0]
    promise = next((one for note in run for one in note if _made_by(one, on)), None)
    until = promise.until if promise else None
    return Blocked(
        placed=placed,
        since=run[-1][0].on,
        what=latest.what,
        freed_by=latest.code or latest.written_name,
        freed_by_name=latest.name or latest.written_name,
        promise=promise.promise or "" if promise else "",
        promised_until=until,
        overdue=until is not None and until < on,
    )


def _made_by(said: _Said, on: dt.date) -> bool:
    """Whether there is a promise that was made by the end of a day."""
    return said.made_at is not None and timezone.localtime(said.made_at).date() <= on
