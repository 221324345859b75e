"""Which month a unit enters next, and what is due for it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.indicators.lines import Line
from thidua.indicators.reporting import MONTHS, due_on, month_end
from thidua.web.clock import today


@dataclass(frozen=True)
class Period:
    """A month's end with the indicators that are reported for it, and by when."""

    on: dt.date
    lines: tuple[Line, ...]

    @property
    def due_on(self) -> dt.date | None:
        """The first day on which one of them is due; None: nothing is."""
        return min((due_on(self.on, line.reported.due_day) for line in self.lines), default=None)


def period(lines: Iterable[Line], on: dt.date) -> Period:
    """What is reported for a month."""
    wanted = (line for line in lines if on.month % line.reported.how_often.months == 0)
    return Period(on, tuple(wanted))


def latest_month(campaign: Campaign) -> dt.date:
    """The last month that numbers may be entered for: this one, or the year's last; of a year that
    has not begun its first.
    """
    now = today()
    if now.year < campaign.year:
        return month_end(campaign.year, 1)
    return month_end(campaign.year, now.month if now.year == campaign.year else MONTHS)


def next_month(campaign: Campaign, noted: Iterable[dt.date | None]) -> dt.date:
    """The month after the last that has a number, as far as there is one; without any the last
    that is over.
    """
    latest = latest_month(campaign)
    last = max((day for day in noted if day is not None), default=None)
    if last is None:
        over = latest if latest < today() else month_end(latest.year, max(1, latest.month - 1))
        return min(over, latest)
    return min(month_end(last.year, min(last.month + 1, MONTHS)), latest)


def months_of(campaign: Campaign) -> Sequence[dt.date]:
    """Every month that may be entered."""
    last = latest_month(campaign).month
    return [month_end(campaign.year, month) for month in range(1, last + 1)]
