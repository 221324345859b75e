"""The calendar of a year: its steps with their days, where a day falls, the line of the year."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Step
from thidua.numbers import format_number
from thidua.web.clock import today as this_day
from thidua.web.components import State, YearStep
from thidua.web.units import name_of


@dataclass(frozen=True)
class StepOfYear:
    """A step with its days: it opens when the one before is due (the first: on the launch day)."""

    step: Step
    opens_on: dt.date | None
    due_on: dt.date | None


def steps_of(campaign: Campaign) -> list[StepOfYear]:
    """The eight steps in order, with the days known of each; the calendar that came with the
    campaign saves a query.
    """
    calendar = getattr(campaign, "calendar", None)
    if calendar is None:
        due = {deadline.step: deadline.due_on for deadline in campaign.deadlines.all()}
    else:
        due = {entry["step"]: dt.date.fromisoformat(entry["due_on"]) for entry in calendar}
    steps: list[StepOfYear] = []
    opens = campaign.launch_date
    for step in Step:
        due_on = due.get(step)
        steps.append(StepOfYear(step, opens, due_on))
        opens = due_on + dt.timedelta(days=1) if due_on else opens
    return steps


def has_opened(campaign: Campaign, step: Step) -> bool:
    """Whether a step asks something yet, or the day it opens on is not set."""
    known = next(one for one in steps_of(campaign) if one.step == step)
    return known.opens_on is None or known.opens_on <= this_day()


def step_on(steps: list[StepOfYear], day: dt.date) -> Step | None:
    """The step that the calendar is in; None before the first day, after the last, or without a
    calendar.
    """
    if not any(step.due_on for step in steps) or (steps[0].opens_on and day < steps[0].opens_on):
        return None
    return next((step.step for step in steps if step.due_on and step.due_on >= day), None)


def note_of(step: StepOfYear, *, now: Step | None, today: dt.date, opened: bool) -> str:
    """The date that says most of a step: when it was done, by when it is due, when it begins.

    A step whose page may be opened before it begins says by when it is due."""
    if step.due_on is None:
        return ""
    if step.due_on < today:
        words, day = _("xong {day}"), step.due_on
    elif opened or step.step == now or step.opens_on is None:
        words, day = _("hạn {day}"), step.due_on
    else:
        words, day = _("mở từ {day}"), step.opens_on
    return words.format(day=f"{day:%d/%m/%Y}")


@dataclass(frozen=True)
class FoldedYear:
    """The year in one line: where it stands in words, and a mark for each of its steps."""

    words: str
    states: tuple[State, ...]


def folded_year(steps: list[StepOfYear], *, today: dt.date) -> FoldedYear:
    """The year as a phone shows it: “Bước 5/8 · còn 8 ngày”."""
    now = step_on(steps, today)
    states = tuple(_state(step, now=now, today=today) for step in steps)
    if now is None:
        over = bool(states) and all(state == "done" for state in states)
        return FoldedYear(_("Đã qua các bước của năm") if over else _("Các bước của năm"), states)
    number, step = next((n, one) for n, one in enumerate(steps, start=1) if one.step == now)
    words = _("Bước {number}/{steps}").format(number=number, steps=len(steps))
    return FoldedYear(f"{words} · {_left(step, today)}", states)


def _left(step: StepOfYear, today: dt.date) -> str:
    days = (step.due_on - today).days if step.due_on else 0
    if not days:
        return _("hạn hôm nay")
    return _("còn {days}").format(days=f"{format_number(days)} {name_of(days, 'day')}")


def _state(step: StepOfYear, *, now: Step | None, today: dt.date) -> State:
    if step.step == now:
        return "now"
    return "done" if step.due_on and step.due_on < today else "later"


def year_line(steps: list[StepOfYear], *, today: dt.date) -> list[YearStep]:
    """The steps that have a deadline, as a line with today on it."""
    known = [step for step in steps if step.due_on]
    now = step_on(steps, today)
    line: list[YearStep] = []
    for step in known:
        assert step.due_on is not None  # noqa: S101  (narrowed above; for the type checker)
        starts = step.opens_on or dt.date(step.due_on.year, 1, 1)
        days = max(1, (step.due_on - starts).days + 1)
        inside = max(0, min(100, round(100 * (today - starts).days / days)))
        line.append(
            YearStep(
                name=str(step.step.label),
                until=f"{step.due_on:%d/%m/%Y}",
                left=_left(step, today) if step.step == now else "",
                state=_state(step, now=now, today=today),
                weight=max(1, min(3, round(days / 60))),
                today=f"{inside}%"
                if step.step == now or (now is None and step is known[-1] and inside == 100)
                else "",
            )
        )
    return line


def rating_due(campaign: Campaign) -> dt.date | None:
    """The day by which ratings are to be decided."""
    return next((step.due_on for step in steps_of(campaign) if step.step == Step.RATE), None)
