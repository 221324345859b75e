"""Working days: Saturdays, Sundays and the days off of the list do not count."""

import datetime as dt
from collections.abc import Collection

from thidua.campaigns.models import DayOff

SATURDAY = 5


def days_off(first: dt.date, last: dt.date) -> frozenset[dt.date]:
    """The days of the list from a day to another, both included: one query."""
    found = DayOff.objects.filter(day__gte=first, day__lte=last)
    return frozenset(found.values_list("day", flat=True))


def works(day: dt.date, off: Collection[dt.date]) -> bool:
    """Whether offices work on a day, by days off that were read before."""
    return day.weekday() < SATURDAY and day not in off


def add_working_days(day: dt.date, number: int) -> dt.date:
    """The day that lies so many working days after another (before it: a negative number)."""
    step = dt.timedelta(days=1 if number > 0 else -1)
    # As many calendar days as the list could ever ask for: two weeks a working week, and a month.
    reach = step * (2 * abs(number) + 30)
    off = days_off(min(day, day + reach), max(day, day + reach)) if number else frozenset()
    for _ in range(abs(number)):
        day += step
        while not works(day, off):
            day += step
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """How many working days lie after a day up to another, that one included; 0 where there is
    none.
    """
    return working_days_counted(first, last, days_off(first, last))


def working_days_counted(first: dt.date, last: dt.date, off: Collection[dt.date]) -> int:
    """The same by days off that were read before, for whoever counts many."""
    days = max(0, (last - first).days)
    return sum(works(first + dt.timedelta(days=after), off) for after in range(1, days + 1))


def on_a_working_day(day: dt.date, off: Collection[dt.date]) -> dt.date:
    """A day, or the last working day before it: a deadline never moves past what was meant."""
    while not works(day, off):
        day -= dt.timedelta(days=1)
    return day
