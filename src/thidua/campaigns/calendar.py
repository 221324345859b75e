"""The calendar of a year: its steps with their days, where a day falls, the line of the year."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, Step
from thidua.web.components import YearStep


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


def step_on(steps: list[StepOfYear], day: dt.date) -> Step | None:
    """The step that the calendar is in; None before the first day, after the last, or without a
    calendar.
    """
    if not any(step.due_on for step in steps) or (steps[0].opens_on and day < steps[0].opens_on):
        return None
    return next((step.step for step in steps if step.due_on and step.due_on >= day), None)


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
                until=_until(step.due_on, known[0].due_on),
                state="now" if step.step == now else "done" if step.due_on < today else "later",
                weight=max(1, min(5, round(days / 30))),
                today=f"{inside}%"
                if step.step == now or (now is None and step is known[-1] and inside == 100)
                else "",
            )
        )
    return line


def _until(day: dt.date, first: dt.date | None) -> str:
    """The year is named only where it is not the year's own."""
    written = f"{day:%d/%m}" if first and day.year == first.year else f"{day:%d/%m/%y}"
    return _("đến {written}").format(written=written)


def rating_due(campaign: Campaign) -> dt.date | None:
    """The day by which ratings are to be decided."""
    return next((step.due_on for step in steps_of(campaign) if step.step == Step.RATE), None)
