"""A ZIP of many papers that the worker makes one after the other: each is kept as soon as it is
made, so that a worker that takes the work up again goes on where another was stopped.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from django.db import transaction
from django.db.models import F

from thidua.access.models import UNDER_WAY, PreparedFile, PreparedPart
from thidua.accounts.models import User
from thidua.web.registry import Registry

Asked = dict[str, Any]


@dataclass(frozen=True)
class Bundler:
    """Who makes a ZIP of papers. `plan`: what is in it, as (name of the file, key), asked once;
    `make`: one of them by its key; `title`: what the ZIP is called.
    """

    name: str
    title: Callable[[Asked], str]
    plan: Callable[[User, Asked], list[tuple[str, str]]]
    make: Callable[[User, Asked, str], bytes]


BUNDLERS: Registry[Bundler] = Registry("makers of ZIPs that the worker makes")


def bundler_of(maker: str) -> Bundler | None:
    """The bundler of that name; None: the file is made in one piece."""
    return next((one for one in BUNDLERS if one.name == maker), None)


def make_parts(file: PreparedFile, bundler: Bundler) -> bool:
    """Make what is not there yet; False when its owner stopped it meanwhile."""
    if not file.plan:
        file.plan = [list(one) for one in bundler.plan(file.owner, file.asked)]
        file.total = len(file.plan)
        file.save(update_fields=["plan", "total"])
    there = set(file.parts.values_list("number", flat=True))
    for number, (name, key) in enumerate(file.plan):
        if number in there:
            continue
        if not PreparedFile.objects.filter(pk=file.pk, state__in=UNDER_WAY).exists():
            return False
        body = bundler.make(file.owner, file.asked, key)
        with transaction.atomic():
            PreparedPart.objects.create(file=file, number=number, name=name, body=body)
            PreparedFile.objects.filter(pk=file.pk).update(
                done=F("done") + 1, size=F("size") + len(body)
            )
    return True


def zipped_parts(file: PreparedFile) -> Iterator[bytes]:
    """The ZIP of a bundle that is ready, paper by paper."""
    numbers = file.parts.order_by("number").values_list("number", flat=True)
    yield from zipped(_part(file, number) for number in list(numbers))


def _part(file: PreparedFile, number: int) -> tuple[str, bytes]:
    name, body = PreparedPart.objects.values_list("name", "body").get(file=file, number=number)
    return name, bytes(body)


class _Outgoing:
    """Where the ZIP is written to: what was written is handed on and forgotten."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        piece, self.waiting = b"".join(self.waiting), []
        return piece


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A ZIP of files, handed out as each is ready."""
    out = _Outgoing()
    with zipfile.ZipFile(
        cast("IO[bytes]", out), "w", zipfile.ZIP_STORED
    ) as archive:  # it only writes, and forwards
        for name, body in files:
            archive.writestr(name, body)
            yield out.taken()
    yield out.taken()
