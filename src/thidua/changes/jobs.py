"""Background work of changes: the tree changes on its day."""

import logging

from procrastinate.contrib.django import app

from thidua.changes.actions import carry_out_scheduled
from thidua.changes.models import Change, State
from thidua.errors import RefusedError
from thidua.web.clock import today

LOG = logging.getLogger("thidua.changes")
QUEUE = "changes"


@app.periodic(cron="5 17 * * *")  # in UTC: five past midnight here
@app.task(name="changes.due", queue=QUEUE, queueing_lock="changes.due", pass_context=False)
def make_what_is_due(timestamp: int) -> None:
    """Make the changes of the tree whose day has come; one that cannot be made waits for the next
    night, and its page says what is to be finished.
    """
    due = Change.objects.filter(state=State.SCHEDULED, on__lte=today()).order_by("on", "pk")
    for change in due:
        try:
            carry_out_scheduled(change=change)
        except RefusedError as error:
            LOG.warning("a scheduled change (%s) waits: %s", change.pk, error.text.en)
