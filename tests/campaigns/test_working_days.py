"""Working days: no Saturday, no Sunday, no day off of the list."""

import datetime as dt

import pytest

from thidua.campaigns.models import DayOff
from thidua.campaigns.working_days import (
    add_working_days,
    days_off,
    on_a_working_day,
    working_days_between,
)

FRIDAY = dt.date(2022, 4, 29)
pytestmark = pytest.mark.django_db


@pytest.fixture
def holidays() -> None:
    for day in (2, 3):
        DayOff.objects.create(day=dt.date(2022, 5, day), name="Nghỉ bù")


@pytest.mark.parametrize(
    ("number", "day"), [(0, FRIDAY), (1, dt.date(2022, 5, 4)), (-1, dt.date(2022, 4, 28))]
)
def test_days_off_are_passed_over(holidays: None, number: int, day: dt.date) -> None:
    assert add_working_days(FRIDAY, number) == day


def test_without_a_list_weekends_alone_do_not_count() -> None:
    assert add_working_days(FRIDAY, 1) == dt.date(2022, 5, 2)
    assert working_days_between(FRIDAY, dt.date(2022, 5, 6)) == 5


def test_working_days_up_to_a_day(holidays: None) -> None:
    assert working_days_between(FRIDAY, dt.date(2022, 5, 6)) == 3
    assert working_days_between(FRIDAY, FRIDAY) == 0
    assert working_days_between(FRIDAY, dt.date(2022, 4, 1)) == 0


def test_over_the_new_year_the_list_of_both_years_counts() -> None:
    DayOff.objects.create(day=dt.date(2023, 1, 2), name="Nghỉ bù Tết Dương lịch")
    assert add_working_days(dt.date(2022, 12, 30), 1) == dt.date(2023, 1, 3)


def test_a_deadline_moves_to_the_working_day_before(holidays: None) -> None:
    off = days_off(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert on_a_working_day(dt.date(2022, 5, 3), off) == FRIDAY
