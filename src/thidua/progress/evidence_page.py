"""The evidence of a unit's year: every file by task and month, with whose it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from thidua.attachments.allowance import allowance_of
from thidua.attachments.limits import MEGABYTE
from thidua.numbers import format_number
from thidua.progress.models import Note
from thidua.progress.note_lines import (
    FileLine,
    NoteLine,
    accepted_heading,
    line_of_note,
    with_all,
)
from thidua.progress.presenters import address_of_task
from thidua.progress.unit_page import UnitPage


@dataclass(frozen=True)
class Evidence:
    """One file with the note that it came with. `remove`: where it is taken away; "": not by this
    reader.
    """

    file: FileLine
    on: dt.date
    note: int
    may_remove: bool


@dataclass(frozen=True)
class OfMonth:
    month: dt.date
    files: Sequence[Evidence]


@dataclass(frozen=True)
class OfTask:
    heading: str
    href: str
    task: int
    months: Sequence[OfMonth]


class EvidencePage(UnitPage):
    """Of the tasks that the reader may see."""

    here = "progress_evidence"

    @cached_property
    def parts(self) -> list[OfTask]:
        """Tasks that have files, in the order of the registration; the latest month first."""
        found = []
        for task in self.tasks:
            lines = self._lines.get(task.pk, [])
            months = [
                OfMonth(month, [one for line in of_month for one in self._files(line)])
                for month, of_month in groupby(lines, key=lambda one: one.note.on.replace(day=1))
            ]
            months = [one for one in months if one.files]
            if months:
                href = address_of_task(self.campaign.year, self.unit.code, task.pk)
                found.append(OfTask(accepted_heading(task), href, task.pk, months))
        return found

    @cached_property
    def _lines(self) -> dict[int, list[NoteLine]]:
        keys = [one.pk for one in self.tasks]
        found: dict[int, list[NoteLine]] = {}
        for note in with_all(Note.objects.filter(task__in=keys)).order_by("-on", "-pk"):
            found.setdefault(note.task_id, []).append(line_of_note(note))
        return found

    def _files(self, line: NoteLine) -> list[Evidence]:
        return [
            Evidence(one, line.note.on, line.note.pk, self.may_note and not one.removed_why)
            for one in line.files
        ]

    @property
    def number(self) -> int:
        """How many files stand."""
        return sum(
            not one.file.removed_why
            for part in self.parts
            for month in part.months
            for one in month.files
        )

    @property
    def allowance(self) -> str:
        """“31 MB của 2.000 MB”: what the unit has used of its year."""
        found = allowance_of(self.unit, self.campaign.year)
        used, most = (format_number(-(-number // MEGABYTE)) for number in (found.used, found.most))
        return _("đã dùng {used} MB trong {most} MB của năm").format(used=used, most=most)
