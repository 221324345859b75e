"""A page that is given again is the page that would be drawn: whatever it tells of makes it new
when it changes.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from psycopg import sql

from tests.second_factor import give_second_factor
from tests.web import town as module
from thidua.accounts.models import Role, RoleGrant, User
from thidua.boards.models import Proposal
from thidua.campaigns.kept_pages import PAGES, parts_under
from thidua.campaigns.models import Campaign, Deadline, Indicator
from thidua.db import frames
from thidua.decisions.models import Decision, DecisionItem
from thidua.facts.models import FactSheet
from thidua.organisations.models import Organisation
from thidua.ratings.models import EarlierLevel, Rating
from thidua.reports.models import Summary
from thidua.roster.models import RosterEntry

# Every view that is kept, at an address of the small province, with a word that the page shows.
ADDRESSES = {
    "boards": "/bang/2021/",
    "board": "/bang/2021/GL02/?kind=member",
    "figures": "/nam/2021/",
    "figures_charts": "/nam/2021/bieu-do/",
}
ASKED_EVERY_TIME = ("accounts_", "mfa_", "socialaccount_", "django_session", "usersessions_")
"""Who reads and what they may do is not kept: a page is found by it."""
WRITTEN_WITH_OTHERS = {"reports_summary", "db_change", "boards_proposalevent"}
"""What is worked out from marked tables and kept by the same marks; the history that triggers write
with them.
"""
DAY = dt.date(2020, 12, 20)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    PAGES.forget()
    yield
    PAGES.forget()


@pytest.fixture
def town(transactional_db: None) -> module.Town:
    return module.build()


@pytest.fixture
def reader(town: module.Town) -> User:
    return module.officer(town, "reader", Role.PROVINCE)


def browser(user: User, *, strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict)
    client.force_login(user)
    client.get("/tai-khoan/")  # the session is noted as in use
    return client


def shown(client: Client, address: str) -> bytes:
    """The page without the token of its forms."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return TOKEN.sub(b"", answer.content)


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries.captured_queries]


def test_a_second_look_asks_nobody_but_who_reads(reader: User) -> None:
    client = browser(reader)
    for address in ADDRESSES.values():
        drawn = shown(client, address)
        assert shown(client, address) == drawn
        asked = queries_of(client, address)
        assert len(asked) == 4, asked
        assert not [sql for sql in asked if "campaigns_" in sql or "reviews_" in sql]


def entry(town: module.Town, **wanted: object) -> RosterEntry:
    return RosterEntry.objects.filter(
        organisation=town["GL02A"], subject_type="member", **wanted
    ).order_by("pk")[3]


def _decided_before(town: module.Town) -> None:
    """Another year's decision about one of the members of this one."""
    year = Campaign.objects.create(year=2020, name="2020", review_date=DAY, cut_off_date=DAY)
    one = entry(town)
    decision = Decision.objects.create(
        campaign=year,
        number="1-QĐ",
        decided_on=DAY,
        issuer=town["GL02"],
        signer_post="Bí thư",
        covers=["member"],
        status="issued",
        issued_at=timezone.now(),
    )
    one.pk, one.campaign = None, year
    one.save()
    DecisionItem.objects.create(
        decision=decision, roster_entry=one, level="outstanding", reached_low=4, reached_high=4
    )


# What may happen, and which of the pages it shows on.
CHANGES: dict[str, tuple[Callable[[module.Town], object], tuple[str, ...]]] = {
    "a level of the classification": (
        lambda town: Rating.objects.filter(roster_entry=entry(town)).update(
            low=1, high=1, standing=1
        ),
        ("board", "figures"),
    ),
    "a choice": (
        lambda town: Proposal.objects.filter(roster_entry=entry(town)).update(
            chosen="completed", reason="vì"
        ),
        ("board",),
    ),
    "a claim": (
        lambda town: Proposal.objects.filter(roster_entry=entry(town)).update(
            self_claimed="completed"
        ),
        ("board",),
    ),
    "a fact": (
        lambda town: FactSheet.objects.filter(roster_entry=entry(town)).update(
            facts={"targets_done": "11.5"}
        ),
        ("board",),
    ),
    "a decided level": (
        lambda town: DecisionItem.objects.create(
            decision=Decision.objects.get(status="issued"),
            roster_entry=entry(town),
            level="completed",
            reached_low=2,
            reached_high=3,
        ),
        ("board", "figures"),
    ),
    "the number of a decision": (lambda _: Decision.objects.update(number="999-QĐ/ĐU"), ("board",)),
    "a decision taken back": (
        lambda _: Decision.objects.update(status="reopened"),
        ("board", "figures"),
    ),
    "an earlier year": (
        lambda town: EarlierLevel.objects.filter(person=entry(town).person, year=2018).update(
            level="completed"
        ),
        ("board",),
    ),
    "a level decided in an earlier year": (_decided_before, ("board",)),
    "a name on the roster": (
        lambda town: RosterEntry.objects.filter(pk=entry(town).pk).update(name="Tên đã sửa"),
        ("board",),
    ),
    "an organisation renamed": (
        lambda _: Organisation.objects.filter(code="GL02").update(name="Đảng bộ xã Tên Mới"),
        ("board",),
    ),
    "a deadline": (
        lambda _: Deadline.objects.filter(step="rate").update(due_on=dt.date(2021, 12, 27)),
        ("board", "boards"),
    ),
    "an indicator": (lambda _: Indicator.objects.update(name="Chỉ tiêu đã sửa"), ("figures",)),
}


