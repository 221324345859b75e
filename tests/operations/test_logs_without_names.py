"""What people do is in the logs; who they are, whom they looked at and what they searched for is
not.
"""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.web import town as module
from thidua.accounts.models import Role
from thidua.operations.logs import Format, Lines, log_settings
from thidua.organisations.models import Person
from thidua.ratings import subjects

PASSWORD = "mot cau that dai"
HIDDEN = ("can_bo_huyen", PASSWORD, "DV0003", "GL01", "Đoàn Thượng", "hanh", "203.0.113.9", "@")


class Log(io.StringIO):
    """What the site wrote since the test began."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def told(self) -> str:
        """All of it, readable as text."""
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in self.lines())


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Logging as `thidua serve` sets it, into memory."""
    written = Log()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines("json"))
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    monkeypatch.setattr(logging.getLogger("django"), "level", logging.INFO)
    monkeypatch.setattr(logging.getLogger("django.request"), "level", logging.ERROR)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def officer(db: None) -> Client:
    town = module.build()
    town.officer("can_bo_huyen", Role.INSPECTOR, "GL")
    return Client(REMOTE_ADDR="203.0.113.9", raise_request_exception=False)


def _sign_in(client: Client, password: str = PASSWORD) -> int:
    return client.post(
        "/tai-khoan/login/", {"login": "can_bo_huyen", "password": password}
    ).status_code


def _names() -> list[str]:
    return list(Person.objects.values_list("full_name", flat=True))


def test_a_day_at_work_leaves_routes_and_no_names(officer: Client, log: Log) -> None:
    _sign_in(officer, "sai mat khau")
    assert _sign_in(officer) == 302
    for address in (
        "/xep-loai/2021/member/DV0003/",
        "/tim/?q=hanh",
        "/to-chuc/GL01/",
        "/to-chuc/khong-co/",
    ):
        officer.get(address)
    told = log.told()
    assert [
        word for word in (*HIDDEN, *_names(), "khong-co", "sai mat khau", "?q=") if word in told
    ] == []
    lines = {line["route"]: line for line in log.lines() if line["event"] == "request"}
    assert {"account_login", "rating", "search", "organisation"} <= set(lines)
    assert (lines["rating"]["status"], lines["rating"]["method"]) == (200, "GET")
    assert lines["rating"]["user"] == lines["search"]["user"] != "none"


def test_an_error_tells_its_place_and_not_its_text(
    officer: Client, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise DatabaseError('Key (code)=(DV0003) already exists: "Nguyễn Thị Minh Hạnh"')

    _sign_in(officer)
    monkeypatch.setattr(subjects, "subject", fails)
    answer = officer.get("/xep-loai/2021/member/DV0003/?tu=hanh")
    assert answer.status_code == 500
    told = log.told()
    assert [word for word in (*HIDDEN, *_names(), "already exists") if word in told] == []
    (line,) = [line for line in log.lines() if "error" in line]
    assert line["error"]["type"] == "django.db.utils.DatabaseError"
    assert any("thidua/ratings/subjects.py" in place for place in line["error"]["at"])
    assert line["request"] == answer.headers["X-Request-ID"]


def test_a_request_keeps_the_mark_that_nginx_gave_it_and_no_other(officer: Client) -> None:
    given = "0123456789abcdef" * 2
    assert officer.get("/", headers={"x-request-id": given}).headers["X-Request-ID"] == given
    forged = officer.get("/", headers={"x-request-id": "Nguyễn Thị Minh Hạnh"}).headers[
        "X-Request-ID"
    ]
    assert len(forged) == 32


@pytest.mark.parametrize(
    ("form", "expected"), [("json", '"event": "%s left %s"'), ("text", "%s left %s")]
)
def test_the_words_of_a_message_stay_out_of_the_line(form: Format, expected: str) -> None:
    record = logging.LogRecord(
        "thidua", logging.WARNING, __file__, 1, "%s left %s", ("Hạnh", "GL01"), None
    )
    line = Lines(form).format(record)
    assert expected in line
    assert "Hạnh" not in line


def test_another_programs_free_text_is_told_by_its_place_alone() -> None:
    record = logging.LogRecord(
        "urllib3.pool", logging.WARNING, "pool.py", 7, "GET /?q=hanh", None, None, "get"
    )
    assert "pool.get:7" in Lines("text").format(record)
    assert "hanh" not in Lines("text").format(record)


def test_numbers_are_told() -> None:
    record = logging.LogRecord(
        "gunicorn.error", logging.INFO, "arbiter.py", 7, "Booting worker: %s", (4711,), None
    )
    assert "Booting worker: 4711" in Lines("text").format(record)


@pytest.mark.parametrize(("chosen", "level"), [("json", "INFO"), ("text", "INFO"), ("", "WARNING")])
def test_unset_only_warnings_are_told(
    monkeypatch: pytest.MonkeyPatch, chosen: str, level: str
) -> None:
    monkeypatch.setenv("THIDUA_LOG", chosen)
    monkeypatch.delenv("THIDUA_LOG_LEVEL", raising=False)
    assert log_settings()["root"]["level"] == level
