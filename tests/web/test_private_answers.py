"""What a page of one's own is not: kept by a browser's disk or a proxy; and an address with NUL in
it is answered before anything is asked.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.pages.conftest import as_, town
from tests.pages.table import API, FORMS, OTHERS, PAGES
from thidua.web.middleware import PrivateMiddleware

__all__ = ["as_", "town"]
As = Callable[[str], Client]
ADDRESSES = sorted({address for _, address, *_ in (*PAGES, *API)})


def test_no_page_and_no_file_of_somebody_signed_in_may_be_kept(as_: As) -> None:
    client = as_("province")
    client.raise_request_exception = False
    kept = {
        address: response.headers.get("Cache-Control", "")
        for address in (*ADDRESSES, *OTHERS, "/khong-co/", "/to-chuc/KHONG/")
        for response in [client.get(address)]
        if "no-store" not in response.headers.get("Cache-Control", "")
        and "public" not in response.headers.get("Cache-Control", "")
    }
    assert kept == {}


def test_what_a_form_answers_is_not_kept_either(as_: As) -> None:
    client = as_("nobody")
    for _, address, *_rest in FORMS[:5]:
        assert "no-store" in client.post(address).headers["Cache-Control"]


@pytest.mark.parametrize("status", [200, 404, 409, 500])
def test_what_says_itself_how_long_it_may_be_kept_is_believed(status: int) -> None:
    answers = {"": "private, no-store", "public, max-age=300": "public, max-age=300"}
    for said, wanted in answers.items():

        def answer(request: HttpRequest, said: str = said) -> HttpResponse:
            return HttpResponse(status=status, headers={"Cache-Control": said} if said else {})

        response = PrivateMiddleware(answer)(RequestFactory().get("/"))
        assert response.headers["Cache-Control"] == wanted


NULS = [
    "/cong-khai/2021/%00",
    "/cong-khai/2021/%00/",
    "/%00",
    "/to-chuc/%00/",
    "/xep-loai/2021/member/DV0003%00/phieu.pdf",
    "/quyet-dinh/2021/?q=%00",
    "/nam/2021/danh-sach/?under=a%00b",
    "/tai-khoan/quan-tri/?q=%00",
    "/khong-co/?%00",
    "/static/%00",
    "/api/v1/years/2021/boards/member/%00",
]


@pytest.mark.parametrize("address", NULS)
@pytest.mark.parametrize("who", ["anonymous", "province"])
def test_nul_in_an_address_is_answered_before_anything_is_asked(
    as_: As, address: str, who: str
) -> None:
    client = as_(who)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(address)
    assert response.status_code == 400
    assert len(asked) == 0
    assert response.headers["Content-Security-Policy"]
    api = address.startswith("/api/")
    assert response.headers["Content-Type"].startswith(
        "application/problem+json" if api else "text/html"
    )
    assert "NUL" in response.content.decode() if api else b"<h1>" in response.content


def test_nul_is_refused_at_every_address_that_takes_a_code(as_: As) -> None:
    client = as_("province")
    for address in (*ADDRESSES, *OTHERS):
        assert client.get(address, {"q": "\0"}).status_code == 400
        assert client.post(f"{address}?q=%00").status_code == 400


def test_nul_in_a_cookie_is_refused(client: Client) -> None:
    client.cookies["sessionid"] = "\0" * 32
    assert client.get("/").status_code == 400


def test_nul_in_a_form_is_no_fault_of_ours(as_: As) -> None:
    client = as_("province")
    for _, address, data, _ in FORMS:
        sent = {name: "a\0b" for name, value in data.items() if isinstance(value, str)}
        assert client.post(address, sent).status_code < 500
