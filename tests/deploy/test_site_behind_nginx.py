"""The recipe at work: two web nodes behind nginx, against one PostgreSQL."""

import re
import signal
import threading
import time

import pytest

from tests.deploy.recipe import NAME, Browser, Site, status, waited

pytestmark = pytest.mark.xdist_group("recipe")
SIGN_IN = "/tai-khoan/login/"
PASSWORD = "mot cau that dai"
HEADERS = {
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Strict-Transport-Security",
}
HSTS = "max-age=31536000; includeSubDomains"


def _sign_in(browser: Browser, node: int | None = None) -> None:
    browser.ask(SIGN_IN, node=node)
    answer = browser.ask(SIGN_IN, {"login": "can_bo_huyen", "password": PASSWORD}, node=node)
    assert (answer.status, answer.headers["Location"]) == (302, "/")


def test_who_signs_in_on_one_node_is_signed_in_on_the_other(site: Site) -> None:
    browser, (one, other) = site.browser(), site.nodes
    _sign_in(browser, node=one)
    assert "Gia Lộc" in browser.ask("/to-chuc/GL/", node=other).text
    assert "Gia Lộc" in browser.ask("/to-chuc/GL/").text


def test_pages_carry_the_headers_that_protect_readers(site: Site) -> None:
    answer = site.browser().ask(SIGN_IN)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == HSTS
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Set-Cookie"].startswith("__Host-csrftoken=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "expires" not in answer.headers["Set-Cookie"]
    assert answer.headers["Server"] == "nginx"
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_static_files_come_from_nginx_and_are_kept(site: Site) -> None:
    browser = site.browser()
    address = re.findall(r'href="(/static/[^"]+\.css)"', browser.ask(SIGN_IN).text)[0]
    answer = browser.ask(address)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "X-Request-ID" not in answer.headers  # no node was asked
    assert "immutable" not in browser.ask("/static/thidua/css/base.css").headers["Cache-Control"]
    assert browser.ask("/static/none.css").status == 404


def test_what_nginx_answers_by_itself_carries_them_too(site: Site) -> None:
    browser = site.browser(address="127.0.0.3")
    sheet = re.findall(r'href="(/static/[^"]+\.css)"', browser.ask(SIGN_IN).text)[0]
    for path in (sheet, "/static/none.css", "/suc-khoe/song", "/to-chuc/GL/"):
        answer = browser.ask(path)
        assert HEADERS - answer.headers.keys() == set(), path
        assert "," not in answer.headers["X-Frame-Options"], path
    turned_away = next(
        one for one in (browser.ask(SIGN_IN) for _ in range(60)) if one.status == 429
    )
    assert HEADERS - turned_away.headers.keys() == set()


def test_no_header_is_sent_twice(site: Site) -> None:
    headers = site.browser().ask(SIGN_IN).names
    assert [name for name in HEADERS if headers.count(name.lower()) != 1] == []


def test_plain_http_is_sent_to_https(site: Site) -> None:
    answer = site.browser().ask("/to-chuc/?open=GL", node=site.http)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/to-chuc/?open=GL")


def test_another_host_name_is_refused(site: Site) -> None:
    assert status(site.nodes[0], SIGN_IN) == 200
    assert status(site.nodes[0], SIGN_IN, host="elsewhere.example") == 400


def test_maintenance_is_one_file_and_says_so_to_people_and_machines(site: Site) -> None:
    switch = site.home / "bao-tri"
    switch.touch()
    try:
        answer = site.browser().ask("/")
    finally:
        switch.unlink()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "120")
    assert "đang được bảo trì" in answer.text
    assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
    assert site.browser().ask(SIGN_IN).status == 200


def test_too_many_tries_to_sign_in_are_turned_away(site: Site) -> None:
    browser = site.browser(address="127.0.0.2")
    statuses = [browser.ask(SIGN_IN).status for _ in range(60)]
    assert statuses[0] == 200
    assert set(statuses) == {200, 429}
    assert site.browser().ask(SIGN_IN).status == 200  # whoever comes from elsewhere is not held up


def test_no_log_tells_whom_somebody_looked_at(site: Site) -> None:
    browser = site.browser()
    _sign_in(browser)
    assert browser.ask("/xep-loai/2021/member/DV0003/").status == 200
    browser.ask("/tim/?q=hanh")
    told = "".join(path.read_text("utf-8") for path in site.folder.glob("*.log"))
    assert '"route": "rating"' in told
    assert [
        word
        for word in ("DV0003", "hanh", "can_bo_huyen", "203.0.113.9", "/xep-loai/")
        if word in told
    ] == []


class Reader(threading.Thread):
    """Reads pages without pause through nginx, and keeps what it was answered."""

    def __init__(self, site: Site, until: threading.Event) -> None:
        super().__init__()
        self.browser, self.until = site.browser(), until
        self.statuses: list[int] = []
        _sign_in(self.browser)

    def run(self) -> None:
        while not self.until.is_set():
            self.statuses.append(self.browser.ask("/to-chuc/GL/").status)


def test_a_node_that_is_stopped_loses_no_request(site: Site) -> None:
    until = threading.Event()
    readers = [Reader(site, until) for _ in range(3)]
    for reader in readers:
        reader.start()
    time.sleep(1)
    port = site.nodes[0]
    stopped = site.processes.pop(port)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(timeout=60) == 0
    time.sleep(1)
    site.start_node(port)
    waited(site.processes[port], port, "/suc-khoe/song")
    time.sleep(1)
    until.set()
    for reader in readers:
        reader.join()
    statuses = [status for reader in readers for status in reader.statuses]
    assert len(statuses) > 30
    assert set(statuses) == {200}
