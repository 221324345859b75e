"""Quiet at night: from when on a letter may go out."""

import datetime as dt

from django.utils import timezone

from thidua.notices.parameters import QUIET_FROM, QUIET_UNTIL


def not_before(moment: dt.datetime) -> dt.datetime:
    """The moment itself (aware), or the end of the night that it lies in, by the local clock.

    The true clock, also in a demo: letters go out by real hours."""
    local = timezone.localtime(moment)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() if local.time() < QUIET_UNTIL else local.date() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, QUIET_UNTIL))
