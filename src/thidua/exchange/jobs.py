"""Background work of uploads: checking, loading and taking back, one at a time in the whole
installation.

A job is queued in the transaction that asks for it, and its work and the upload's new state are one
transaction too: wherever a worker is killed, the step is either done and known to be, or begun
again from nothing."""

from collections.abc import Callable
from functools import partial

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from thidua.accounts.models import User
from thidua.exchange import working
from thidua.exchange.errors import LoadingAlreadyError
from thidua.exchange.models import UploadState

QUEUE = "exchange"
_LATER = (LoadingAlreadyError, OperationalError, InterfaceError)
_RETRY = RetryStrategy(wait=5, retry_exceptions=_LATER)
"""Another load under way, or a database that went away: the job is tried again until it can be
done.
"""


@app.task(name="exchange.check", queue=QUEUE, lock="exchange.load", retry=_RETRY)
def check(upload_id: int, user_id: int, *, ask_all: bool = False) -> None:
    _work(partial(working.check, ask_all=ask_all), upload_id, user_id)


@app.task(name="exchange.apply", queue=QUEUE, lock="exchange.load", retry=_RETRY)
def apply(upload_id: int, user_id: int) -> None:
    _work(working.apply, upload_id, user_id)


@app.task(name="exchange.undo", queue=QUEUE, lock="exchange.load", retry=_RETRY)
def undo(upload_id: int, user_id: int) -> None:
    _work(working.undo, upload_id, user_id)


TASKS: dict[UploadState, Task[..., None, ...]] = {
    UploadState.CHECKING: check,
    UploadState.APPLYING: apply,
    UploadState.UNDOING: undo,
}
"""Who takes up an upload in which state."""


def _work(step: Callable[..., None], upload_id: int, user_id: int) -> None:
    actor = User.objects.get(pk=user_id)
    try:
        step(upload_id=upload_id, actor=actor)
    except _LATER:
        raise
    except Exception as error:
        working.give_up(upload_id=upload_id, actor=actor, error=error)
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        # A library's own bug met in a file: it must end this job, not the worker and every one that
        # takes the job up.
        fault = RuntimeError(str(error))
        working.give_up(upload_id=upload_id, actor=actor, error=fault)
        raise fault from error
