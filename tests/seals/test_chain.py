"""Adding to the chain: no gaps, one at a time, nothing changed, nothing twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.seals.conftest import Room
from thidua.db.frames import execute
from thidua.seals.chain import ToSeal, head, link_of, seal, seal_all
from thidua.seals.models import FIRST_PREVIOUS, Link

CONTENT, SALT = b"{}", bytes(32)


def test_each_link_names_the_hash_of_the_one_before(room: Room) -> None:
    links = [room.seal(key, {"n": key}) for key in "abc"]
    assert [link.position for link in links] == [1, 2, 3]
    assert [link.previous for link in links] == [
        FIRST_PREVIOUS,
        *(link.hash for link in links[:2]),
    ]
    last = head()
    assert last == links[2] == link_of("note", "c")
    assert last is not None
    assert last.short == f"{last.hash[:4]}…{last.hash[-4:]}"
    assert last.printed.replace(" ", "") == f"3·{last.hash}"


def test_equal_contents_have_unlike_digests(room: Room) -> None:
    assert room.seal("a", {"level": "x"}).digest != room.seal("b", {"level": "x"}).digest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seals_link SET digest = repeat('0', 64)",
        "DELETE FROM seals_link",
        "INSERT INTO seals_link SELECT 3, kind, 'z', digest, hash, hash, sealed_at "
        "FROM seals_link WHERE position = 1",
        "INSERT INTO seals_link SELECT 2, kind, 'z', digest, previous, hash, sealed_at "
        "FROM seals_link WHERE position = 1",
    ],
    ids=["changed", "deleted", "a gap", "another beginning"],
)
def test_the_database_refuses(room: Room, statement: str) -> None:
    room.seal("a", {})
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)


def test_the_same_thing_is_sealed_once(room: Room) -> None:
    room.seal("a", {})
    with pytest.raises(IntegrityError):
        room.seal("a", {"again": True})
    assert Link.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_sealed() -> None:
    with pytest.raises(RuntimeError):
        seal("note", "a", CONTENT, SALT)


@pytest.mark.django_db(transaction=True)
def test_under_another_isolation_nothing_is_sealed() -> None:
    with transaction.atomic():
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(RuntimeError, match="repeatable read"):
            seal("note", "a", CONTENT, SALT)


@pytest.mark.django_db(transaction=True)
def test_who_seals_second_waits_and_follows() -> None:
    held, go_on = threading.Event(), threading.Event()

    def first() -> int:
        with transaction.atomic():
            position = seal("note", "first", CONTENT, SALT).position
            held.set()
            assert go_on.wait(20)
        connection.close()
        return position

    def second() -> int:
        assert held.wait(20)
        with transaction.atomic():
            position = seal("note", "second", CONTENT, SALT).position
        connection.close()
        return position

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(first), pool.submit(second)
        assert held.wait(20)
        threading.Event().wait(0.3)
        assert not other.done()
        go_on.set()
        assert (one.result(20), other.result(20)) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_leave_no_gap() -> None:
    def work(name: int) -> None:
        for number in range(5):
            with transaction.atomic():
                key = f"{name}.{number}"
                seal_all([ToSeal("note", f"{key}{more}", CONTENT, SALT) for more in "ab"])
                if number == 3:
                    transaction.set_rollback(True)
        connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))
    links = list(Link.objects.order_by("position"))
    assert [link.position for link in links] == list(range(1, 161))
    assert [link.previous for link in links[1:]] == [link.hash for link in links[:-1]]
