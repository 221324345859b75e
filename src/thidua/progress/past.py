"""Notes as they were written before this product came, or elsewhere: all at once.

Nobody but the operator writes what is past; what a unit notes now goes through `actions`."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides
from thidua.progress.errors import NoteError
from thidua.progress.models import Check, CheckKind, Note, NoteMilestone, NoteValue, Promise
from thidua.progress.rules import Milestone
from thidua.registrations.content import Content, from_json
from thidua.registrations.models import Task, TaskVersion


@dataclass(frozen=True)
class PastPromise:
    """What whoever could free a task said they would do."""

    unit: Organisation
    text: str
    until: dt.date | None
    at: dt.datetime


@dataclass(frozen=True)
class PastNote:
    """One note of one task, of at most one of its measures (`value` of what is counted, `done` of
    what is done or not). `at`: when it was written (aware). `confirmed_by`, `asked_by`: the
    committee above that confirmed it, or asked `question` (answered with `answer`, or not yet).
    `corrects`: a stored note in whose place it stands.
    """

    task: Task
    on: dt.date
    at: dt.datetime
    measure_id: int | None = None
    value: Decimal | None = None
    done: bool | None = None
    text: str = ""
    blocked_by: str = ""
    freed_by: Organisation | None = None
    freed_by_name: str = ""
    milestones: Collection[Milestone] = ()
    written_by_name: str = "Cán bộ theo dõi"
    confirmed_by: Organisation | None = None
    asked_by: Organisation | None = None
    question: str = ""
    answer: str = ""
    promise: PastPromise | None = None
    corrects: Note | None = None


@transaction.atomic
def record_past(*, campaign: Campaign, notes: Iterable[PastNote], actor: Operator) -> list[Note]:
    """Write them, by a few COPYs whatever their number; the notes, in order.

    Raises NoteError for a measure or a milestone that the task's accepted version does not have, a
    value of the wrong kind, a note that says nothing: nothing is written."""
    past = list(notes)
    _refuse(past)
    with recording(act="progress.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Note, (_note(one) for one in past))
        pairs = list(zip(stored, past, strict=True))
        copy_rows(
            NoteValue,
            (
                NoteValue(note=note, measure_id=one.measure_id, value=one.value, done=one.done)
                for note, one in pairs
                if one.measure_id is not None
            ),
        )
        copy_rows(
            NoteMilestone,
            (
                NoteMilestone(note=note, due_on=due_on, text=text)
                for note, one in pairs
                for due_on, text in one.milestones
            ),
        )
        copy_rows(Check, (one for pair in pairs for one in _checks(*pair)))
        copy_rows(Promise, (one for pair in pairs for one in _promises(*pair)))
    return stored


def _refuse(past: Collection[PastNote]) -> None:
    held_to = _accepted({one.task.pk for one in past})
    measures = {key: {line.id: line for line in content.measures} for key, content in held_to}
    milestones = {
        key: {(line.on, line.text) for line in content.milestones} for key, content in held_to
    }
    for one in past:
        if one.task.pk not in measures:
            raise NoteError.not_accepted()
        if one.measure_id is not None:
            line = measures[one.task.pk].get(one.measure_id)
            if line is None:
                raise NoteError.unknown_measure()
            if line.yes_no and (one.done is None or one.value is not None):
                raise NoteError.yes_or_no_wanted(line.name)
            if not line.yes_no and (one.value is None or one.done is not None):
                raise NoteError.number_wanted(line.name, line.unit)
        elif not (one.text or one.blocked_by or one.milestones):
            raise NoteError.says_nothing()
        if not milestones[one.task.pk].issuperset(one.milestones):
            raise NoteError.unknown_milestone()


def _accepted(tasks: Collection[int]) -> list[tuple[int, Content]]:
    """The last accepted version of each of these tasks."""
    versions = TaskVersion.objects.filter(task__in=tasks, accepted_at__isnull=False)
    last = dict(versions.order_by("number").values_list("task", "content"))
    return [(key, from_json(content)) for key, content in last.items()]


def _note(one: PastNote) -> Note:
    return Note(
        task_id=one.task.pk,
        on=one.on,
        text=one.text,
        blocked_by=one.blocked_by,
        freed_by=one.freed_by,
        freed_by_name=one.freed_by_name,
        corrects=one.corrects,
        written_by_name=one.written_by_name,
        written_at=one.at,
    )


def _checks(note: Note, one: PastNote) -> Iterator[Check]:
    day = dt.timedelta(days=1)
    if one.asked_by is not None:
        yield Check(
            note=note,
            kind=CheckKind.QUESTIONED,
            text=one.question,
            committee=one.asked_by,
            checked_by_name=who_decides(one.asked_by),
            checked_at=one.at + day,
            answer=one.answer,
            answered_by_name=one.written_by_name if one.answer else "",
            answered_at=one.at + 2 * day if one.answer else None,
        )
    if one.confirmed_by is not None:
        yield Check(
            note=note,
            kind=CheckKind.CONFIRMED,
            committee=one.confirmed_by,
            checked_by_name=who_decides(one.confirmed_by),
            checked_at=one.at + 3 * day,
        )


def _promises(note: Note, one: PastNote) -> Iterator[Promise]:
    if one.promise is not None:
        yield Promise(
            note=note,
            unit=one.promise.unit,
            text=one.promise.text,
            until=one.promise.until,
            made_by_name=who_decides(one.promise.unit),
            made_at=one.promise.at,
        )
