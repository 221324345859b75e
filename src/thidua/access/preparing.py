"""Files that the worker makes: one at a time for an account, kept for a day for who asked."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.access.bundles import bundler_of, make_parts, zipped_parts
from thidua.access.models import UNDER_WAY, Export, PreparedFile, PreparedPart, Preparing
from thidua.accounts.models import User
from thidua.db.lost import connection_lost
from thidua.language import Language, current_language, speaking
from thidua.web.file_names import disposition
from thidua.web.registry import Registry

QUEUE, MAKE = "exports", "access.make"
"""The queue, and the name of the task (`access.jobs`): one file at a time in the whole
installation, people's pages come first.
"""
KEPT = dt.timedelta(hours=24)
A_PART = 1_048_576
"""Bytes of a part, at least."""

Asked = dict[str, Any]


@dataclass(frozen=True)
class Maker:
    """Who makes a kind of file, as a view would answer it: of what was asked (plain values), for
    whom.
    """

    name: str
    make: Callable[[User, Asked], HttpResponseBase]


MAKERS: Registry[Maker] = Registry("makers of files that the worker makes")


@dataclass(frozen=True)
class Order:
    """What the worker is to make: the name of a maker, and what is asked of it."""

    maker: str
    asked: Asked = field(default_factory=dict)


def prepare(owner: User, order: Order, write_down: Callable[[], Export]) -> HttpResponse:
    """Ask the worker for a file, written down in the same transaction; leads to the page that
    follows it. While another of the same account is under way, to that one.
    """
    try:
        with transaction.atomic():
            file = PreparedFile.objects.create(
                owner=owner,
                export=write_down(),
                maker=order.maker,
                asked=order.asked,
                language=current_language(),
            )
            app.configure_task(MAKE, queue=QUEUE, lock=MAKE).defer(file_id=file.pk)
    except IntegrityError:
        under_way = PreparedFile.objects.filter(owner=owner, state__in=UNDER_WAY).first()
        if under_way is None:
            raise
        same = (under_way.maker, under_way.asked) == (order.maker, order.asked)
        more = "" if same else "?another=1"
        return HttpResponseRedirect(reverse("prepared", args=[under_way.pk]) + more)
    return HttpResponseRedirect(reverse("prepared", args=[file.pk]))


def work_on(file_id: int) -> None:
    """Make a file that was asked for; one that is made already, or gone, is left alone."""
    file = PreparedFile.objects.filter(pk=file_id, state__in=UNDER_WAY).first()
    if file is None:
        return
    PreparedFile.objects.filter(pk=file_id).update(state=Preparing.MAKING)
    try:
        with speaking(cast("Language", file.language)):
            head = _bundled(file) if bundler_of(file.maker) else _in_one_piece(file)
    except Exception as error:
        if connection_lost(error):  # taken up again when the database is back
            raise
        _end(file_id, Preparing.FAILED)
        file.parts.all().delete()
        raise
    if not (head and _end(file_id, Preparing.READY, **head)):
        file.parts.all().delete()  # its owner stopped it


def _in_one_piece(file: PreparedFile) -> dict[str, str]:
    """Make a file from its beginning; what the answer to its reader says of it."""
    file.parts.all().delete()  # of a worker that was stopped
    PreparedFile.objects.filter(pk=file.pk).update(size=0)
    maker = next(maker for maker in MAKERS if maker.name == file.maker)
    response = maker.make(file.owner, file.asked)
    for number, body in enumerate(_parts(response)):
        PreparedPart.objects.create(file=file, number=number, body=body)
        PreparedFile.objects.filter(pk=file.pk).update(size=F("size") + len(body))
    return {
        "disposition": response.headers["Content-Disposition"],
        "content_type": response.headers["Content-Type"],
    }


def _bundled(file: PreparedFile) -> dict[str, str]:
    """Go on with a ZIP; nothing where its owner stopped it."""
    bundler = bundler_of(file.maker)
    if bundler is None or not make_parts(file, bundler):
        return {}
    name = disposition(f"{bundler.title(file.asked)}.zip")
    return {"disposition": name, "content_type": "application/zip"}


def stop(file: PreparedFile) -> bool:
    """Its owner wants it no more; False: it was not under way. What is half made goes."""
    if not _end(file.pk, Preparing.STOPPED):
        return False
    file.parts.all().delete()
    return True


def _end(file_id: int, state: Preparing, **more: str) -> bool:
    """Whether it was under way until now."""
    kept_until = timezone.now() + KEPT
    under_way = PreparedFile.objects.filter(pk=file_id, state__in=UNDER_WAY)
    return bool(under_way.update(state=state, kept_until=kept_until, **more))


def _parts(response: HttpResponseBase) -> Iterator[bytes]:
    pieces = (
        response.streaming_content
        if isinstance(response, StreamingHttpResponse)
        else [cast("HttpResponse", response).content]
    )
    waiting = bytearray()
    for piece in cast("Iterator[bytes]", pieces):
        waiting += piece
        if len(waiting) >= A_PART:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def handed_out(file: PreparedFile) -> HttpResponseBase:
    """A file that is ready, part by part."""
    if file.total:
        response = StreamingHttpResponse(zipped_parts(file), content_type=file.content_type)
        response.headers["Content-Disposition"] = file.disposition
        return response
    numbers = file.parts.order_by("number").values_list("number", flat=True)
    bodies = (
        bytes(PreparedPart.objects.values_list("body", flat=True).get(file=file, number=number))
        for number in list(numbers)
    )
    response = StreamingHttpResponse(bodies, content_type=file.content_type)
    response.headers["Content-Disposition"] = file.disposition
    response.headers["Content-Length"] = str(file.size)
    return response


def purge() -> int:
    """Delete the files whose time is over. How many."""
    over = PreparedFile.objects.filter(kept_until__lt=timezone.now())
    _, by_table = over.delete()
    return by_table.get(PreparedFile._meta.label, 0)
