"""A browser at desktop and phone width, over the small province, served as the site serves it."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.second_factor import code_now
from tests.web import town as module
from thidua.accounts.models import Role, User

# Playwright's own loop runs in this thread while the tests prepare their data.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 30_000
"""Milliseconds: a slow machine is no fault of a page."""
expect.set_options(timeout=PATIENCE)

AXE = (Path(__file__).parent / "assets" / "axe-4.14.1.min.js").read_text("utf-8") + ";0"
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
PASSWORD = "mot cau that dai"
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if chromium is None:
        pytest.skip("no chromium on this machine (apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def town(transactional_db: None) -> module.Town:
    return module.build()


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Visitor:
    """Somebody with a browser: signs in, opens pages, and is told what is wrong with one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.steps = cycle((0, 1, -1))  # a code works once: whoever signs in again takes the next
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, username: str) -> None:
        self.open("/tai-khoan/login/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "/tai-khoan/login/" not in url)
        if "/tai-khoan/2fa/" in self.page.url:
            self.enter_code(code_now(step=next(self.steps)))
        self.page.wait_for_url(self.address + "/")

    def enter_code(self, code: str) -> None:
        """The second factor, as the phone shows it."""
        self.page.get_by_label("Mã 6 số").fill(code)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()

    def problems(self) -> list[str]:
        """What axe finds serious, what the security policy blocked, what the page threw, and
        sideways scrolling.
        """
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']})"
        )
        wrong = [
            f"axe {item['id']}: {item['nodes'][0]['html'][:160]}"
            for item in found["violations"]
            if item["impact"] in ("serious", "critical")
        ]
        wrong += self.page.evaluate("window.violations")
        if self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            wrong.append("scrolls sideways")
        wrong += self.complaints
        self.complaints.clear()
        return wrong


@pytest.fixture
def visit(
    browser: Browser, live_server: LiveServer, transactional_db: None, width: str
) -> Iterator[Callable[[], Visitor]]:
    """Each call is another person with a browser of their own, at one width."""
    cache.clear()  # sign-ins that failed elsewhere would slow these down
    across, down = WIDTHS[width]
    opened = []

    def another() -> Visitor:
        context = browser.new_context(viewport={"width": across, "height": down}, locale="vi-VN")
        opened.append(context)
        context.add_init_script(WATCH)
        context.set_default_timeout(PATIENCE)
        return Visitor(context.new_page(), live_server.url)

    yield another
    for context in opened:
        context.close()


@pytest.fixture
def visitor(visit: Callable[[], Visitor], town: module.Town) -> Visitor:
    return visit()


@pytest.fixture
def officer(town: module.Town) -> Callable[..., User]:
    def made(role: Role | None, code: str = "XD", person: str = "") -> User:
        return town.officer("officer", role, code, person=person)

    return made
