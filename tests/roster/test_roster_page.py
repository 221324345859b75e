"""The page of a year's list: the states counted, who waits, and the acts that put it right."""

import pytest
from django.test import Client

from tests.builder import officer
from tests.cast import Cast, entry, good_year
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.roster.models import PutOff, RosterEntry

PAGE = "/nam/2021/danh-sach-nam/"
ILL = {"act": "put_off", "subject_type": "member", "code": "M-G1A-05", "reason": "ill", "note": "x"}


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return good_year()


@pytest.fixture
def client(cast: Cast, year: Campaign) -> Client:
    return signed_in_now(officer("huyện", Role.UPPER_LEVEL, cast["U1"]))


def send(client: Client, **data: object) -> str:
    answer = client.post(PAGE, data, follow=True)
    return str(answer.content.decode())


def test_a_review_is_put_off_made_up_for_and_taken_back(client: Client, year: Campaign) -> None:
    shown = send(client, **ILL)
    assert "Đã ghi Đảng viên M-G1A-05 chưa kiểm điểm." in shown
    assert "Ốm đau, điều trị: x" in shown
    pk = entry(year, "M-G1A-05").pk
    assert "phải nằm trong khoảng" in send(
        client, act="make_up", entry=pk, reviewed_on="01/01/1999"
    )
    assert "kiểm điểm bù ngày" in send(client, act="make_up", entry=pk, reviewed_on="27/12/2021")
    assert "Không có ai." in send(client, act="withdraw", entry=pk)
    assert not PutOff.objects.exists()


def test_what_is_wrong_is_said_and_what_was_written_stays(client: Client) -> None:
    shown = send(client, **{**ILL, "reason": "other", "note": ""})
    assert "lý do khác thì phải ghi rõ" in shown.lower()
    assert 'value="M-G1A-05"' in shown


def test_one_subject_is_corrected_with_a_reason(client: Client, cast: Cast) -> None:
    cast.member("M-NEW", "G1A")
    said = {"act": "correct", "subject_type": "member", "code": "M-NEW", "leads": ""}
    assert "Lý do sửa danh sách" in send(client, **said, why="")
    assert not RosterEntry.objects.filter(code="M-NEW").exists()
    assert "Đã sửa danh sách." in send(client, **said, why="Sót")
    assert RosterEntry.objects.filter(code="M-NEW").exists()


def test_the_province_freezes_again(client: Client, cast: Cast) -> None:
    cast.member("M-NEW", "G1A")
    assert client.post(PAGE, {"act": "freeze"}).status_code == 404
    province = signed_in_now(officer("tỉnh", Role.PROVINCE, cast["P"]))
    assert "Đã chốt lại: thêm 1, thay đổi 0, bỏ 0." in send(province, act="freeze")


def test_nobody_acts_on_others_units(client: Client, year: Campaign) -> None:
    assert client.post(PAGE, {**ILL, "code": "M-G3A-05"}).status_code == 403
    assert not PutOff.objects.exists()
    assert entry(year, "M-G3A-05").rated
