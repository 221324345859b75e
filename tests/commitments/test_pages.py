"""The pages of commitments: autosave, two tabs, answering several, typing for somebody."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment

Who = Callable[[str], User]
OWN = "/nam/2021/cam-ket/"
SAVE = f"{OWN}luu/"
LIST = f"{OWN}chi-bo/G1A/"
FIRST = {"revision": "0", "rows": "1", "i1-text": "Dự đủ sinh hoạt chi bộ"}


@pytest.fixture
def browser(year: Campaign, who: Who) -> Callable[[str], Client]:
    def signed_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return signed_in


def test_what_is_typed_is_stored_and_says_when(browser: Callable[[str], Client]) -> None:
    answer = browser("member").post(SAVE, FIRST)
    assert "chỉ mình đồng chí thấy" in answer.content.decode()
    assert Commitment.objects.get().items.get().text == FIRST["i1-text"]


def test_two_tabs_see_both_texts(browser: Callable[[str], Client]) -> None:
    client = browser("member")
    client.post(SAVE, FIRST)
    silent = client.post(SAVE, {**FIRST, "i1-text": "Bản thứ hai"}).content.decode()
    assert "vừa được lưu ở nơi khác" in silent
    assert "cm-revision" not in silent, "the other tab's number would overwrite it"
    page = client.post(OWN, {**FIRST, "act": "save", "i1-text": "Bản thứ hai"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Bản thứ hai" in text
    assert FIRST["i1-text"] in text
    client.post(OWN, {**FIRST, "act": "save", "revision": "1", "i1-text": "Bản thứ hai"})
    assert Commitment.objects.get().items.get().text == "Bản thứ hai"


def test_a_day_that_is_none_is_named_and_nothing_typed_is_lost(
    browser: Callable[[str], Client],
) -> None:
    page = browser("member").post(OWN, {**FIRST, "act": "send", "i1-until": "31/02/2021"})
    assert page.status_code == 409
    assert "điều 1" in page.content.decode().lower()
    assert "31/02/2021" in page.content.decode()
    assert FIRST["i1-text"] in page.content.decode()


def test_several_are_accepted_at_once_and_looks_are_written_down(
    browser: Callable[[str], Client],
) -> None:
    for name in ("member", "colleague"):
        client = browser(name)
        client.post(OWN, {**FIRST, "act": "send"})
    secretary = browser("secretary")
    assert FIRST["i1-text"] in secretary.get(LIST).content.decode()
    assert Look.objects.count() == 2
    keys = list(Commitment.objects.values_list("pk", flat=True))
    secretary.post(LIST, {"chosen": keys})
    assert set(Commitment.objects.values_list("status", flat=True)) == {"accepted"}


def test_the_secretary_types_returns_and_the_page_says_so(
    cast: Cast, browser: Callable[[str], Client]
) -> None:
    code = cast.of_cell("G1A", 7).code
    address = f"{OWN}dang-vien/{code}/"
    secretary = browser("secretary")
    secretary.post(address, {**FIRST, "act": "send", "person": code})
    refused = secretary.post(address, {"act": "return", "reason": " "})
    assert refused.status_code == 409
    secretary.post(address, {"act": "return", "reason": "Nêu số buổi"})
    assert "Nêu số buổi" in secretary.get(address).content.decode()
    assert browser("secretary_outside").get(address).status_code == 404


def test_a_member_without_a_part_of_the_tree_finds_it_in_the_rail(
    browser: Callable[[str], Client],
) -> None:
    assert f'href="{OWN}"' in browser("member").get(OWN).content.decode()
