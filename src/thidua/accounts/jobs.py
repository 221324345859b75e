"""Background work of accounts: sweeping at night what holds for nobody any more."""

from procrastinate.contrib.django import app

from thidua.accounts.guessing import sweep_failed_attempts
from thidua.accounts.known_devices import sweep_devices
from thidua.accounts.sessions import sweep_sessions

QUEUE = "accounts"


@app.periodic(cron="25 19 * * *")  # in UTC: twenty-five past two at night here
@app.task(name="accounts.sweep", queue=QUEUE, queueing_lock="accounts.sweep", pass_context=False)
def sweep_at_night(timestamp: int) -> None:
    """Delete sessions that are over, machines long unused, counts of wrong attempts."""
    sweep_sessions()
    sweep_devices()
    sweep_failed_attempts()
