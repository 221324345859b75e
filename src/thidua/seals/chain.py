"""Adding to the chain, and its last link."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from thidua.db.frames import execute
from thidua.seals.canonical import canonical
from thidua.seals.models import FIRST_PREVIOUS, Link

_SEALING = 0x7468_7365_61
"""Held until the end of the transaction by whoever adds a link: positions have no gaps."""
_AT_ONCE = 2_000


class ToSeal(NamedTuple):
    """What is to be sealed: the kind, its key there, the canonical bytes and their salt."""

    kind: str
    key: str
    content: bytes
    salt: bytes


def seal(kind: str, key: str, content: bytes, salt: bytes) -> Link:
    """Add one link, inside the caller's transaction, as the last thing done there: whoever else
    seals waits until it ends.

    Raises RuntimeError outside a transaction and under another isolation than READ COMMITTED (a
    link would not see the last one); IntegrityError when (kind, key) is sealed already.
    """
    (link,) = seal_all([ToSeal(kind, key, content, salt)])
    return link


def seal_all(sealed: Iterable[ToSeal]) -> list[Link]:
    """The same of many, in their order."""
    _hold()
    last = head()
    position = last.position if last else 0
    previous = last.hash if last else FIRST_PREVIOUS
    now = timezone.now().astimezone(dt.UTC)
    links = []
    for number, one in enumerate(sealed, position + 1):
        link = Link(
            position=number,
            kind=one.kind,
            key=one.key,
            digest=digest_of(one.content, one.salt),
            previous=previous,
            sealed_at=now,
        )
        link.hash = previous = hash_of(link)
        links.append(link)
    return Link.objects.bulk_create(links, batch_size=_AT_ONCE)


def head() -> Link | None:
    """The last link; None while nothing is sealed."""
    return Link.objects.order_by("-position").first()


def link_of(kind: str, key: str) -> Link | None:
    """The link of one thing; None: it is not sealed."""
    return Link.objects.filter(kind=kind, key=key).first()


def digest_of(content: bytes, salt: bytes) -> str:
    """SHA-256 of salt and content."""
    return hashlib.sha256(salt + content).hexdigest()


def hash_of(link: Link) -> str:
    """SHA-256 of all that a link says but the hash itself."""
    said = {
        "position": link.position,
        "kind": link.kind,
        "key": link.key,
        "digest": link.digest,
        "previous": link.previous,
        "sealed_at": link.when,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def _hold() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("sealing belongs into the transaction of what is sealed")
    execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING])
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        (isolation,) = cursor.fetchone()
    if isolation != "read committed":
        raise RuntimeError(f"sealing needs READ COMMITTED, not {isolation}")
