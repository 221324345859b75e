"""The days of an objection, counted by the clock of the pages, in whole days: until when it can be
sent, when it is answered, when the last instance is over.

Days of a procedure are calendar days; the last one is included, to its midnight."""

import datetime as dt
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.objections.models import Objection, State
from thidua.procedures.reading import procedure_of
from thidua.web.clock import shown, today


@dataclass(frozen=True)
class Window:
    """From being told to the last day on which an objection is taken, both included."""

    told_on: dt.date
    days: int

    @property
    def last(self) -> dt.date:
        return self.told_on + dt.timedelta(days=self.days)

    @property
    def is_open(self) -> bool:
        return today() <= self.last

    @property
    def left(self) -> int:
        """Days that are left after today; below 0: over."""
        return (self.last - today()).days

    @property
    def day(self) -> int:
        """Which day of the period today is: the first after being told is 1."""
        return (today() - self.told_on).days


def told_on(decision: Decision) -> dt.date:
    """When subjects were told: the day it was issued, never before the day that it bears."""
    if decision.issued_at is None:
        return decision.decided_on
    return max(decision.decided_on, shown(decision.issued_at).date())


def window_of(campaign: Campaign, told: dt.date) -> Window:
    """In which a first objection is taken. Raises NoProcedureInForceError."""
    return Window(told, procedure_of(campaign).objection_days)


def second_window(first: Objection) -> Window | None:
    """In which a kept answer goes to the next instance; None: it does not."""
    if first.state != State.KEPT or first.instance != 1 or first.answered_on is None:
        return None
    return Window(first.answered_on, procedure_of(first.campaign).second_objection_days)


def answer_by(campaign: Campaign, sent_on: dt.date) -> dt.date:
    """The day of the answer, which the receipt names."""
    return sent_on + dt.timedelta(days=procedure_of(campaign).answer_days)


def over_on(objection: Objection) -> dt.date | None:
    """The day on which the last instance was, or will be, over; None: it is open."""
    if objection.state == State.WITHDRAWN:
        return objection.withdrawn_on
    if objection.answered_on is None:
        return None
    second = getattr(objection, "second", None)
    if second is not None and second.state != State.WITHDRAWN:
        return over_on(second)
    window = second_window(objection)
    return window.last if window is not None else objection.answered_on


def erased_on(objection: Objection) -> dt.date | None:
    """The day from which health papers are no longer kept; None: not known yet."""
    over = over_on(objection)
    if over is None:
        return None
    return over + dt.timedelta(days=procedure_of(objection.campaign).health_papers_days)
