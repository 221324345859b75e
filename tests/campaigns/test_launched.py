"""Whether a year is launched, and a step of it open."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.cast import Cast, campaign
from thidua.campaigns.launched import is_launched, is_open
from thidua.campaigns.models import Campaign, Step, TierDeadline

DAY = dt.date(2021, 3, 1)


@pytest.fixture(autouse=True)
def on_a_day(settings: LazySettings) -> None:
    settings.TODAY = DAY


@pytest.mark.parametrize(
    ("values", "launched"),
    [
        ({}, False),
        ({"launch_date": DAY}, True),
        ({"launch_date": DAY + dt.timedelta(days=1)}, False),
        ({"launch_date": DAY, "in_preparation": True}, False),
        ({"launched_at": timezone.now()}, True),
    ],
)
def test_a_prepared_year_waits_for_the_act_another_for_its_day(
    values: dict[str, object], launched: bool
) -> None:
    assert is_launched(Campaign(year=2021, **values)) is launched


def test_a_step_is_open_from_the_day_of_the_tier(cast: Cast) -> None:
    year = campaign(frozen=False)
    assert not is_open(year, Step.REGISTER, cast["G1"])
    year.launched_at = timezone.now()
    assert is_open(year, Step.REGISTER, cast["G1"])
    TierDeadline.objects.create(
        campaign=year,
        step=Step.REGISTER,
        tier="grassroots",
        opens_on=DAY + dt.timedelta(days=1),
        due_on=DAY + dt.timedelta(days=9),
    )
    assert not is_open(year, Step.REGISTER, cast["G1"])
    assert is_open(year, Step.REGISTER, cast["G1A"])