def test_whatever_a_page_tells_makes_it_new(town: module.Town, reader: User) -> None:
    client = browser(reader)
    for what, (change, pages) in CHANGES.items():
        before = {name: shown(client, ADDRESSES[name]) for name in pages}
        change(town)
        for name in pages:
            after = shown(client, ADDRESSES[name])
            assert after != before[name], (what, name)
            PAGES.forget()
            assert shown(client, ADDRESSES[name]) == after, (what, name)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read by COPY, beside Django's own log."""
    asked: list[str] = []
    bound = frames._bound

    def noted(query: str, params: Sequence[object]) -> sql.Composable:
        asked.append(query)
        return bound(query, params)

    monkeypatch.setattr(frames, "_bound", noted)
    return asked


def test_what_a_page_is_made_from_is_marked_when_it_changes(
    reader: User, copied: list[str]
) -> None:
    client = browser(reader)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'marks_%%'"
        )
        marked = {str(table) for (table,) in cursor.fetchall()}
        tables = set(connection.introspection.table_names()) - WRITTEN_WITH_OTHERS
    for address in ADDRESSES.values():
        client.get(address)
        PAGES.forget()
        Summary.objects.all().delete()
        copied.clear()
        asked = " ".join([*queries_of(client, address), *copied])
        read = {table for table in tables if re.search(rf"\b{table}\b", asked)}
        assert read & marked
        unmarked = {table for table in read - marked if not table.startswith(ASKED_EVERY_TIME)}
        assert unmarked == set(), address


def test_every_kept_view_is_among_these_addresses() -> None:
    assert {
        one.name for one in _patterns(get_resolver()) if getattr(one.callback, "is_kept", False)
    } == set(ADDRESSES)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def test_the_token_is_the_readers_own_and_works(town: module.Town, reader: User) -> None:
    client, address = browser(reader, strict=True), "/bang/2021/GL02/?kind=member"
    tokens = {TOKEN.findall(client.get(address).content)[0] for _ in range(2)}
    assert len(tokens) == 2  # masked anew each time
    for token in tokens:
        sent = {"csrfmiddlewaretoken": token.decode(), "kind": "member"}
        assert client.post("/bang/2021/GL02/chon/", sent).status_code == 302
    assert client.post("/bang/2021/GL02/chon/", {"kind": "member"}).status_code == 403


def test_a_page_is_one_readers_with_what_they_may_do_now(town: module.Town, reader: User) -> None:
    address = ADDRESSES["board"]
    drawn = shown(browser(reader), address)
    auditor = module.officer(town, "auditor", Role.AUDITOR)
    assert shown(browser(auditor), address) != drawn
    RoleGrant.objects.filter(user=reader).update(role=Role.AUDITOR)
    give_second_factor(reader)
    assert b"board-bulk" not in shown(browser(reader), address)
    RoleGrant.objects.filter(user=reader).delete()
    assert browser(reader).get(address).status_code == 404


def test_words_said_once_are_not_kept(town: module.Town, reader: User) -> None:
    client, address = browser(reader), "/bang/2021/GL02/?kind=member"
    quiet = shown(client, address)
    client.post("/bang/2021/GL02/chon/", {"kind": "member"})
    assert "Chưa đánh dấu dòng nào".encode() in client.get(address).content
    assert shown(client, address) == quiet


def test_each_language_and_each_day_has_its_page(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = browser(reader), ADDRESSES["board"]
    drawn = shown(client, address)
    monkeypatch.setattr("thidua.campaigns.kept_pages.today", lambda: dt.date(2030, 1, 1))
    assert len(queries_of(client, address)) > 4
    monkeypatch.undo()
    client.cookies["django_language"] = "en"
    assert shown(client, address) != drawn


def test_an_error_page_carries_a_real_token(reader: User) -> None:
    answer = browser(reader).get("/bang/1999/")
    assert answer.status_code == 404
    assert all(len(token) == 64 for token in TOKEN.findall(answer.content))
    assert TOKEN.findall(answer.content)


def test_the_parts_are_the_bodies_that_the_paths_lead_through() -> None:
    assert parts_under(["/1/5/", "/1/9/20/31/"]) == (0, -1, -2, 5, 9)
    assert parts_under(["/1/5/", "/1/"]) is None
