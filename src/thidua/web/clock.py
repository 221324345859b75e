"""Which day the pages live on: today, or in a demo the day that its year is told on.

Dates that people read follow this clock. Sign-in, sessions, codes, tokens and seals keep the true
one.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """The day that deadlines are counted from. Grants never ask this clock: who may do what runs by
    real days.
    """
    demo_day: dt.date | None = settings.TODAY
    return demo_day or timezone.localdate()


def now() -> dt.datetime:
    """This moment, on the day that the pages live on; aware, in local time."""
    return shown(timezone.now())


def shown(at: dt.datetime) -> dt.datetime:
    """A stored moment (aware) as the pages tell it, in local time: in a demo as many days before
    its day as it is before today, so that one page never shows two years at once. What lies before
    the demo's day as it stands is of the year that is told: it stays.
    """
    local = timezone.localtime(at)
    return local if local.date() <= today() else local + (today() - timezone.localdate())
