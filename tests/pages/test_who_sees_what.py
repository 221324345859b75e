"""Every address × everybody, looking and sending: as the table says. An address missing from it
fails the test.

The table, and how to add to it: `tests/pages/table.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from tests.pages.conftest import CAST, ask_for_a_role, build
from tests.pages.table import API, FORMS, OPEN, OTHERS, PAGES
from tests.pages.who import ANONYMOUS, Data
from tests.web.town import Town, doubt, remind
from thidua.accounts.models import User

OK, SIGN_IN, UNAUTHORIZED, FORBIDDEN, NOT_THERE, NO_FORMS = 200, 302, 401, 403, 404, 405
TAKEN = frozenset({"board_sheets", "rating_sheets"})
"""Files of several people, which an auditor does not take away."""
LOOKED_AT = [*PAGES, *API]
REFUSED = frozenset({403, 404})
# Not there whatever is sent: no page, and recovery codes that nobody has.
NEVER_THERE = frozenset({"api_other", "mfa_download_recovery_codes"})
WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "COPY")
# Who is signed in, and how often somebody tried: not what a form is about.
OF_NO_ACCOUNT = (
    "django_session",
    "shared_cache",
    "usersessions_usersession",
    "accounts_failedattempts",
    "accounts_knowndevice",
)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Written once for all tests of this file; each of them undoes what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = build()
        colleague = User.objects.get(username="colleague")
        doubt(town, by=colleague)
        remind(town, by=colleague)
        ask_for_a_role(town, User.objects.create_user("newcomer"))
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def town(built: Town, db: None) -> Town:
    return built


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= _names(entry)
        elif isinstance(entry, URLPattern):
            found.add(entry.name or str(entry.pattern))
    return found


def test_no_address_is_missing_from_the_table() -> None:
    assert _names(get_resolver()) == {name for name, _, _ in LOOKED_AT} | set(OTHERS)


def _expected(name: str, who: str, allowed: frozenset[str]) -> int:
    if who == ANONYMOUS and name not in OPEN:
        return UNAUTHORIZED if name.startswith("api_") else SIGN_IN
    if name in TAKEN and who == "auditor" and who in allowed:
        return FORBIDDEN  # sees what is in it on pages
    return OK if who in allowed else NOT_THERE


def _status(client: Client, name: str, address: str, who: str) -> int:
    status = client.get(address).status_code
    # Somebody who has just signed in need not confirm it, and is sent on.
    return (
        OK
        if name == "account_reauthenticate" and status == SIGN_IN and who != ANONYMOUS
        else status
    )


def test_everybody_gets_what_the_table_says(as_: Callable[[str], Client]) -> None:
    wrong = {}
    for who in (*CAST, ANONYMOUS):
        client = as_(who)
        for name, address, allowed in LOOKED_AT:
            status, expected = _status(client, name, address, who), _expected(name, who, allowed)
            if status != expected:
                wrong[who, address] = (status, expected)
    assert wrong == {}


def test_other_addresses_never_fail(as_: Callable[[str], Client]) -> None:
    wrong = {}
    for who in ("province", "nobody", ANONYMOUS):
        client = as_(who)
        for address, answers in OTHERS.values():
            status = client.get(address).status_code
            if status not in answers:
                wrong[who, address] = status
    assert wrong == {}


def test_the_anonymous_come_back_after_signing_in(as_: Callable[[str], Client]) -> None:
    response = as_(ANONYMOUS).get("/to-chuc/GL01/")
    assert response.headers["Location"] == "/tai-khoan/login/?next=/to-chuc/GL01/"


# Forms
# --------------------------------------------------------------------------------------------------


@contextmanager
def _taken_back() -> Iterator[None]:
    """What happens inside did not happen: each form is sent to the same province."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def _as_sent(address: str) -> str:
    """The API reads JSON, pages read forms."""
    return "application/json" if address.startswith("/api/") else MULTIPART_CONTENT


def _send(who: str, client: Client, address: str, data: Data) -> tuple[int, list[str]]:
    """The answer to a form, and the statements that wrote something. The browser stays signed in
    as it was, whatever the form did.
    """
    cookies = deepcopy(client.cookies)
    sent = {key: value() if callable(value) else value for key, value in data.items()}
    connection.queries_log.clear()  # it holds nine thousand: fewer than all forms of all roles ask
    with _taken_back(), CaptureQueriesContext(connection) as queries:
        status = client.post(address, sent, content_type=_as_sent(address)).status_code
    client.cookies = cookies
    written = [
        query["sql"] for query in queries if query["sql"].lstrip('"( ').upper().startswith(WRITES)
    ]
    return status, [
        sql for sql in written if not any(f'"{table}"' in sql for table in OF_NO_ACCOUNT)
    ]


def test_whoever_may_not_send_a_form_is_refused_and_nothing_is_written(
    as_: Callable[[str], Client],
) -> None:
    wrong = {}
    # All have their accounts before anybody acts: for whoever has none a secretary types.
    clients = {who: as_(who) for who in (*CAST, ANONYMOUS)}
    for who, client in clients.items():
        for _, address, data, allowed in FORMS:
            if who in allowed:
                continue
            status, written = _send(who, client, address, data)
            if written or status not in (
                REFUSED | {SIGN_IN, UNAUTHORIZED} if who == ANONYMOUS else REFUSED
            ):
                wrong[who, address, str(data)] = (status, written)
    assert wrong == {}


def test_whoever_may_send_a_form_is_heard(as_: Callable[[str], Client]) -> None:
    wrong = {}
    for who in (*CAST, ANONYMOUS):
        client = as_(who)
        for name, address, data, allowed in FORMS:
            if who not in allowed:
                continue
            status, _ = _send(who, client, address, data)
            if status in REFUSED or status == NO_FORMS or status >= 500:
                wrong[who, name] = status
    assert wrong == {}


def _pages_without_a_form() -> Iterator[tuple[str, str, str]]:
    """Name, address and somebody who may look, of every page that the table knows no form of."""
    with_form = {name for name, *_ in FORMS}
    for name, address, allowed in LOOKED_AT:
        if name not in with_form:
            yield name, address, min(allowed, default="province")
    for name, (address, _) in OTHERS.items():
        if name not in with_form:
            yield name, address, ANONYMOUS
            yield name, address, "province"


def test_no_form_is_missing_from_the_table(as_: Callable[[str], Client]) -> None:
    """An address without a form refuses it before it looks whether the thing is there, or who
    asks: "not there" would hide a form that the table forgot.
    """
    browsers = {who: as_(who) for who in (*CAST, ANONYMOUS)}
    taken = {}
    for name, address, who in _pages_without_a_form():
        status, _ = _send(who, browsers[who], address, {})
        refusals = {NO_FORMS, *({SIGN_IN} if who == ANONYMOUS else ())}
        if status not in refusals | ({NOT_THERE} if name in NEVER_THERE else set()):
            taken[name, who] = status
    assert taken == {}, (
        "these take forms: say in tests/pages/tables/ who may send them, or add @require_GET"
    )
