"""Numbers of the month that is over wait on the first page of whoever enters them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import Cast
from tests.indicators.conftest import noted
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign, Indicator
from thidua.indicators.models import Reporting
from thidua.targets.models import Target

Who = Callable[[str], User]
WAITS = "Ghi số liệu chỉ tiêu tháng 8/2021 của"


@pytest.fixture(autouse=True)
def _launched(year: Campaign) -> None:
    year.launch_date = dt.date(2021, 1, 15)
    year.save()


def home(user: User) -> str:
    client = Client()
    signed_in_now(user, client=client)
    return " ".join(client.get("/").content.decode().split())


def aim(cast: Cast, indicator: Indicator) -> None:
    at = dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
    Target.objects.create(organisation=cast["U1"], indicator=indicator, value=9, saved_at=at)


def test_a_unit_is_asked_for_what_it_aims_at(cast: Cast, recruit: Indicator, who: Who) -> None:
    assert WAITS not in home(who("city"))
    aim(cast, recruit)
    page = home(who("city"))
    assert WAITS in page
    assert "còn 1/1 chỉ tiêu chưa có số liệu" in page
    noted(cast, "U1", recruit, "5")
    assert WAITS not in home(who("city"))


def test_the_province_is_asked_for_all(cast: Cast, recruit: Indicator, who: Who) -> None:
    noted(cast, "P", recruit, "5")
    assert "còn 2/3 chỉ tiêu chưa có số liệu" in home(who("province"))


def test_by_quarter_it_waits_until_the_quarter_is_over(
    cast: Cast, recruit: Indicator, who: Who, settings: LazySettings
) -> None:
    aim(cast, recruit)
    Reporting.objects.create(indicator=recruit, how_often="quarter")
    assert WAITS not in home(who("city"))
    settings.TODAY = dt.date(2021, 10, 3)
    assert "Ghi số liệu chỉ tiêu tháng 9/2021" in home(who("city"))
