"""What monitors are told: the process lives; it can do its work; nothing that a stranger could
use.
"""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection
from django.test import Client

from thidua.operations.views import what_is_missing

ALIVE, READY = "/suc-khoe/song", "/suc-khoe/san-sang"


def _a_worker_breathes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


@pytest.fixture
def no_database(transactional_db: None) -> Iterator[None]:
    """The server is gone: whoever asks for a connection is refused."""
    where = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    yield
    connection.settings_dict["HOST"] = where


@pytest.mark.django_db
def test_with_all_there_it_is_ready() -> None:
    _a_worker_breathes()
    for address in (ALIVE, READY):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("no_database")
def test_without_a_database_it_lives_and_is_not_ready(caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get(ALIVE).json() == {"status": "alive"}
    answer = Client().get(READY)
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})
    assert [
        record.__dict__["checks"] for record in caplog.records if record.name == "thidua.health"
    ] == [["database"]]


@pytest.mark.django_db
def test_a_worker_that_no_longer_breathes_is_missed() -> None:
    assert what_is_missing() == ["worker"]
    _a_worker_breathes()
    assert what_is_missing() == []
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'"
        )
    assert what_is_missing() == ["worker"]


@pytest.mark.django_db
def test_an_older_shape_of_the_database_is_missed() -> None:
    _a_worker_breathes()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'portal'")
    assert what_is_missing() == ["migrations"]


@pytest.mark.django_db
def test_they_only_look() -> None:
    assert [Client().post(address).status_code for address in (ALIVE, READY)] == [405, 405]


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize("address", ["/cong-khai/", "/"])
def test_without_a_database_a_page_asks_to_wait(address: str) -> None:
    client = Client()
    client.cookies["sessionid"] = "s" * 32
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Hệ thống đang khởi động lại" in answer.content.decode()


@pytest.mark.django_db
def test_another_fault_is_no_reason_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ProgrammingError("no such column")

    monkeypatch.setattr("thidua.portal.views.public.public_years", broken)
    assert Client(raise_request_exception=False).get("/cong-khai/").status_code == 500
