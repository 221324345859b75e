"""Background work of attachments: sweeping at night."""

from procrastinate.contrib.django import app

from thidua.attachments.sweeping import sweep

QUEUE = "attachments"


@app.periodic(cron="15 19 * * *")  # in UTC: a quarter past two at night here
@app.task(
    name="attachments.sweep", queue=QUEUE, queueing_lock="attachments.sweep", pass_context=False
)
def sweep_at_night(timestamp: int) -> None:
    """Delete bytes that no row speaks of. Where the store is away the next night does."""
    sweep()
