"""How many times a page asks the database: as the baseline file says, however many rows there
are.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages import query_baseline

APART = {
    query_baseline.FIRST_PAGE: query_baseline.MOST_OF_ALL_ROOMS,
    query_baseline.BELL: query_baseline.MOST_OF_ALL_ROOMS,
    query_baseline.TRIED: query_baseline.MOST_TRIED,
    **dict.fromkeys(query_baseline.WAITING, query_baseline.MOST_WAITING),
    **dict.fromkeys(query_baseline.STATES, query_baseline.MOST_OF_ALL_STEPS),
    query_baseline.GROUNDS: query_baseline.MOST_GROUNDS,
}


@pytest.mark.django_db(
    transaction=True
)  # as pages are served: what is counted once is kept between looks
def test_every_page_asks_at_most_what_the_baseline_says(as_: Callable[[str], Client]) -> None:
    client, baseline = as_("province"), query_baseline.read()
    asked = {}
    for address in baseline:
        client.get(address)  # what is read once a process (framework texts) is not the page's
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        asked[address] = len(queries)
    query_baseline.renew(asked)
    assert {address: n for address, n in asked.items() if n > query_baseline.read()[address]} == {}


def test_no_page_may_ask_more_than_twelve_times() -> None:
    assert {
        address: n
        for address, n in query_baseline.read().items()
        if n > query_baseline.MOST and address not in APART
    } == {}


def test_some_pages_may_ask_more_and_no_more_than_this() -> None:
    """The first page asks each room, a change is looked at by being made, some wait for others."""
    asked = query_baseline.read()
    assert {address: n for address, n in asked.items() if n > APART.get(address, n)} == {}


@pytest.mark.parametrize(
    "address", ["/to-chuc/GL01A/", "/nam/2021/danh-sach/?subject_type=member&level=good_or_better"]
)
def test_a_longer_list_asks_no_more(as_: Callable[[str], Client], address: str) -> None:
    client = as_("province")
    client.get(address)  # the first request of a session writes down that it was seen
    with CaptureQueriesContext(connection) as whole:
        client.get(address)
    joined = "&" if "?" in address else "?"
    with CaptureQueriesContext(connection) as part:
        client.get(f"{address}{joined}level=outstanding")
    assert len(whole) == len(part)
