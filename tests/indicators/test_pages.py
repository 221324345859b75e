"""The pages of indicators: what they tell, what is entered on them, two people at one month."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from tests.cast import Cast
from tests.indicators.conftest import AUGUST, noted
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign, Indicator
from thidua.indicators.models import Rank, Reading, Reporting
from thidua.targets.models import IndicatorSetting, Target

Who = Callable[[str], User]
PAGE = "/nam/2021/thuc-hien/U1/chi-tieu/"
PROVINCE = "/nam/2021/thuc-hien/P/chi-tieu/"


@pytest.fixture
def client_of(year: Campaign, who: Who) -> Callable[[str], Client]:
    def sign_in(name: str) -> Client:
        client = Client()
        signed_in_now(who(name), client=client)
        return client

    return sign_in


@pytest.fixture
def city(client_of: Callable[[str], Client]) -> Client:
    return client_of("city")


@pytest.fixture
def province(client_of: Callable[[str], Client]) -> Client:
    return client_of("province")


@pytest.fixture
def key(recruit: Indicator) -> str:
    return f"i{recruit.pk}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_month_is_entered_as_people_write_numbers(city: Client, key: str) -> None:
    sent = {"source": "BC 118-BC/TU", f"{key}-value": "1.042,5", f"{key}-seen": "0"}
    assert city.post(f"{PAGE}ghi/?month=8", sent).status_code == 302
    reading = Reading.objects.get()
    assert (reading.value, reading.on, reading.source) == (
        Decimal("1042.5"),
        AUGUST,
        "BC 118-BC/TU",
    )
    page = text(city, PAGE)
    assert "1.042,5" in page
    assert "số liệu đến 31/08/2021" in page
    assert "Ghi số liệu tháng 9" in page
    assert "hạn 08/10/2021" in page


def test_a_source_of_its_own_is_kept(city: Client, key: str) -> None:
    sent = {"source": "BC 1", f"{key}-value": "5", f"{key}-source": "BC 2"}
    city.post(f"{PAGE}ghi/?month=8", sent)
    assert Reading.objects.get().source == "BC 2"


def test_two_people_see_both_numbers(city: Client, key: str) -> None:
    city.post(f"{PAGE}ghi/?month=8", {f"{key}-value": "5", f"{key}-seen": "0"})
    page = city.post(f"{PAGE}ghi/?month=8", {f"{key}-value": "7", f"{key}-seen": "0"})
    assert page.status_code == 409
    said = page.content.decode()
    assert 'value="7"' in said
    assert "nơi khác vừa lưu: 5" in said
    assert f'name="{key}-seen" value="1"' in said
    city.post(f"{PAGE}ghi/?month=8", {f"{key}-value": "7", f"{key}-seen": "1"})
    assert Reading.objects.get().value == 7


def test_what_is_no_number_is_named_and_everything_typed_stays(city: Client, key: str) -> None:
    sent = {"source": "BC 118", f"{key}-value": "nhiều", f"{key}-seen": "0"}
    page = city.post(f"{PAGE}ghi/?month=8", sent)
    assert page.status_code == 409
    said = page.content.decode()
    assert "Kết nạp đảng viên" in said
    assert 'value="nhiều"' in said
    assert 'value="BC 118"' in said
    assert not Reading.objects.exists()


def test_a_month_to_come_is_not_offered(city: Client) -> None:
    page = text(city, f"{PAGE}ghi/?month=12")
    assert "Tháng 9" in page
    assert "Tháng 10" not in page
    assert "Ghi số liệu tháng 9/2021" in page


def test_behind_says_where_it_should_be(city: Client, cast: Cast, recruit: Indicator) -> None:
    at = dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
    Target.objects.create(
        organisation=cast["U1"], indicator=recruit, value=2100, last_year=1812, saved_at=at
    )
    Reporting.objects.create(indicator=recruit, counted="grows", answered_by="Ban Tổ chức Tỉnh uỷ")
    noted(cast, "U1", recruit, "1042")
    page = text(city, PAGE)
    assert "chậm, đáng lẽ 1.400" in page
    assert "nơi trả lời: Ban Tổ chức Tỉnh uỷ" in page
    assert "Kém đường tới mức phấn đấu 358 người." in page


def test_the_sum_below_stands_beside(province: Client, cast: Cast, recruit: Indicator) -> None:
    IndicatorSetting.objects.create(indicator=recruit, adds_up=True)
    noted(cast, "U1", recruit, "30")
    assert "1/2 đơn vị đã ghi tháng 08/2021, chưa cộng được" in text(province, PROVINCE)
    noted(cast, "U2", recruit, "40")
    noted(cast, "P", recruit, "75")
    page = text(province, PROVINCE)
    assert "2 đơn vị trực thuộc cộng lại tháng 08/2021: 70 người" in page
    assert "ít hơn số của đơn vị 5 người" in page


def test_months_edits_and_units_below_on_their_page(
    city: Client, cast: Cast, recruit: Indicator, key: str
) -> None:
    noted(cast, "G1", recruit, "12")
    city.post(f"{PAGE}ghi/?month=8", {f"{key}-value": "30", f"{key}-seen": "0"})
    city.post(f"{PAGE}ghi/?month=8", {f"{key}-value": "31", f"{key}-seen": "1"})
    page = text(city, f"{PAGE}{key}/")
    assert "các lần sửa 1" in page
    assert "/nam/2021/thuc-hien/G1/chi-tieu/" in page
    assert page.count("08/2021") >= 3


def test_the_province_says_how_it_is_reported(province: Client, key: str, city: Client) -> None:
    how = {
        "how_often": "quarter",
        "due_day": "10",
        "answered_by": "Ban Tổ chức",
        "counted": "grows",
    }
    assert province.post(f"{PROVINCE}{key}/", how).status_code == 302
    assert Reporting.objects.get().due_day == 10
    assert "Cách báo cáo" not in text(city, f"{PAGE}{key}/")
    assert city.post(f"{PAGE}{key}/", how).status_code == 403


def test_a_day_that_some_months_lack_is_refused(province: Client, key: str) -> None:
    how = {"how_often": "month", "due_day": "31", "answered_by": "", "counted": ""}
    assert province.post(f"{PROVINCE}{key}/", how).status_code == 409
    assert not Reporting.objects.exists()


def test_ranks_are_entered_with_their_source(province: Client, recruit: Indicator) -> None:
    recruit.rank_country = 9
    recruit.save()
    assert "bảng chỉ tiêu của năm" in text(province, PROVINCE)
    sent = {
        "act": "save",
        "indicator": str(recruit.pk),
        "area": "country",
        "rank": "8",
        "out_of": "63",
        "source": "",
    }
    assert province.post(f"{PROVINCE}thu-hang/", sent).status_code == 409
    assert not Rank.objects.exists()
    province.post(f"{PROVINCE}thu-hang/", sent | {"source": "BC 12-BC/TU"})
    page = text(province, PROVINCE)
    assert "thứ 8/63" in page
    assert "BC 12-BC/TU" in page
    assert "bảng chỉ tiêu của năm" not in page
    rank = Rank.objects.get()
    province.post(f"{PROVINCE}thu-hang/", {"act": "remove", "rank": str(rank.pk)})
    assert not Rank.objects.exists()


@pytest.mark.parametrize("address", ["i999999/", "o1/", "khong-co/"])
def test_there_is_no_such_indicator(city: Client, address: str) -> None:
    assert city.get(f"{PAGE}{address}").status_code == 404


def test_the_table_is_taken_as_a_file(city: Client, cast: Cast, recruit: Indicator) -> None:
    noted(cast, "U1", recruit, "12")
    response = city.get(f"{PAGE}?format=xlsx")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_reader_from_above_enters_nothing(client_of: Callable[[str], Client]) -> None:
    auditor = client_of("auditor")
    assert "Ghi số liệu" not in text(auditor, PAGE)
    assert auditor.get(f"{PAGE}ghi/").status_code == 404
