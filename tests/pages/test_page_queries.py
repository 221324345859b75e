"""How many times a page asks the database: never more than twelve, however many rows there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 12
PAGES = (
    "/",
    "/tim/?q=gia",
    "/to-chuc/",
    "/to-chuc/?open=GL01",
    "/nhanh/GL/",
    "/to-chuc/XD/",
    "/to-chuc/GL01/",
    "/to-chuc/GL01A/",
    "/to-chuc/GL01A/?level=good",
    "/xep-loai/2021/organisation/GL01/",
    "/xep-loai/2021/collective/GL01/",
    "/xep-loai/2021/leader/DV0001/",
    "/xep-loai/2021/member/DV0003/",
    "/nam/2021/",
    "/nam/2021/?group=members&sort=good",
    "/nam/2021/danh-sach/?subject_type=member&under=GL01&level=good",
    "/nam/2021/danh-sach/?gap=self_above",
    "/nam/2021/nhom/?subject_type=member",
    "/cong-bo/2021/",
    "/cong-khai/",
)
# An opened way down the tree asks three times a level.
DEEPER = {"/to-chuc/?open=GL01": 18}


def test_no_page_asks_more_than_twelve_times(as_: Callable[[str], Client]) -> None:
    client = as_("province")
    asked = {}
    for address in PAGES:
        client.get(address)  # what is read once a process (framework texts) is not the page's
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)
    assert {address: n for address, n in asked.items() if n > DEEPER.get(address, MOST)} == {}


@pytest.mark.parametrize("address", ["/to-chuc/GL01A/", "/nam/2021/danh-sach/?subject_type=member"])
def test_a_longer_list_asks_no_more(as_: Callable[[str], Client], address: str) -> None:
    client = as_("province")
    with CaptureQueriesContext(connection) as whole:
        client.get(address)
    joined = "&" if "?" in address else "?"
    with CaptureQueriesContext(connection) as part:
        client.get(f"{address}{joined}level=outstanding")
    assert len(whole) == len(part)
