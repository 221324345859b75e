"""The page of a unit's year: its tasks on the line of the year, what to do next."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from thidua.acceptance.readers import answers_at, reader_of
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import steps_of
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign, Step
from thidua.indicators.tabs import ShownTab, tabs_for
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.progress.note_lines import with_lead
from thidua.progress.presenters import Row, YearLine, rows_of, sentence_of, year_line
from thidua.progress.queries import Standing, standings_of, tasks_visible_to
from thidua.progress.states import TaskState
from thidua.progress.wordings import Piece, leader_of
from thidua.registrations.models import Kind, Task
from thidua.registrations.permissions import writes_for
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.web.components import Crumb


class UnitPage:
    """Filled when its template asks. Raises Http404 outside the reader's part, unless they do one
    of the unit's tasks: then those alone.
    """

    here = "progress_unit"

    def __init__(self, request: SignedIn, year: int, code: str) -> None:
        self.request, self.on = request, today()
        self.campaign: Campaign = campaign_or_404(request, year)
        unit = Organisation.objects.filter(code=code).first()
        if unit is None:
            raise Http404
        self.unit: Organisation = unit
        self.scope = scope_of_request(request)
        if not self.covers and not self.tasks:
            raise Http404

    @property
    def covers(self) -> bool:
        """Whether the reader sees the whole unit, not tasks of their own alone."""
        return self.scope.covers(self.unit.path)

    @cached_property
    def tasks(self) -> list[Task]:
        """In the order of the registration."""
        seen = tasks_visible_to(self.request.user, self.campaign)
        own = with_lead(seen.filter(registration__organisation=self.unit))
        return list(own.order_by("position", "pk"))

    @cached_property
    def standings(self) -> list[Standing]:
        return standings_of(self.tasks, self.campaign)

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self.standings, self.campaign, on=self.on)

    @cached_property
    def sentence(self) -> list[Piece]:
        return sentence_of(self.rows, on=self.on)

    @property
    def line(self) -> YearLine:
        return year_line(self.campaign.year, self.on)

    @property
    def opened(self) -> str:
        """The key of the row that is open from the start: the first that asks for somebody."""
        waiting = (TaskState.BLOCKED, TaskState.LATE)
        return next((row.key for row in self.rows if row.state in waiting), "")

    @property
    def leading(self) -> tuple[int, ...]:
        """The people whom the page names as leading a task."""
        found = (leader_of(getattr(one.task, "person_words", None)) for one in self.standings)
        return tuple(sorted({one for one in found if one is not None}))

    @property
    def key_tasks(self) -> int:
        return sum(row.task.kind == Kind.KEY_TASK for row in self.rows)

    @property
    def breakthroughs(self) -> int:
        return len(self.rows) - self.key_tasks

    @cached_property
    def may_note(self) -> bool:
        return writes_for(self.request.user, self.unit)

    @property
    def due_on(self) -> dt.date | None:
        """By when the step is to be done, as the year's calendar says."""
        days = (one.due_on for one in steps_of(self.campaign) if one.step == Step.CARRY_OUT)
        return next(days, None)

    @cached_property
    def reader(self) -> Organisation | None:
        return reader_of(self.unit)

    @property
    def reader_name(self) -> str:
        return committee_name(self.reader) if self.reader is not None else ""

    @property
    def checks_below(self) -> str:
        """Where the reader reads results of units below; "": nowhere."""
        if not answers_at(self.scope, self.unit):
            return ""
        return reverse("progress_waiting", args=(self.campaign.year, self.unit.code))

    @property
    def movement(self) -> str:
        """What the unit and everything under it does, for whoever has units below or stands above;
        "": this page says it all.
        """
        if not self.covers or (self.may_note and self.unit.tier == Tier.CELL):
            return ""
        return reverse("movement_of", args=(self.campaign.year, self.unit.code))

    @property
    def tabs(self) -> Sequence[ShownTab]:
        return tabs_for(self.request, self.campaign, self.unit, here=self.here)

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(self.unit.name)]
