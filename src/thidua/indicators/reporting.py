"""How often an indicator is reported, and how its numbers count over the year. No database."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DUE_DAY = 8
"""Of the month after: local, confirmed by nobody."""
MONTHS = 12


class HowOften(TextChoices):
    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")

    @property
    def months(self) -> int:
        return 3 if self is HowOften.QUARTER else 1


class HowCounted(TextChoices):
    """Whether a number grows from January on (people admitted), or says how high something stands
    (a percentage).
    """

    GROWS = "grows", _("cộng dồn từ đầu năm")
    LEVEL = "level", _("mức tại thời điểm")


@dataclass(frozen=True)
class Reported:
    """How an indicator is reported; `counted` "": nobody has said how its numbers count."""

    how_often: HowOften = HowOften.MONTH
    due_day: int = DUE_DAY
    answered_by: str = ""
    counted: str = ""


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def is_month_end(day: dt.date) -> bool:
    return day == month_end(day.year, day.month)


def last_period(day: dt.date, often: HowOften, year: int) -> dt.date | None:
    """The last month or quarter of a year that is over on a day, by its last day; None: none is."""
    ends = (month_end(year, month) for month in range(often.months, MONTHS + 1, often.months))
    return max((end for end in ends if end < day), default=None)


def due_on(end: dt.date, due_day: int) -> dt.date:
    """By when the number of a period is wanted: a day of the month after."""
    return (end + dt.timedelta(days=1)).replace(day=due_day)
