"""What a process keeps is given again while nothing it was made from has changed, whatever order
things commit in.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from thidua.db.changes import KEPT_FOR, Memory

pytestmark = pytest.mark.django_db(transaction=True)


class Counted:
    """Something to be made: how often it was made is what it comes to."""

    def __init__(self, *, room: int = 10) -> None:
        self.times = 0
        self.memory = Memory[str](room=room, weight=len)

    def get(self, *, key: str = "it", parts: tuple[int, ...] | None = (0, 7)) -> str:
        return self.memory.get(key, parts, self._make)

    def _make(self) -> str:
        self.times += 1
        return str(self.times)


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


def test_it_is_given_again_until_one_of_its_parts_changes() -> None:
    it = Counted()
    assert (it.get(), it.get()) == ("1", "1")
    mark(8)
    assert it.get() == "1"
    mark(7)
    assert (it.get(), it.get()) == ("2", "2")


def test_any_change_counts_where_no_part_is_named() -> None:
    it = Counted()
    it.get(parts=None)
    mark(12345)
    assert it.get(parts=None) == "2"


def test_what_is_numbered_early_and_committed_late_is_not_missed() -> None:
    it = Counted()
    with another_connection() as other:
        mark(7, by=other)
        assert it.get() == "1"
        mark(7)
        assert (it.get(), it.get()) == ("2", "2")
        other.commit()
        assert (it.get(), it.get()) == ("3", "3")


def test_what_was_taken_back_never_happened() -> None:
    it = Counted()
    it.get()
    with another_connection() as other:
        mark(7, by=other)
        other.rollback()
    assert it.get() == "1"


def test_after_a_backup_was_brought_back_everything_is_made_again() -> None:
    it = Counted()
    it.get()
    with (
        connection.cursor() as cursor
    ):  # what a restore does: the same marks in a table of that name
        cursor.execute(
            "ALTER TABLE db_change RENAME TO gone; CREATE TABLE db_change (LIKE gone INCLUDING ALL)"
        )
        try:
            assert it.get() == "2"
        finally:
            cursor.execute("DROP TABLE db_change; ALTER TABLE gone RENAME TO db_change")


def test_inside_a_transaction_nothing_is_kept() -> None:
    it = Counted()
    it.get()
    with transaction.atomic():
        assert it.get() == "2"
    assert it.get() == "1"


def test_after_half_an_hour_it_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    it = Counted()
    it.get()
    monkeypatch.setattr("time.monotonic", lambda: 1e9 + KEPT_FOR)
    assert it.get() == "2"


def test_what_was_used_longest_ago_makes_room() -> None:
    it = Counted(room=2)
    assert [it.get(key=key) for key in "abac"] == ["1", "2", "1", "3"]
    assert it.get(key="a") == "1"
    assert it.get(key="b") == "4"


def test_what_weighs_nothing_or_too_much_is_not_kept() -> None:
    for weight in (0, 3):
        made: list[int] = []
        memory = Memory[None](room=2, weight=lambda _, weight=weight: weight)  # type: ignore[misc]
        for _ in range(2):
            memory.get("it", None, lambda made=made: made.append(1))  # type: ignore[misc]
        assert len(made) == 2
