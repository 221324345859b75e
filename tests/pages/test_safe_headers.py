"""Whatever answers carries the headers that protect its reader: every address, static files, files
and errors; and strangers send little.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from tests.pages.table import API, OTHERS, PAGES
from thidua.attachments.limits import FileLimits
from thidua.config import settings as installed
from thidua.web.safe_headers import MOST_AT_ONCE, MOST_OF_A_STRANGER, NOTHING

As = Callable[[str], Client]
FIXED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ADDRESSES = sorted(
    {address for _, address, _ in [*PAGES, *API]} | {one[0] for one in OTHERS.values()}
)


def _faults(response: Any) -> list[str]:
    headers = response.headers
    faults = [name for name, value in FIXED.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    parts = ("default-src 'none'", "frame-ancestors 'none'")
    if "sandbox" not in policy:
        faults += [part for part in parts if part not in policy]
    if "unsafe" in policy:
        faults.append("unsafe")
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        faults.append("Referrer-Policy")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        faults.append("Permissions-Policy")
    return faults


def _got(client: Client, address: str) -> Any:
    """The answer, its file closed: closing the answer itself would end the test's connection."""
    response: Any = client.get(address)
    if response.streaming:
        response.getvalue()
        for close in response._resource_closers:
            close()
    return response


def _all_faults(client: Client, addresses: Iterable[str]) -> dict[str, list[str]]:
    found = {address: _faults(_got(client, address)) for address in addresses}
    return {address: faults for address, faults in found.items() if faults}


@pytest.mark.parametrize("who", ["province", "administrator", "anonymous"])
def test_every_address_carries_them(as_: As, who: str) -> None:
    assert _all_faults(as_(who), ADDRESSES) == {}


def test_static_files_carry_them_and_load_nothing(db: None) -> None:
    client = Client()
    files = (
        "/static/thidua/css/base.css",
        "/static/thidua/js/frame.js",
        "/static/thidua/img/mark.svg",
        "/static/thidua/fonts/be-vietnam-pro-latin-400-normal.woff2",
    )
    assert _all_faults(client, (*files, "/static/none.css")) == {}
    policies = {_got(client, path).headers["Content-Security-Policy"] for path in files}
    assert policies == {NOTHING}
    assert [_got(client, path).status_code for path in files] == [200] * len(files)


def test_errors_carry_them(as_: As) -> None:
    client = as_("province")
    answers = {
        400: client.get("/", headers={"host": "elsewhere.example"}),
        403: Client(enforce_csrf_checks=True).post("/tai-khoan/login/"),
        404: client.get("/khong-co/"),
        405: client.post("/tim/"),
        413: Client().post("/tai-khoan/login/", {"file": BytesIO(b"x" * (MOST_OF_A_STRANGER + 1))}),
    }
    assert {status: one.status_code for status, one in answers.items()} == {
        status: status for status in answers
    }
    assert {status: _faults(one) for status, one in answers.items() if _faults(one)} == {}


def test_a_fault_of_the_server_carries_them(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    client = as_("province")
    client.raise_request_exception = False
    monkeypatch.setattr("thidua.accounts.viewing.note_seen", broken)
    response = client.get("/tai-khoan/")
    assert (response.status_code, _faults(response)) == (500, [])


def test_the_mark_of_a_page_ends_with_the_browser_and_no_script_reads_it(db: None) -> None:
    mark = Client().get("/tai-khoan/login/").cookies["csrftoken"]
    assert (mark["max-age"], mark["expires"], mark["path"], mark["domain"]) == ("", "", "/", "")
    assert mark["httponly"]


@pytest.mark.parametrize(("subdomains", "included"), [("", True), ("1", True), ("0", False)])
def test_with_https_cookies_belong_to_this_host_alone(
    monkeypatch: pytest.MonkeyPatch, subdomains: str, included: bool
) -> None:
    monkeypatch.setenv("THIDUA_HTTPS", "1")
    if subdomains:
        monkeypatch.setenv("THIDUA_HSTS_SUBDOMAINS", subdomains)
    made = run_path(str(Path(installed.__file__)))
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert made[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert made[f"{cookie}_COOKIE_SECURE"]
    assert made["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is included


def _large() -> dict[str, BytesIO]:
    return {"file": BytesIO(b"x" * (MOST_OF_A_STRANGER + 1))}


def test_what_strangers_send_is_not_read_into_files(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(
        TemporaryFileUploadHandler, "new_file", lambda self, *a, **k: taken.append("a file")
    )
    for address in ("/tai-khoan/login/", "/nap-du-lieu/", "/ngon-ngu/", "/khong-co/"):
        answer = Client(enforce_csrf_checks=True).post(address, _large())
        assert answer.status_code == 413, address
        assert "đăng nhập" in answer.content.decode()
    forged = Client(headers={"authorization": "Bearer thidua_x"})
    assert forged.post("/api/v1/me", _large()).status_code == 413
    assert taken == []
    assert not Session.objects.exists()


def test_whoever_signed_in_may_send_a_file(as_: As) -> None:
    assert as_("province").post("/nap-du-lieu/", _large()).status_code != 413


def test_what_is_too_large_for_anybody_is_thrown_away_unread_and_the_page_says_how_much_may_be_sent(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(
        TemporaryFileUploadHandler, "new_file", lambda self, *a, **k: taken.append("a file")
    )
    monkeypatch.setattr("thidua.web.safe_headers.MOST_AT_ONCE", 2 << 20)
    answer = as_("province").post("/nap-du-lieu/", {"file": BytesIO(b"x" * (3 << 20))})
    assert (answer.status_code, taken) == (413, [])
    said = " ".join(answer.content.decode().split())
    assert "Một lần gửi nhiều nhất 2 MB, mỗi tệp đến 20 MB" in said
    assert "chưa có gì bị thay đổi" in said


def test_nginx_takes_as_much_at_once_as_a_node_and_says_so_in_the_same_words() -> None:
    recipe = Path(installed.__file__).parents[3] / "deploy" / "nginx"
    assert f"client_max_body_size {MOST_AT_ONCE >> 20}m;" in (recipe / "thidua.conf").read_text()
    said = (recipe / "qua-lon.html").read_text("utf-8")
    assert f"{MOST_AT_ONCE >> 20} MB, mỗi tệp đến {FileLimits().size // 1_000_000} MB" in said


def test_a_stranger_may_send_a_form(db: None) -> None:
    answer = Client().post("/tai-khoan/login/", {"login": "x" * 1000, "password": "y"})
    assert answer.status_code == 200
