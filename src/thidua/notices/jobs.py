"""Background work of notices: letters, the weekly one, what is kept no longer."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.notices.delivering import deliver
from thidua.notices.digest import queue_digests
from thidua.notices.models import Letter, LetterState, Notice
from thidua.notices.parameters import READ_KEPT_FOR

QUEUE = "notices"


@app.periodic(cron="* * * * * */15")  # the sixth field counts seconds
@app.task(name="notices.deliver", queue=QUEUE, queueing_lock="notices.deliver", pass_context=False)
def send_letters(timestamp: int) -> None:
    """Send what is due; a letter that cannot go out now waits."""
    deliver()


@app.periodic(cron="0 0 * * 1")  # in UTC: Monday, seven in the morning here
@app.task(name="notices.digest", queue=QUEUE, queueing_lock="notices.digest", pass_context=False)
def weekly(timestamp: int) -> None:
    """Put the weekly letters into the queue."""
    queue_digests(dt.datetime.fromtimestamp(timestamp, tz=dt.UTC))


@app.periodic(cron="35 19 * * *")  # in UTC: twenty-five to three at night here
@app.task(name="notices.sweep", queue=QUEUE, queueing_lock="notices.sweep", pass_context=False)
def sweep_at_night(timestamp: int) -> None:
    """Delete what its time is over (`READ_KEPT_FOR`)."""
    sweep(timezone.now())


def sweep(moment: dt.datetime) -> tuple[int, int]:
    """Delete notices read, and letters done with, so long ago; how many of each. What nobody read
    and what still waits stays.
    """
    before = moment - READ_KEPT_FOR
    notices, _ = Notice.objects.filter(read_at__lt=before).delete()
    done = ~Q(state=LetterState.WAITING)
    letters, _ = Letter.objects.filter(done, made_at__lt=before).delete()
    return notices, letters
