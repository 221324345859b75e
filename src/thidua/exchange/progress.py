"""Telling a page how far the worker has got, beside the worker's own transaction: on a connection
of its own.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections
from django.utils import timezone

from thidua.exchange.models import UploadProgress
from thidua.exchange.results import Progress, Step


@contextmanager
def reporting(upload_id: int) -> Iterator[Progress]:
    """Give a function that reports each step of work on this upload to whoever watches; one that
    fails stops nothing.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:

        def report(step: Step) -> None:
            pool.submit(_write, upload_id, step)

        pool.submit(_begin, upload_id)
        try:
            yield report
        finally:
            pool.submit(connections.close_all)


def _begin(upload_id: int) -> None:
    now = timezone.now()
    UploadProgress.objects.filter(pk=upload_id).update(
        doing_vi="", doing_en="", done=0, total=0, began_at=now, seen_at=now
    )


def _write(upload_id: int, step: Step) -> None:
    UploadProgress.objects.filter(pk=upload_id).update(
        doing_vi=step.text.vi[:200],
        doing_en=step.text.en[:200],
        done=step.done,
        total=step.total,
        seen_at=timezone.now(),
    )
