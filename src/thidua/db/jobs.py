"""The queue of background work: it lives in the database, and a job that a stopped worker left is
taken up again.
"""

from procrastinate.contrib.django import app

QUEUE = "db"
HEARTBEAT, STALLED_AFTER = 5.0, 20.0
"""Seconds: how often a worker leaves a sign of life, and after how long without one its jobs are
given to another.

A worker that is only slow may lose its job to another: every job does its work under a lock, and
finds it done. """


@app.periodic(cron="* * * * * */10")  # the sixth field counts seconds
@app.task(
    name="db.take_up_again", queue=QUEUE, queueing_lock="db.take_up_again", pass_context=False
)
async def take_up_again(timestamp: int) -> None:
    """Put jobs of every queue back whose worker stopped answering."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await app.job_manager.retry_job(job)
