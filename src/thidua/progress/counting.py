"""How many targets of a subject are done: the sums that a rating is fed with. PURE: exact numbers,
no database.

A *target* is one measure of an accepted task, one indicator with a target value, or one item of a
member's own commitment. Each counts once. Whose withdrawal was accepted is left out of the whole
and of the part. A result that nobody noted is not known, and neither is one that is short while
there is still time: a share is known once everything in it is (docs/decisions/063).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from thidua.progress.results import TaskProgress
from thidua.vocabulary import Reached

_STEP = Decimal("0.0001")
"""Of a stored percentage, and of every threshold it is held against."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One target as it is counted. `in_time`: how it stood at its own end; `closed`: its own end or
    the cut-off has passed, so what is short stays short; `confirmed`: by the committee above.
    """

    reached: Reached
    in_time: Reached
    closed: bool
    main: bool = False
    confirmed: bool = False
    withdrawn: bool = False

    @property
    def done(self) -> bool | None:
        """None: cannot tell, for want of a result or because there is still time."""
        if self.reached.is_done:
            return True
        return False if self.closed and self.reached is Reached.SHORT else None

    @property
    def on_time(self) -> bool | None:
        """Done by its own end, and still done. None: cannot tell."""
        if not self.done:
            return self.done
        return None if self.in_time is Reached.UNKNOWN else self.in_time.is_done


@dataclass(frozen=True, slots=True)
class Counted:
    """The targets of one subject. `unknown`: of how many nobody can tell whether they are done;
    `on_time_unknown`: of how many, whether in time; `noted`: of how many somebody noted a result;
    `unconfirmed`: results that count and that the level above has not confirmed; `withdrawn`: left
    out of all other numbers.
    """

    total: int = 0
    done: int = 0
    exceeded: int = 0
    on_time: int = 0
    unknown: int = 0
    on_time_unknown: int = 0
    main: int = 0
    main_done: int = 0
    main_missed: int = 0
    noted: int = 0
    unconfirmed: int = 0
    withdrawn: int = 0

    @property
    def missed(self) -> int:
        return self.total - self.done - self.unknown

    @property
    def done_known(self) -> int | None:
        return None if self.unknown else self.done

    @property
    def exceeded_known(self) -> int | None:
        return None if self.unknown else self.exceeded

    @property
    def on_time_known(self) -> int | None:
        return None if self.on_time_unknown else self.on_time

    @property
    def share_done(self) -> Decimal | None:
        """Percent, with four decimals; rounded down, never up to a threshold that the exact share
        does not reach: 2 of 3 is 66.6666.
        """
        if not self.total or self.unknown:
            return None
        return _percent(self.done, self.total, ROUND_FLOOR)

    @property
    def share_below_standard(self) -> Decimal | None:
        """Percent of the targets that were not reached, or late; rounded up: it is held against a
        most.
        """
        if not self.total or self.on_time_unknown:
            return None
        return _percent(self.total - self.on_time, self.total, ROUND_CEILING)

    @property
    def main_all_done(self) -> bool | None:
        """False as soon as one main target is missed, true once all are done; without a main
        target nobody can tell.
        """
        if self.main_missed:
            return False
        return True if self.main and self.main_done == self.main else None


def count(aims: Iterable[Aim]) -> Counted:
    """The sums over these targets."""
    asked = list(aims)
    here = [aim for aim in asked if not aim.withdrawn]
    main = [aim for aim in here if aim.main]
    return Counted(
        total=len(here),
        done=sum(aim.done is True for aim in here),
        exceeded=sum(aim.reached is Reached.EXCEEDED for aim in here),
        on_time=sum(aim.on_time is True for aim in here),
        unknown=sum(aim.done is None for aim in here),
        on_time_unknown=sum(aim.on_time is None for aim in here),
        main=len(main),
        main_done=sum(aim.done is True for aim in main),
        main_missed=sum(aim.done is False for aim in main),
        noted=sum(aim.reached is not Reached.UNKNOWN for aim in here),
        unconfirmed=sum(aim.reached is not Reached.UNKNOWN and not aim.confirmed for aim in here),
        withdrawn=len(asked) - len(here),
    )


def is_closed(ends_on: dt.date | None, *, on: dt.date, cut_off: dt.date) -> bool:
    """Whether, asked on a day, a target's own end or the cut-off has passed."""
    return on > (cut_off if ends_on is None else min(ends_on, cut_off))


def aims_of(task: TaskProgress, *, on: dt.date, cut_off: dt.date) -> Iterator[Aim]:
    """The targets of one task, asked on a day; `task` as it stood then, or at the cut-off if that
    came first.
    """
    closed = is_closed(task.ends_on, on=on, cut_off=cut_off)
    for target in task.targets:
        yield Aim(
            reached=target.reached,
            in_time=target.reached_in_time,
            closed=closed,
            main=target.main,
            confirmed=target.now is not None and target.now.confirmed,
            withdrawn=task.withdrawn,
        )


def aim_of_item(done: bool | None, until: dt.date | None, *, on: dt.date, cut_off: dt.date) -> Aim:
    """One item of a member's commitment: done, not done, or noted by nobody. On which day it was
    done is not noted, so what is done counts as in time.
    """
    words = {True: Reached.REACHED, False: Reached.SHORT, None: Reached.UNKNOWN}
    return Aim(words[done], words[done], is_closed(until, on=on, cut_off=cut_off), confirmed=True)


def aim_of_result(reached: Reached, *, on: dt.date, cut_off: dt.date) -> Aim:
    """One indicator, whose own end is the cut-off. Its numbers are reported, not confirmed."""
    return Aim(reached, reached, is_closed(None, on=on, cut_off=cut_off), confirmed=True)


def _percent(part: int, whole: int, rounding: str) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(_STEP, rounding=rounding)
