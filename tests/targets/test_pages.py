"""The page of a unit's targets: typed as people write numbers, refused by name, two tabs."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.targets.models import OwnIndicator, Target

Who = Callable[[str], User]
PAGE = "/nam/2021/chi-tieu/U1/"


@pytest.fixture
def key(year: Campaign) -> str:
    return f"i{year.indicators.get(code='recruit').pk}"


@pytest.fixture
def city(year: Campaign, who: Who) -> Client:
    client = Client()
    signed_in_now(who("city"), client=client)
    return client


def test_numbers_as_they_are_written(city: Client, key: str) -> None:
    city.post(PAGE, {"act": "save", f"{key}-value": "1.208,5", f"{key}-last_year": "0"})
    target = Target.objects.get()
    assert (target.value, target.last_year) == (Decimal("1208.5"), Decimal(0))
    assert "1.208,5" in city.get(PAGE).content.decode()


def test_two_tabs_see_both_numbers(city: Client, key: str) -> None:
    city.post(PAGE, {"act": "save", f"{key}-value": "5"})
    page = city.post(PAGE, {"act": "save", f"{key}-value": "7"})
    assert page.status_code == 409
    assert 'value="7"' in page.content.decode()
    assert "nơi khác vừa lưu: 5" in page.content.decode()
    assert Target.objects.get().value == 5


def test_what_is_no_number_is_named_and_stays(city: Client, key: str) -> None:
    page = city.post(PAGE, {"act": "save", f"{key}-value": "nhiều"})
    assert page.status_code == 409
    assert "Kết nạp đảng viên" in page.content.decode()
    assert "nhiều" in page.content.decode()
    assert not Target.objects.exists()


def test_an_indicator_comes_from_the_catalogue_and_goes(city: Client) -> None:
    city.post(PAGE, {"act": "take", "suggestion": "health.waste_sorted"})
    own = OwnIndicator.objects.get()
    assert "chưa xác nhận" in city.get(PAGE).content.decode()
    city.post(PAGE, {"act": "remove", "key": f"o{own.pk}"})
    assert not OwnIndicator.objects.exists()
