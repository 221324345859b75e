"""What a mark tells: whether anything that was not yet to be seen at a moment has changed since,
whatever order things commit in.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


def moment() -> str:
    """The database's snapshot of now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        (snapshot,) = cursor.fetchone()
    return str(snapshot)


def unseen(since: str, *parts: int) -> bool:
    """Whether something of these parts (none named: of any) changed that the moment did not see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT db_unseen(%s, %s::bigint[])", [since, list(parts) or None])
        (found,) = cursor.fetchone()
    return bool(found)


def mark(part: int, *, by: BaseDatabaseWrapper | None = None) -> None:
    with (by or connection).cursor() as cursor:
        cursor.execute("SELECT db_mark(ARRAY[%s]::bigint[])", [part])


@contextmanager
def another_connection() -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    other.set_autocommit(False)
    try:
        yield other
    finally:
        other.close()


def test_a_change_of_one_of_its_parts_is_seen_and_no_other() -> None:
    before = moment()
    mark(8)
    assert not unseen(before, 0, 7)
    mark(7)
    assert unseen(before, 0, 7)
    assert not unseen(moment(), 0, 7)


def test_any_change_counts_where_no_part_is_named() -> None:
    before = moment()
    mark(12345)
    assert unseen(before)


def test_what_is_numbered_early_and_committed_late_is_not_missed() -> None:
    with another_connection() as other:
        mark(7, by=other)
        before = moment()
        mark(7)
        later = moment()
        assert (unseen(before, 7), unseen(later, 7)) == (True, False)
        other.commit()
        assert unseen(later, 7)


def test_what_was_taken_back_never_happened() -> None:
    before = moment()
    with another_connection() as other:
        mark(7, by=other)
        other.rollback()
    assert not unseen(before, 7)
