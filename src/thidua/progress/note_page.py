"""The form of a note: what was noted last, what comes next, and what somebody else wrote
meanwhile.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.acceptance.readers import READING
from thidua.accounts.viewing import SignedIn
from thidua.attachments.inspecting import current_limits
from thidua.attachments.limits import MEGABYTE
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.progress.errors import MeanwhileError, NoteError
from thidua.progress.forms import NoteForm
from thidua.progress.models import Note
from thidua.progress.note_lines import NoteLine
from thidua.progress.results import Target
from thidua.progress.rules import NoteWords, last_day
from thidua.progress.task_page import TaskPage
from thidua.progress.wordings import short_day, with_unit
from thidua.web.clock import today
from thidua.web.components import Crumb
from thidua.web.forms import faults_of
from thidua.web.number_field import written_number
from thidua.web.queries import QueryForm


class CorrectQuery(QueryForm):
    """Which note is corrected."""

    sua = forms.IntegerField(required=False, min_value=1)


@dataclass(frozen=True)
class MeasureField:
    """One measure to be noted; `beside` says what was noted last and what is due next."""

    target: Target
    field: forms.BoundField
    aim: str
    beside: str


class NotePage(TaskPage):
    """Raises Http404 where the reader has no such task, or no such note to correct."""

    def __init__(self, request: SignedIn, address: tuple[int, str, int]) -> None:
        super().__init__(request, address)
        self.error = ""
        self.meanwhile: tuple[Note, ...] = ()
        self.sent = request.POST if request.method == "POST" else None
        key = CorrectQuery.read(request.GET)["sua"]
        self.corrected: NoteLine | None = next(
            (one for one in self.standing_lines if one.note.pk == key), None
        )
        if key and self.corrected is None and self.sent is None:
            raise Http404
        self.corrects: int | None = key

    @cached_property
    def form(self) -> NoteForm:
        if self.sent is not None:
            return NoteForm(self.sent, self.request.FILES, task=self.progress, freers=self.freers)
        return NoteForm(initial=self._initial(), task=self.progress, freers=self.freers)

    @cached_property
    def freers(self) -> list[Organisation]:
        """Who above could free a task: the committees from the nearest up."""
        above = [int(part) for part in self.unit.path.split("/") if part][:-1]
        found = Organisation.objects.in_bulk(above)
        return [found[pk] for pk in reversed(above) if pk in found]

    @cached_property
    def reader(self) -> Organisation | None:
        """The nearest of them: one question to the database for both."""
        return next((one for one in self.freers if one.tier in READING), None)

    def words(self) -> NoteWords:
        return self.form.words(corrects=self.corrects)

    def refuse(self, refused: RefusedError) -> None:
        """Keep why the note was not taken; what somebody else wrote is shown beside it, and sending
        again then means that it was read.
        """
        self.error = as_sentence(refused)
        if isinstance(refused, MeanwhileError):
            self.meanwhile = refused.notes
            sent = self.request.POST.copy()
            sent["seen"] = str(refused.newest)
            self.form.data = sent

    @property
    def measures(self) -> list[MeasureField]:
        return [
            MeasureField(target, field, self._aim(target), self._beside(target))
            for target, field in self.form.measures()
        ]

    @property
    def milestones(self) -> list[tuple[str, str, str, bool]]:
        """Each milestone that no other note calls reached: value, words, day, whether ticked."""
        chosen = self.form["milestones"].value() or []
        return [
            (str(at), one.text, short_day(one.due_on), str(at) in chosen)
            for at, one in enumerate(self.progress.milestones)
            if one.reached_on is None or str(at) in chosen
        ]

    @property
    def faults(self) -> Iterator[str]:
        yield from faults_of(self.form)

    @property
    def most_megabytes(self) -> int:
        return current_limits().size // MEGABYTE

    @property
    def closed(self) -> str:
        """Why nothing is taken any more; "": it is."""
        if self.may_note:
            return ""
        if self.progress.withdrawn:
            return as_sentence(NoteError.withdrawn())
        return as_sentence(NoteError.year_over(self.year, last_day(self.year)))

    @property
    def heading(self) -> str:
        return _("Sửa ghi nhận") if self.corrects else _("Ghi tiến độ")

    @property
    def address_after(self) -> str:
        """The task, as a page of its own, with what was just noted."""
        return reverse("progress_task", args=(self.year, self.code, self.task.pk))

    @property
    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs, Crumb(self.progress.heading, self.address_after)]

    def _aim(self, target: Target) -> str:
        """“ha / 30”: the unit and what it goes to."""
        return f"{target.unit} / {written_number(target.target)}".strip(" /")

    def _beside(self, target: Target) -> str:
        """“lần trước 5 ha, ngày 20/7 · mốc 31/8: 15 ha”."""
        told = []
        if target.now is not None:
            value = (
                with_unit(target.now.value, target.unit)
                if target.now.value is not None
                else _("đã xong")
                if target.now.done
                else _("chưa xong")
            )
            told.append(
                _("lần trước {value}, ngày {day}").format(value=value, day=short_day(target.now.on))
            )
        ahead = next((one for one in self.progress.milestones if one.reached_on is None), None)
        if ahead is not None:
            told.append(_("mốc {day}: {text}").format(day=short_day(ahead.due_on), text=ahead.text))
        return " · ".join(told)

    def _initial(self) -> dict[str, object]:
        newest = max((one.note.pk for one in self.lines), default=0)
        initial: dict[str, object] = {
            "on": today(),
            "sent_as": uuid.uuid4(),
            "seen": newest,
        }
        if self.corrected is None:
            return initial
        return initial | self._initial_of(self.corrected)

    def _initial_of(self, line: NoteLine) -> dict[str, object]:
        """What the note that is corrected says."""
        note, reached = line.note, set(line.milestones)
        values = {
            f"m-{key}": (("1" if value else "0") if isinstance(value, bool) else value)
            for key, value in line.values.items()
        }
        return values | {
            "on": note.on,
            "text": note.text,
            "milestones": [
                str(at)
                for at, one in enumerate(self.progress.milestones)
                if (one.due_on, one.text) in reached
            ],
            "is_blocked": note.is_blocked,
            "blocked_by": note.blocked_by,
            "freed_by": str(note.freed_by_id or ""),
            "freed_by_name": note.freed_by_name,
        }
