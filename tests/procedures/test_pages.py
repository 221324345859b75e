"""The page of a year's procedure tells where each value stands; the province changes one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.html import elements, words
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.procedures.models import LocalSetting

ALL = "/nam/2021/quy-trinh/"
DRAFT = f"{ALL}periods.draft_working_days/"
SENT = {"was": "3", "value": "5", "citation": "HD 10-HD/TU, điểm 2", "reason": "đường xa"}


@pytest.fixture
def signed_in(cast: Cast, year: Campaign) -> Callable[[Role, str], Client]:
    def sign(role: Role, code: str) -> Client:
        client = Client()
        signed_in_now(cast.officer(f"o-{role}", role, code), client=client)
        return client

    return sign


def words_of(answer: Any) -> str:
    return words(elements(answer.content.decode(), "main")[0])


def page(client: Client, address: str = ALL) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words_of(answer)


def test_it_says_what_is_local_and_what_nobody_compared(
    signed_in: Callable[[Role, str], Client],
) -> None:
    said = page(signed_in(Role.CELL, "G1A"))

    assert "Hội nghị kiểm điểm · Chi bộ; tập thể lãnh đạo, quản lý" in said
    assert "3 ngày làm việc HD 16-HD/BTCTW" in said
    assert "quy định riêng của địa phương · chưa đối chiếu với văn bản gốc" in said
    assert "Chi uỷ được tính" in said
    assert "Đổi" not in said


def test_the_province_changes_a_value_and_gives_it_back(
    signed_in: Callable[[Role, str], Client],
) -> None:
    client = signed_in(Role.PROVINCE, "P")
    assert client.post(DRAFT, SENT).headers["Location"] == f"{ALL}#periods.draft_working_days"
    assert "5 ngày làm việc HD 10-HD/TU, điểm 2" in page(client)

    client.post(DRAFT, {"act": "unset", "was": "5"})
    assert "3 ngày làm việc HD 16-HD/BTCTW" in page(client)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "99"}, "Cần số từ 1 đến 15."),
        ({"value": ""}, "Cần một số ngày, viết bằng chữ số."),
        ({"citation": ""}, "Cần nêu văn bản của địa phương."),
        ({"reason": " "}, "Cần nêu lý do."),
        ({"was": "4"}, "Người khác vừa đặt giá trị này thành “3”"),
        ({"reason": "x" * 501}, "dài 501 ký tự"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in: Callable[[Role, str], Client], wrong: dict[str, str], said: str
) -> None:
    answer = signed_in(Role.PROVINCE, "P").post(DRAFT, {**SENT, **wrong})

    assert said in words_of(answer)
    assert "HD 10-HD/TU" in answer.content.decode() or "citation" in wrong
    assert not LocalSetting.objects.exists()


def test_a_year_outside_every_procedure_has_a_page_that_says_so(
    year: Campaign, signed_in: Callable[[Role, str], Client]
) -> None:
    year.review_date = dt.date(2024, 12, 1)
    year.save()

    assert "Chưa có quy trình kiểm điểm nào có hiệu lực ngày 01/12/2024" in page(
        signed_in(Role.PROVINCE, "P")
    )
