"""A province in which a year is prepared: its officers, and the day that pages live on."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from tests.builder import CUT_OFF, REVIEW, officer
from tests.cast import Cast
from thidua.accounts.models import Role, User
from thidua.campaigns.calendar_cells import Days, Place
from thidua.campaigns.models import Campaign, Step
from thidua.launching.making import make_year
from thidua.vocabulary import Tier

TODAY = dt.date(2021, 2, 23)


@pytest.fixture(autouse=True)
def on_a_day(settings: LazySettings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def province(cast: Cast) -> User:
    return officer("tinh", Role.PROVINCE, cast["P"])


@pytest.fixture
def upper(cast: Cast) -> User:
    return officer("huyen", Role.UPPER_LEVEL, cast["U1"])


@pytest.fixture
def grassroots(cast: Cast) -> User:
    return officer("xa", Role.GRASSROOTS, cast["G1"])


@pytest.fixture
def cell(cast: Cast) -> User:
    return officer("chibo", Role.CELL, cast["G1A"])


@pytest.fixture
def prepared(province: User) -> Campaign:
    """The year 2021, made in the browser and not launched."""
    return make_year(
        year=2021,
        values={"review_date": REVIEW, "cut_off_date": CUT_OFF, "spirit": "Vượt khó"},
        copied_from=None,
        actor=province,
    )


def registering(**days: int) -> dict[Place, Days | None]:
    """The days of March by which the tiers register."""
    return {(Step.REGISTER, Tier(tier)): Days(dt.date(2021, 3, day)) for tier, day in days.items()}


Words = Callable[[User], list[str]]


def bell(user: User) -> list[str]:
    """What the bell tells somebody, the oldest first."""
    return list(user.notices.order_by("pk").values_list("text_vi", flat=True))
