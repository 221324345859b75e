"""Rows of the pages: a task on the line of its year, with its state in words and a shape."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.language import as_sentence
from thidua.progress.line import Line, Shape, line_of, months, percent, place_of
from thidua.progress.queries import Standing
from thidua.progress.results import MilestoneProgress, TaskProgress
from thidua.progress.states import TaskState, counted_on, late_since
from thidua.progress.wordings import (
    Piece,
    lead_of,
    main_target,
    short_day,
    so_far,
    state_words,
    whose,
    with_unit,
    year_sentence,
)
from thidua.registrations.models import Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a unit's page. `number`: of key tasks; None of a breakthrough."""

    task: TaskProgress
    number: int | None
    state: TaskState
    state_words: str
    figures: str
    more_measures: int
    lead: str
    whose: str
    line: Line
    spoken: str
    href: str

    @property
    def key(self) -> str:
        return f"task-{self.task.task}"

    @property
    def heading(self) -> str:
        return self.task.heading

    @property
    def is_behind(self) -> bool:
        """Whether its words are strong: it asks for somebody."""
        return self.state in {TaskState.LATE, TaskState.BLOCKED, TaskState.MISSED}


@dataclass(frozen=True, slots=True)
class Month:
    """A month's heading above the lines; `x`: where it begins."""

    name: str
    x: str
    middle: str
    near_today: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """What stands above the lines: the months, and today with its day ("": not of this year)."""

    months: tuple[Month, ...]
    today: str
    today_x: str


def year_line(year: int, on: dt.date) -> YearLine:
    inside = on.year == year
    now = place_of(on, year)
    found = []
    for month, place in months(year):
        middle = place + 1000 // 24
        found.append(
            Month(
                _("T{number}").format(number=month),
                percent(place),
                percent(middle),
                inside and abs(middle - now) < 45,
            )
        )
    return YearLine(tuple(found), short_day(on) if inside else "", percent(now))


def rows_of(standings: Sequence[Standing], campaign: Campaign, *, on: dt.date) -> list[Row]:
    """In the order of the registration: key tasks, then breakthroughs. `standings`: as
    `with_lead` gives them; `on`: today.
    """
    numbers = iter(range(1, len(standings) + 1))
    ordered = sorted(standings, key=lambda one: (one.progress.kind != Kind.KEY_TASK, _place(one)))
    return [
        row_of(
            one,
            campaign,
            on=on,
            number=next(numbers) if one.progress.kind == Kind.KEY_TASK else None,
        )
        for one in ordered
    ]


def _place(one: Standing) -> tuple[int, int]:
    return one.progress.position, one.task.pk


def row_of(
    standing: Standing, campaign: Campaign, *, on: dt.date, number: int | None = None
) -> Row:
    """One task as it stands on a day."""
    task, state = standing.progress, standing.state
    registration = standing.task.registration
    target = main_target(task)
    return Row(
        task=task,
        number=number,
        state=state,
        state_words=state_words(task, state, on=on),
        figures=so_far(target) if target is not None else "",
        more_measures=max(len(task.targets) - 1, 0),
        lead=lead_of(getattr(standing.task, "person_words", None)),
        whose=whose(registration),
        line=_line(task, campaign, state, on),
        spoken=" ".join([as_sentence(state_words(task, state, on=on)), *_spoken(task, on)]),
        href=address_of_task(campaign.year, registration.organisation.code, task.task),
    )


def address_of_task(year: int, code: str, pk: int) -> str:
    return reverse("progress_task", args=(year, code, pk))


def sentence_of(rows: Sequence[Row], *, on: dt.date) -> list[Piece]:
    """The year so far in one sentence."""
    late = sum(
        row.state == TaskState.BLOCKED and late_since(row.task, on=on) is not None for row in rows
    )
    return year_sentence([row.state for row in rows], late)


def shape_of(milestone: MilestoneProgress, on: dt.date) -> Shape:
    """How a milestone is drawn on a day."""
    if milestone.reached_on is not None:
        return Shape.REACHED
    return Shape.LATE if milestone.due_on < on else Shape.AHEAD


def _line(task: TaskProgress, campaign: Campaign, state: TaskState, on: dt.date) -> Line:
    year = campaign.year
    begin = task.starts_on or max(task.accepted_on, dt.date(year, 1, 1))
    end = task.ends_on or campaign.cut_off_date
    marks = [(one.due_on, one.text, shape_of(one, on)) for one in task.milestones]
    target = main_target(task)
    if target is not None and all(day != end for day, _text, _shape in marks):
        done = Shape.REACHED if state.is_done else Shape.LATE if end < on else Shape.AHEAD
        marks.append((end, _goal(task), done))
    stands = counted_on(on, cut_off=campaign.cut_off_date)
    if state.is_done and task.latest is not None:
        stands = max(task.latest.on, begin)
    return line_of(year, (begin, max(end, begin)), marks, on=stands)


def _goal(task: TaskProgress) -> str:
    target = main_target(task)
    if target is None or target.yes_no:
        return _("xong")
    return with_unit(target.target, target.unit)


def _spoken(task: TaskProgress, on: dt.date) -> Iterator[str]:
    """The line read aloud."""
    if task.starts_on is not None and task.ends_on is not None:
        yield _("Từ {begin} đến {end}.").format(
            begin=short_day(task.starts_on), end=short_day(task.ends_on)
        )
    words = {Shape.REACHED: _("đã đạt"), Shape.AHEAD: _("sắp tới"), Shape.LATE: _("chậm")}
    for one in task.milestones:
        yield _("Mốc {day}, {text}: {state}.").format(
            day=short_day(one.due_on), text=one.text, state=words[shape_of(one, on)]
        )
