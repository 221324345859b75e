"""Background work of files on their way out: making one, and deleting those whose time is over."""

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thidua.access import preparing

_RETRY = RetryStrategy(wait=5, retry_exceptions=(OperationalError, InterfaceError))


@app.task(name=preparing.MAKE, queue=preparing.QUEUE, lock=preparing.MAKE, retry=_RETRY)
def make(file_id: int) -> None:
    """One at a time in the whole installation: people's pages come first."""
    preparing.work_on(file_id)


@app.periodic(cron="17 * * * *")
@app.task(
    name="access.purge", queue=preparing.QUEUE, queueing_lock="access.purge", pass_context=False
)
def purge(timestamp: int) -> None:
    """Every hour."""
    preparing.purge()
