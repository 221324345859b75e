"""The notes of a task with everything that belongs to them, in one question to the database.

Unscoped: whoever shows them has asked for the task by `queries`, which knows the reader.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from thidua.attachments.limits import MEGABYTE
from thidua.attachments.media_types import PICTURES, SHOWN_BY_BROWSERS
from thidua.attachments.models import Attachment
from thidua.numbers import format_number
from thidua.organisations.names import committee_of
from thidua.progress.models import (
    OF_NOTE,
    Check,
    CheckKind,
    Note,
    NoteMilestone,
    NoteValue,
    Promise,
)
from thidua.registrations.content import heading_of
from thidua.registrations.models import Task, TaskVersion

Row = Mapping[str, Any]
_KILOBYTE, _LONGEST_ENDING = 1_000, 4


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a note. `size` in bytes, 0 of one that was removed: `removed_why` says why."""

    pk: int
    name: str
    caption: str
    media_type: str
    size: int
    sent_by: str
    sent_at: dt.datetime
    removed_why: str = ""
    removed_by: str = ""
    removed_at: dt.datetime | None = None

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES

    @property
    def preview(self) -> str:
        """Where a page gets a small picture of it; "": it has none to show."""
        if self.media_type not in SHOWN_BY_BROWSERS:
            return ""
        return reverse("attachment_preview", args=(self.pk,))

    @property
    def ending(self) -> str:
        """“PDF”: what kind of file it is, as its name ends."""
        return self.name.rpartition(".")[2].upper()[:_LONGEST_ENDING]

    @property
    def megabytes(self) -> str:
        """“2,1 MB”, “340 kB”."""
        if self.size < MEGABYTE:
            return f"{format_number(max(self.size // _KILOBYTE, 1))} kB"
        return f"{format_number(Decimal(self.size) / MEGABYTE, places=1)} MB"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What the level above said of a note, and what the unit answered."""

    pk: int
    is_question: bool
    text: str
    committee: str
    by: str
    at: dt.datetime
    answer: str
    answered_by: str
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What a unit said it will do to free a task."""

    unit: str
    text: str
    until: dt.date | None
    by: str
    at: dt.datetime

    def days_over(self, on: dt.date) -> int:
        """How many days the promise is overdue; 0: it is not."""
        return max((on - self.until).days, 0) if self.until is not None else 0


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as a page tells it. `corrected`: another note stands in its place."""

    note: Note
    values: Mapping[int, Decimal | bool]
    milestones: tuple[tuple[dt.date, str], ...]
    checks: tuple[CheckLine, ...]
    promises: tuple[PromiseLine, ...]
    files: tuple[FileLine, ...]
    corrected: bool

    @property
    def confirmed(self) -> CheckLine | None:
        return next((one for one in self.checks if not one.is_question), None)

    @property
    def open_question(self) -> CheckLine | None:
        """The question that waits for the unit's answer."""
        return next((one for one in self.checks if one.is_question and not one.answer), None)


def with_lead(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Tasks with `person_words` and `work_words`: who does them and what they are called, as the
    accepted version says.
    """
    accepted = TaskVersion.objects.filter(task=OuterRef("pk"), accepted_at__isnull=False)
    latest = accepted.order_by("-number")
    return tasks.annotate(
        person_words=Subquery(latest.values("content__person")[:1]),
        work_words=Subquery(latest.values("content__work")[:1]),
    )


def accepted_heading(task: Any) -> str:
    """What a list calls a task of `with_lead`."""
    return heading_of(task.work_words.get("title") or "", task.work_words.get("work") or "")


def note_lines(task: Task) -> list[NoteLine]:
    """All notes of a task, the latest day first; corrected ones are among them and say so."""
    notes = with_all(Note.objects.filter(task=task)).order_by("-on", "-pk")
    return [line_of_note(note) for note in notes]


def with_all(notes: "QuerySet[Note]") -> "QuerySet[Note]":
    """Notes with all that `line_of_note` reads, in the same question."""
    own = Attachment.objects.filter(kind=OF_NOTE, owner_id=OuterRef("pk")).order_by("pk")
    file = JSONObject(
        pk="pk",
        name="name",
        caption="caption",
        media_type="file__media_type",
        size="file__size",
        sent_by="sent_by_name",
        sent_at="sent_at",
        removed_why="removed_why",
        removed_by="removed_by_name",
        removed_at="removed_at",
    )
    return notes.select_related("freed_by", "corrected_by").annotate(
        value_rows=_rows(
            NoteValue.objects,
            measure="measure_id",
            value=Cast("value", TextField()),  # JSON would make a float of it
            done="done",
        ),
        milestone_rows=_rows(NoteMilestone.objects, on="due_on", text="text"),
        check_rows=_rows(
            Check.objects,
            pk="pk",
            kind="kind",
            text="text",
            committee=F("committee__name"),
            by="checked_by_name",
            at="checked_at",
            answer="answer",
            answered_by="answered_by_name",
            answered_at="answered_at",
        ),
        promise_rows=_rows(
            Promise.objects,
            unit=F("unit__name"),
            text="text",
            until="until",
            by="made_by_name",
            at="made_at",
        ),
        file_rows=ArraySubquery(own.values(line=file)),
    )


def _rows(rows: Any, **fields: Any) -> ArraySubquery:
    own = rows.filter(note=OuterRef("pk")).order_by("pk")
    return ArraySubquery(own.values(line=JSONObject(**fields)))


def line_of_note(note: Any) -> NoteLine:
    """A note of `with_all` as a value."""
    return NoteLine(
        note=note,
        values={row["measure"]: _value(row) for row in note.value_rows},
        milestones=tuple((_day(row["on"]), row["text"]) for row in note.milestone_rows),
        checks=tuple(_check(row) for row in note.check_rows),
        promises=tuple(_promise(row) for row in note.promise_rows),
        files=tuple(_file(row) for row in note.file_rows),
        corrected=hasattr(note, "corrected_by"),
    )


def _value(row: Row) -> Decimal | bool:
    return bool(row["done"]) if row["value"] is None else Decimal(row["value"])


def _check(row: Row) -> CheckLine:
    return CheckLine(
        pk=row["pk"],
        is_question=row["kind"] == CheckKind.QUESTIONED,
        text=row["text"],
        committee=committee_of(row["committee"]),
        by=row["by"],
        at=_moment(row["at"]),
        answer=row["answer"],
        answered_by=row["answered_by"],
        answered_at=_moment(row["answered_at"]) if row["answered_at"] else None,
    )


def _promise(row: Row) -> PromiseLine:
    until = _day(row["until"]) if row["until"] else None
    return PromiseLine(committee_of(row["unit"]), row["text"], until, row["by"], _moment(row["at"]))


def _file(row: Row) -> FileLine:
    return FileLine(
        pk=row["pk"],
        name=row["name"],
        caption=row["caption"],
        media_type=row["media_type"] or "",
        size=row["size"] or 0,
        sent_by=row["sent_by"],
        sent_at=_moment(row["sent_at"]),
        removed_why=row["removed_why"],
        removed_by=row["removed_by"],
        removed_at=_moment(row["removed_at"]) if row["removed_at"] else None,
    )


def _day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


def _moment(written: str) -> dt.datetime:
    """A moment as PostgreSQL writes it in JSON. Raises ValueError for anything else."""
    found = parse_datetime(written)
    if found is None:
        raise ValueError(written)
    return found
