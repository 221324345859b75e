"""Who holds a content: nobody deletes bytes that somebody is about to use, or that a backup is
about to read.

Advisory locks of PostgreSQL: they hold between processes and machines, and whoever dies lets go of
them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

from thidua.db.frames import execute

_CONTENT = 0x7468_6631
"""The first half of the lock of one content; the second comes from its hash."""
_ACCOUNT = 0x7468_6632
"""The first half of the lock of one unit's year of files."""
_READING_ALL = 0x7468_6475_66
"""Held by whoever reads the whole store (shared), and tried by whoever deletes."""
_DELETING = 0x7468_6475_67
"""Held by whoever deletes, so that two of them do not take each other for a backup."""


def hold_contents(hashes: Iterable[str]) -> None:
    """Until the transaction ends: whoever else uses or deletes these contents waits.

    All at once, in an order that is everybody's: no two wait for each other.
    """
    for sha256 in sorted(set(hashes)):
        execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_CONTENT, sha256])


def hold_account(unit: int, year: int) -> None:
    """Until the transaction ends: whoever else sends files for this unit's year waits."""
    execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_ACCOUNT, f"{unit}/{year}"])


def may_delete_content(sha256: str) -> bool:
    """Hold a content for its deletion, if nobody uses it now and no backup runs. Never waits for
    long.
    """
    execute("SELECT pg_advisory_xact_lock(%s)", [_DELETING])
    return _tried("SELECT pg_try_advisory_xact_lock(%s)", [_READING_ALL]) and _tried(
        "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [_CONTENT, sha256]
    )


@contextmanager
def nothing_is_deleted() -> Iterator[None]:
    """Inside the block bytes come but do not go. Outside of any transaction."""
    execute("SELECT pg_advisory_lock_shared(%s)", [_READING_ALL])
    try:
        yield
    finally:
        with suppress(DatabaseError):  # a connection that broke let go of it
            execute("SELECT pg_advisory_unlock_shared(%s)", [_READING_ALL])


def _tried(query: str, parameters: list[int | str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return bool((cursor.fetchone() or (False,))[0])
