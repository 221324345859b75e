"""Which day the pages live on: today, or in a demo the day that its year is told on."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

SATURDAY = 5


def today() -> dt.date:
    """The day that deadlines are counted from. Grants never ask this clock: who may do what runs by
    real days.
    """
    demo_day: dt.date | None = settings.TODAY
    return demo_day or timezone.localdate()


def working_days_later(day: dt.date, days: int) -> dt.date:
    """The day that lies so many working days after another; Saturdays and Sundays do not count,
    holidays do.
    """
    for _ in range(days):
        day += dt.timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += dt.timedelta(days=1)
    return day
