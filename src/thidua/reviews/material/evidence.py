"""The evidence that came with the notes of the tasks: files stand with the note they came with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.attachments.media_types import PICTURES
from thidua.attachments.models import Attachment
from thidua.numbers import format_number
from thidua.progress.links import task_page
from thidua.progress.models import OF_NOTE, Check, CheckKind, Note
from thidua.progress.wordings import short_day
from thidua.registrations.models import Task
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.tasks import tasks_of
from thidua.reviews.material.words import both, day_words, in_vietnamese, joined


def read_evidence(asked: Asked) -> list[Material]:
    """Each note that brought files, the earliest first."""
    tasks = {task.pk: task for task in tasks_of(asked)}
    notes = _with_files(tasks) if tasks else []
    return [_evidence(note, number, tasks) for number, note in enumerate(notes, start=1)]


def _with_files(tasks: Mapping[int, Task]) -> "QuerySet[Note]":
    stored = Attachment.objects.filter(kind=OF_NOTE, owner_id=OuterRef("pk"), removed_at=None)
    one = JSONObject(name="name", caption="caption", media_type="file__media_type")
    confirmed = Check.objects.filter(note=OuterRef("pk"), kind=CheckKind.CONFIRMED)
    found = Note.objects.filter(Exists(stored), task__in=tasks)
    files = ArraySubquery(stored.order_by("pk").values(told=one))
    return found.annotate(files=files, confirmed=Exists(confirmed)).order_by("on", "pk")


def _evidence(note: Note, number: int, tasks: Mapping[int, Task]) -> Material:
    files: Sequence[Mapping[str, Any]] = note.files  # type: ignore[attr-defined]
    name = files[0]["caption"] or files[0]["name"]
    seen = note.confirmed  # type: ignore[attr-defined]
    return Material(
        MaterialKind.EVIDENCE,
        str(note.pk),
        f"MC {number}",
        name,
        both(lambda: _counted(files)),
        both(lambda: joined(short_day(note.on), _counted(files), _("đã xác nhận") if seen else "")),
        in_vietnamese(lambda: _sentence(name, note, files)),
        href=f"{task_page(tasks[note.task_id])}",
    )


def _counted(files: Sequence[Mapping[str, Any]]) -> str:
    """“1 tệp, 6 ảnh”."""
    pictures = sum(file["media_type"] in PICTURES for file in files)
    others = len(files) - pictures
    told = [
        (others, ngettext("{number} tệp", "{number} tệp", others)),
        (pictures, ngettext("{number} ảnh", "{number} ảnh", pictures)),
    ]
    return ", ".join(words.format(number=format_number(n)) for n, words in told if n)


def _sentence(name: str, note: Note, files: Sequence[Mapping[str, Any]]) -> str:
    words = _("Minh chứng: {name}, ngày {day}, {files}")
    return words.format(name=name, day=day_words(note.on), files=_counted(files))
