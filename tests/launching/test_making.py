"""A year is made in the browser: seen by the province alone, from nothing or from another year."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import CUT_OFF, REVIEW, SINCE
from tests.cast import Cast
from tests.launching.conftest import registering
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.calendar_cells import Days, calendar_of
from thidua.campaigns.models import Campaign, DayOff, RegistrationLimits, ReviewDay, Step
from thidua.launching.actions import launch_year, withdraw_launch
from thidua.launching.amending import set_calendar, set_limits, set_theme
from thidua.launching.days_off import add_known_days_off, remove_day_off
from thidua.launching.errors import LaunchError
from thidua.launching.making import make_year
from thidua.vocabulary import Tier

NEXT = {"review_date": dt.date(2022, 12, 20), "cut_off_date": dt.date(2022, 12, 15)}


def copied(source: Campaign, province: User) -> Campaign:
    return make_year(
        year=2022,
        values={"review_date": NEXT["review_date"], "cut_off_date": NEXT["cut_off_date"]},
        copied_from=source,
        actor=province,
    )


def test_last_years_set_up_is_copied_off_weekends_and_days_off(
    cast: Cast, prepared: Campaign, province: User
) -> None:
    set_calendar(
        campaign=prepared,
        seen={},
        wanted={
            **registering(cell=15, grassroots=19),
            (Step.FOLLOW_UP, Tier.CELL): Days(dt.date(2022, 1, 3)),
        },
        reason="",
        actor=province,
    )
    limits = {"least_key_tasks": 3, "most_key_tasks": 7, "answer_within": 5}
    set_limits(campaign=prepared, values=limits, reason="", actor=province)
    ReviewDay.objects.create(campaign=prepared, sector="school", review_date=dt.date(2021, 5, 31))
    DayOff.objects.create(day=dt.date(2022, 3, 15), name="Lễ hội")
    year = copied(prepared, province)
    assert {place: days.due_on for place, days in calendar_of(year).items()} == {
        (Step.REGISTER, Tier.CELL): dt.date(2022, 3, 14),  # the 15th is a day off
        (Step.REGISTER, Tier.GRASSROOTS): dt.date(2022, 3, 18),  # the 19th is a Saturday
        (Step.FOLLOW_UP, Tier.CELL): dt.date(2023, 1, 3),
    }
    copy = RegistrationLimits.objects.get(campaign=year)
    assert (copy.least_key_tasks, copy.most_key_tasks) == (3, 7)
    assert RegistrationLimits.objects.count() == 2
    assert year.review_days.get().review_date == dt.date(2022, 5, 31)
    assert year.deadlines.get(step=Step.REGISTER).due_on == dt.date(2022, 3, 18)


def test_a_year_that_exists_is_not_made_again(prepared: Campaign, province: User) -> None:
    with pytest.raises(LaunchError, match="năm 2021 đã có"):
        make_year(
            year=2021,
            values={"review_date": REVIEW, "cut_off_date": CUT_OFF},
            copied_from=None,
            actor=province,
        )


def test_the_province_alone_makes_years(cast: Cast, upper: User) -> None:
    with pytest.raises(PermissionDenied):
        make_year(
            year=2022,
            values={"review_date": REVIEW, "cut_off_date": CUT_OFF},
            copied_from=None,
            actor=upper,
        )
    assert not Campaign.objects.exists()


def test_a_year_in_preparation_is_seen_by_the_province_alone(
    prepared: Campaign, province: User, upper: User
) -> None:
    address = "/nam/2021/phat-dong/"
    assert signed_in_now(province).get(address).status_code == 200
    assert signed_in_now(upper).get(address).status_code == 404
    launch_year(campaign=prepared, actor=province)
    assert signed_in_now(upper).get(address).status_code == 200
    withdraw_launch(campaign=prepared, reason="Sai chủ đề", actor=province)
    # what units have written stays within their reach
    assert signed_in_now(upper).get(address).status_code == 200


def test_a_theme_changed_after_the_launch_asks_for_a_reason(
    prepared: Campaign, province: User, grassroots: User
) -> None:
    set_theme(campaign=prepared, values={"motto": "Gắn với “5 rõ”"}, reason="", actor=province)
    launch_year(campaign=prepared, actor=province)
    with pytest.raises(LaunchError, match="ghi lý do sửa"):
        set_theme(campaign=prepared, values={"spirit": "Tăng tốc"}, reason="", actor=province)
    year = set_theme(
        campaign=prepared, values={"spirit": "Tăng tốc"}, reason="Theo nghị quyết", actor=province
    )
    assert (year.spirit, year.motto) == ("Tăng tốc", "Gắn với “5 rõ”")
    assert grassroots.notices.count() == 2


def test_a_least_above_the_most_is_refused(prepared: Campaign, province: User) -> None:
    with pytest.raises(LaunchError, match="Khâu đột phá: số ít nhất lớn hơn số nhiều nhất"):
        set_limits(
            campaign=prepared,
            values={"least_breakthroughs": 3, "most_breakthroughs": 2},
            reason="",
            actor=province,
        )


def test_holidays_of_a_year_are_taken_over_once_and_edited(cast: Cast, province: User) -> None:
    assert add_known_days_off(year=2022, actor=province) == 11
    assert add_known_days_off(year=2022, actor=province) == 0
    remove_day_off(day=dt.date(2022, 9, 1), actor=province)
    assert not DayOff.objects.filter(day=dt.date(2022, 9, 1)).exists()
    assert add_known_days_off(year=2030, actor=province) == 4
    assert dt.date(2022, 1, 1) > SINCE
