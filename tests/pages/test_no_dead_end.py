"""Eight roles walk every link of the rail, the first page and the tables they come to, a few steps
deep: nothing is locked, missing or broken, and every page has something to do or to read.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.test.html import Element
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from tests.html import attribute, elements, words
from tests.pages.conftest import ask_for_a_role, build
from tests.web.town import Town, doubt
from thidua.accounts.models import User

ROLES = {
    "tinh": "province",
    "huyen": "upper_level",
    "xa": "grassroots",
    "chibo": "cell",
    "dangvien": "member",
    "kiemtra": "inspector",
    "giamsat": "auditor",
    "quantri": "administrator",
}
STEPS = 2
EACH = 2
"""How many addresses of one kind are opened from one page beside the rail and the first page."""
MOST = 25
"""How many pages are opened in one step, beyond those that the first page and the rail name."""
FEWEST_WORDS = 8
"""A page that says less beside its heading, and has neither link nor form, says nothing."""
NOT_FOLLOWED = frozenset({"account_logout", "set_language"})


@dataclass
class Walk:
    """One role on its way: what it opened, and what stopped it, each with the way there."""

    client: Client
    seen: set[str] = field(default_factory=set)
    stopped: list[str] = field(default_factory=list)

    def from_the_first_page(self) -> list[str]:
        """What stopped this reader within so many steps."""
        rounds = ["/"]
        for step in range(STEPS + 1):
            found = [link for address in rounds for link in self.open(address)]
            rounds = [link for link in dict.fromkeys(found) if link not in self.seen]
            if step:
                rounds = _some(rounds, MOST)
        return self.stopped

    def open(self, address: str) -> list[str]:
        """Open a page; gives the addresses to go on to."""
        if address in self.seen:
            return []
        self.seen.add(address)
        response = self.client.get(address, follow=True)
        if response.status_code != 200:
            self.stopped.append(f"{address}: {response.status_code}")
            return []
        if response.redirect_chain and "/login/" in response.redirect_chain[-1][0]:
            self.stopped.append(f"{address}: sent to sign in")
        if "text/html" not in response.headers["Content-Type"] or response.streaming:
            return []
        page = response.content.decode()
        self.stopped += [f"{address}: {fault}" for fault in faults_of(page)]
        return self._onward(address, page)

    def _onward(self, address: str, page: str) -> list[str]:
        links = list(dict.fromkeys(_links(address, page)))
        if address == "/":
            return links
        by_kind: dict[str, list[str]] = defaultdict(list)
        for link in links:
            by_kind[resolve(urlsplit(link).path).view_name].append(link)
        return [link for found in by_kind.values() for link in _some(found, EACH)]


def _some(found: list[str], most: int) -> list[str]:
    """A seeded choice: the first, and others."""
    if len(found) <= most:
        return found
    # the same on every run; nothing is kept secret by it
    chance = random.Random(found[0])  # noqa: S311
    return [found[0], *chance.sample(found[1:], most - 1)]


def _links(address: str, page: str) -> Iterator[str]:
    """Where its links lead to within the site, without those that sign out or switch language."""
    for anchor in elements(page, "a"):
        href = urldefrag(attribute(anchor, "href")).url
        to = urljoin(address, href)
        inside = to.startswith("/") and not to.startswith(("/static/", "/cong-khai/", "/api/"))
        if href and inside and resolve(urlsplit(to).path).view_name not in NOT_FOLLOWED:
            yield to


def faults_of(page: str) -> list[str]:
    """What a page promises and does not hold."""
    found = []
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    for anchor in elements(page, "a"):
        href = attribute(anchor, "href")
        if not href or href == "#":
            found.append(f"a link that leads nowhere: {words(anchor)!r}")
        elif href.startswith("#") and href[1:] not in ids:
            found.append(f"a link to a place that is not on the page: {href}")
    (main,) = elements(page, "main")
    if _is_lock(main):
        found.append("locked")
    if _says_nothing(main):
        found.append("nothing to do or to read")
    return found


def _is_lock(main: Element) -> bool:
    return any("is-lock" in attribute(one, "class").split() for one in elements(main, "div"))


def _says_nothing(main: Element) -> bool:
    if elements(main, "table", "form", "button", "a", "li"):
        return False
    said = re.sub(r"\W+", " ", words(main)).split()
    heading = [word for one in elements(main, "h1") for word in words(one).split()]
    return len(said) - len(heading) < FEWEST_WORDS


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Written once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = build()
        doubt(town, by=User.objects.get(username="colleague"))
        ask_for_a_role(town, User.objects.create_user("newcomer"))
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def town(built: Town, db: None) -> Town:
    return built


@pytest.mark.parametrize("who", ROLES)
def test_nobody_comes_to_a_dead_end(who: str, town: Town, as_: Callable[[str], Client]) -> None:
    walk = Walk(as_(ROLES[who]))
    assert not walk.from_the_first_page()
    assert len(walk.seen) > 10


def test_a_dead_end_is_noticed() -> None:
    """The walk sees what it is there to see."""
    lock = _page('<h1>Khoá</h1><div class="state is-lock"><p>Không mở được.</p></div>')
    assert faults_of(lock) == ["locked", "nothing to do or to read"]
    dead = _page('<h1>A</h1><a href="#">đi</a><a href="#x">x</a><a>y</a>')
    assert len(faults_of(dead)) == 3
    assert not faults_of(_page('<h1>A</h1><p id="x">B</p><a href="#x">x</a>'))


def _page(inside: str) -> str:
    return f"<html><body><main>{inside}</main></body></html>"
