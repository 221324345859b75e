"""Background work of ballots: closing at the hour."""

from procrastinate.contrib.django import app

from thidua.ballots.closing import close_due

QUEUE = "ballots"


@app.periodic(cron="* * * * * */10")  # the sixth field counts seconds
@app.task(
    name="ballots.close_due", queue=QUEUE, queueing_lock="ballots.close_due", pass_context=False
)
def close_at_the_hour(timestamp: int) -> None:
    """A late worker closes late, but no vote gets in after the hour: casting asks the clock."""
    close_due()
