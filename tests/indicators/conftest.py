"""The year of targets with readings: the same cast, on 8 September 2021."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import LazySettings

from tests.cast import Cast
from tests.targets.conftest import ROLES, cast, who, year
from thidua.campaigns.models import Campaign, Indicator
from thidua.indicators.models import Reading
from thidua.organisations.models import Organisation

__all__ = ["ROLES", "cast", "who", "year"]
TODAY = dt.date(2021, 9, 8)
AUGUST = dt.date(2021, 8, 31)


@pytest.fixture(autouse=True)
def _in_september(settings: LazySettings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def recruit(year: Campaign) -> Indicator:
    """Members admitted: higher is better, 100 in the year."""
    return year.indicators.get(code="recruit")


def noted(cast: Cast, code: str, indicator: Indicator, value: str, on: dt.date = AUGUST) -> Reading:
    """A number put there without any act."""
    unit: Organisation = cast[code]
    return Reading.objects.create(
        indicator=indicator,
        organisation=unit,
        on=on,
        value=Decimal(value),
        source="BC 118-BC/TU",
        saved_at=dt.datetime(2021, 9, 5, tzinfo=dt.UTC),
        saved_by_name="Cán bộ",
    )
