"""The site and its worker on a server: how the processes are started and stopped."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import close_old_connections, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from thidua.attachments import store
from thidua.db.jobs import HEARTBEAT, STALLED_AFTER
from thidua.db.lost import connection_lost
from thidua.operations.keeping import GRACEFUL
from thidua.ratings.summaries import forget_counts

LOG = logging.getLogger("thidua.worker")
_PREPARING = 0x7468_6475_62
"""The advisory lock of whoever brings the database up to date: two nodes may start at once."""


def prepare() -> None:
    """Bring the database to the newest shape and lay out the static files; others who do the same
    wait.
    """
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
        forget_counts()
        call_command("collectstatic", interactive=False, verbosity=0)
    if not store.answers():  # the site goes up all the same: everything else works
        logging.getLogger("thidua.attachments").error(
            "the store of attachments does not answer: see THIDUA_S3_… or the folder under "
            "THIDUA_HOME"
        )


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])


def web_command(*, host: str, port: int, processes: int) -> list[str]:
    """The command line of the web processes: requests under way may end before a stop."""
    return [
        *(sys.executable, "-m", "gunicorn", "thidua.config.wsgi:application"),
        *("--config", "python:thidua.operations.gunicorn_settings"),
        *("--bind", f"{host}:{port}", "--workers", str(processes), "--threads", "4"),
        *("--max-requests", "5000", "--max-requests-jitter", "500", "--timeout", "60"),
        *("--graceful-timeout", str(GRACEFUL)),
    ]


def worker_command() -> list[str]:
    """The command line of the worker."""
    return [sys.executable, "-m", "thidua.cli", "worker"]


def work() -> None:
    """Do background jobs until asked to stop (SIGTERM: the job under way is finished first)."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101  (procrastinate's own Django app)
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work())


async def _work() -> None:
    async with app.open_async():
        # What is done keeps its own record (`Classification`); the queue keeps what failed.
        await app.run_worker_async(
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED_AFTER,
            delete_jobs="successful",
            task_middleware=[end_with_the_database],
        )


def end_with_the_database(job: Callable[[], object], context: object, worker: object) -> object:
    """Do a job. When the database goes away under it, the worker ends as if it had been killed: who
    comes next finds the job begun, and takes it up again. Were it to live on, it would call the job
    failed, or keep it for ever.
    """
    close_old_connections()
    try:
        return job()
    except Exception as error:
        if connection_lost(error):
            LOG.exception("the database went away during a job")
            os._exit(os.EX_TEMPFAIL)
        raise
    finally:
        close_old_connections()
