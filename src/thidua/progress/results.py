"""What was done of what was promised, as values: a task with its targets as it stood on a day, and
whether each target is reached. PURE: exact numbers, no database.

A *target* is one measure of an accepted task. What nobody noted is not known: never zero.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from thidua.vocabulary import Reached


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says of one measure: a number, or `done` of one that is done or not. `confirmed`:
    the committee above confirmed that note.
    """

    note: int
    on: dt.date
    value: Decimal | None
    done: bool | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Target:
    """One measure of a task as the accepted version names it, with what was noted.

    `now`: what counts on the day that was asked for; `at_end`: what counted when the task's own end
    had come (before it: the same as `now`)."""

    measure: int
    name: str
    unit: str
    target: Decimal | None
    higher_is_better: bool
    yes_no: bool
    main: bool
    last_year: Decimal | None
    now: Noted | None
    at_end: Noted | None

    @property
    def reached(self) -> Reached:
        return self._by(self.now)

    @property
    def reached_in_time(self) -> Reached:
        """The same by the task's own end: reached later is short here."""
        return self._by(self.at_end)

    def _by(self, noted: Noted | None) -> Reached:
        if noted is None:
            return Reached.UNKNOWN
        if self.yes_no:
            return Reached.REACHED if noted.done else Reached.SHORT
        return Reached.of(noted.value, self.target, higher_is_better=self.higher_is_better)


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """A milestone of the accepted version, and by when a note says that it was reached."""

    due_on: dt.date
    text: str
    reached_on: dt.date | None


@dataclass(frozen=True, slots=True)
class LatestNote:
    """The note of the latest day that stands (of one day the one written last)."""

    note: int
    on: dt.date
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """An accepted task as it stood on a day. `notes`: how many stand (corrected ones do not);
    `doers`: the people whom the accepted version names (their keys); `holder`, `of_person`: whose
    the registration is (`registrations.models.Holder`), of a post the key of who holds it.
    """

    task: int
    registration: int
    organisation: int
    position: int
    kind: str
    heading: str
    accepted_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    withdrawn: bool
    targets: tuple[Target, ...]
    milestones: tuple[MilestoneProgress, ...]
    notes: int
    latest: LatestNote | None
    doers: tuple[int, ...] = ()
    holder: str = ""
    of_person: int | None = None
