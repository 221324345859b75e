"""One task with its notes: what was done, what blocks it, where the pace leads, who says what."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.acceptance.readers import answers_at, is_own, reader_of
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.progress.forms import PromiseForm
from thidua.progress.note_lines import NoteLine, note_lines, with_lead
from thidua.progress.pace import pace_of
from thidua.progress.permissions import may_note, officer_of
from thidua.progress.presenters import Row, YearLine, row_of, year_line
from thidua.progress.queries import standings_of, tasks_visible_to
from thidua.progress.results import Target, TaskProgress
from thidua.progress.rules import last_day
from thidua.progress.task_parts import (
    Blocked,
    Refused,
    ShownNote,
    ShownPace,
    ShownPromise,
    told_pace,
)
from thidua.progress.wordings import short_day, so_far, values_of, with_unit
from thidua.registrations.changing import may_change_accepted
from thidua.registrations.permissions import writes_for
from thidua.registrations.presenters import address_of_change, address_of_task
from thidua.web.clock import today
from thidua.web.components import Crumb


class TaskPage:
    """Filled when its template asks. Raises Http404 where the reader has no such task."""

    def __init__(
        self,
        request: SignedIn,
        address: tuple[int, str, int],
        *,
        refused: Refused | None = None,
    ) -> None:
        self.request, self.on, self.refused = request, today(), refused
        self.year, self.code, pk = address
        self.campaign = campaign_or_404(request, self.year)
        seen = tasks_visible_to(request.user, self.campaign).filter(pk=pk)
        found = standings_of(with_lead(seen), self.campaign)
        if not found or found[0].task.registration.organisation.code != self.code:
            raise Http404
        [self.standing] = found
        self.task = self.standing.task
        self.progress: TaskProgress = self.standing.progress
        self.unit: Organisation = self.task.registration.organisation

    @cached_property
    def row(self) -> Row:
        return row_of(self.standing, self.campaign, on=self.on)

    @property
    def line(self) -> YearLine:
        return year_line(self.year, self.on)

    @property
    def targets(self) -> list[tuple[Target, str, str]]:
        """Each measure with its target and how far it is, in words."""
        return [
            (
                one,
                _("xong") if one.yes_no else with_unit(one.target, one.unit),
                so_far(one),
            )
            for one in self.progress.targets
        ]

    @property
    def month(self) -> int:
        return self.on.month

    @cached_property
    def reader(self) -> Organisation | None:
        return reader_of(self.unit)

    @property
    def reader_name(self) -> str:
        return committee_name(self.reader) if self.reader is not None else ""

    @cached_property
    def writes(self) -> bool:
        """Whether the reader notes this task, in its time: for its unit, or as who does it."""
        return writes_for(self.request.user, self.unit) or may_note(self.request.user, self.task)

    @property
    def may_note(self) -> bool:
        """Whether they do now: notes of a year end with the next January, a withdrawn task takes
        none.
        """
        return self.writes and not self.progress.withdrawn and self.on <= last_day(self.year)

    @cached_property
    def may_check(self) -> bool:
        registration = self.task.registration
        return (
            self.reader is not None
            and answers_at(scope_of_request(self.request), self.reader)
            and not is_own(self.request.user, self.unit, registration.person_id)
        )

    @cached_property
    def lines(self) -> list[NoteLine]:
        return note_lines(self.task)

    @property
    def standing_lines(self) -> list[NoteLine]:
        """The notes that count, the latest day first."""
        return [one for one in self.lines if not one.corrected]

    @cached_property
    def notes(self) -> list[ShownNote]:
        by_key = {one.note.pk: one for one in self.lines}
        return [self._note(one, by_key) for one in self.standing_lines]

    def _note(self, line: NoteLine, by_key: dict[int, NoteLine]) -> ShownNote:
        earlier = list(_corrected_by(line, by_key))
        files = [file for one in (line, *earlier) for file in one.files if not file.removed_why]
        refused = self.refused
        typed = {}
        if refused is not None and refused.note == line.note.pk:
            typed[refused.act] = refused.form["text"].value() or ""
        return ShownNote(
            line=line,
            values=self._values(line),
            milestones=[f"{text} ({short_day(day)})" for day, text in line.milestones],
            files=files,
            earlier=[
                ShownNote(one, self._values(one), [text for _day, text in one.milestones], ())
                for one in earlier
            ],
            may_check=self.may_check and line.confirmed is None,
            may_answer=self.writes and line.open_question is not None,
            may_correct=self.may_note,
            typed=typed,
        )

    def _values(self, line: NoteLine) -> str:
        measures = ((one.measure, one.name, one.unit) for one in self.progress.targets)
        return values_of(line.values, measures)

    @cached_property
    def blocked(self) -> Blocked | None:
        """What blocks the task now: of the latest note, since the first of those that follow on
        each other.
        """
        run = []
        for one in self.standing_lines:
            if not one.note.is_blocked:
                break
            run.append(one)
        if not run or self.progress.withdrawn or self.standing.state.is_done:
            return None
        note = run[0].note
        whom = committee_name(note.freed_by) if note.freed_by is not None else note.freed_by_name
        freers = [unit for unit in (note.freed_by, self.reader) if unit is not None]
        return Blocked(
            note=note.pk,
            since=short_day(run[-1].note.on),
            what=note.blocked_by,
            whom=whom,
            promises=[
                ShownPromise(one.unit, one.text, self._until(one.until))
                for line in run
                for one in line.promises
            ],
            may_promise=any(officer_of(self.request.user, unit) is not None for unit in freers),
        )

    def _until(self, until: dt.date | None) -> str:
        if until is None:
            return ""
        over = (self.on - until).days
        if over <= 0:
            return _("hẹn xong trước {day}").format(day=short_day(until))
        return _("hẹn {day}, quá hẹn {number} ngày").format(
            day=short_day(until), number=format_number(over)
        )

    @property
    def promise_form(self) -> forms.Form:
        refused = self.refused
        return refused.form if refused is not None and refused.act == "promise" else PromiseForm()

    @property
    def paces(self) -> list[ShownPace]:
        """What is said of each measure; nothing of a task that is done or over."""
        if self.standing.state.is_done or self.progress.withdrawn:
            return []
        several = len(self.progress.targets) > 1
        found = []
        for one in self.progress.targets:
            pace = pace_of(
                self._points(one),
                target=one.target,
                higher_is_better=one.higher_is_better,
                ends_on=self.progress.ends_on or self.campaign.cut_off_date,
                on=self.on,
            )
            if pace is not None:
                found.append(told_pace(pace, one, several=several))
        return found

    def _points(self, target: Target) -> list[tuple[dt.date, Decimal]]:
        """A number a day, the first day first."""
        by_day: dict[dt.date, Decimal] = {}
        for line in reversed(self.standing_lines):
            value = line.values.get(target.measure)
            if isinstance(value, Decimal):
                by_day[line.note.on] = value
        return sorted(by_day.items())

    @property
    def change_address(self) -> str:
        """Where the unit asks for another target; "": not this reader, or not now."""
        may = writes_for(self.request.user, self.unit) and may_change_accepted(self.task)
        return address_of_change(self.task) if may else ""

    @property
    def registered_address(self) -> str:
        """What was registered, for whoever may read that."""
        covers = scope_of_request(self.request).covers(self.unit.path)
        return address_of_task(self.task) if covers else ""

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(self.unit.name, reverse("progress_unit", args=(self.year, self.code)))]


def _corrected_by(line: NoteLine, by_key: dict[int, NoteLine]) -> Iterator[NoteLine]:
    here = by_key.get(line.note.corrects_id or 0)
    while here is not None:
        yield here
        here = by_key.get(here.note.corrects_id or 0)
