"""An upper-level body's plan: earlier days for what stands below it, never later ones; carried down
by one act.
"""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.launching.conftest import bell, registering
from thidua.accounts.models import User
from thidua.campaigns.calendar_cells import Place, calendar_of, unit_calendar
from thidua.campaigns.due_dates import due_date
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign, Step, UnitLaunch
from thidua.launching.actions import launch_year
from thidua.launching.amending import set_calendar
from thidua.launching.errors import LaunchError
from thidua.launching.plans import Plan, PlanSet, carry_down, set_plan
from thidua.vocabulary import Tier

GRASSROOTS = (Step.REGISTER, Tier.GRASSROOTS)


def march(day: int) -> dt.date:
    return dt.date(2021, 3, day)


@pytest.fixture
def launched(prepared: Campaign, province: User) -> Campaign:
    set_calendar(
        campaign=prepared,
        seen={},
        wanted=registering(cell=15, grassroots=25, upper_level=31),
        reason="",
        actor=province,
    )
    return launch_year(campaign=prepared, actor=province)


def put(
    year: Campaign,
    cast: Cast,
    who: User,
    days: dict[Place, dt.date | None],
    *,
    text: str = "",
    seen: dict[Place, dt.date] | None = None,
    reason: str = "",
) -> PlanSet:
    now = unit_calendar(year, cast["U1"]) if seen is None else seen
    plan = Plan(text_seen="", text=text, seen=now, wanted=days, reason=reason)
    return set_plan(campaign=year, unit=cast["U1"], plan=plan, actor=who)


def test_an_earlier_day_holds_for_what_stands_below(
    cast: Cast, launched: Campaign, upper: User
) -> None:
    put(launched, cast, upper, {GRASSROOTS: march(23)})
    assert due_date(launched, Step.REGISTER, cast["G1"]) == march(23)
    assert due_date(launched, Step.REGISTER, cast["G3"]) == march(25)


def test_a_later_day_is_refused_with_the_provinces(
    cast: Cast, launched: Campaign, upper: User
) -> None:
    with pytest.raises(CampaignRefusedError, match=r"26/03/2021 muộn hơn hạn của tỉnh 25/03/2021"):
        put(launched, cast, upper, {GRASSROOTS: march(26)})
    assert due_date(launched, Step.REGISTER, cast["G1"]) == march(25)


def test_the_provinces_own_day_is_none_of_its_own(
    cast: Cast, launched: Campaign, upper: User
) -> None:
    put(launched, cast, upper, {GRASSROOTS: march(23)})
    put(launched, cast, upper, {GRASSROOTS: march(25)})
    assert unit_calendar(launched, cast["U1"]) == {}


def test_where_the_province_became_earlier_its_day_counts(
    cast: Cast, launched: Campaign, upper: User, province: User
) -> None:
    put(launched, cast, upper, {GRASSROOTS: march(23)})
    set_calendar(
        campaign=launched,
        seen=calendar_of(launched),
        wanted=registering(grassroots=20),
        reason="Sớm hơn",
        actor=province,
    )
    assert due_date(launched, Step.REGISTER, cast["G1"]) == march(20)


def test_a_body_plans_for_its_own_part_alone(cast: Cast, launched: Campaign, upper: User) -> None:
    plan = Plan("", "", {}, {GRASSROOTS: march(23)})
    with pytest.raises(PermissionDenied):
        set_plan(campaign=launched, unit=cast["U2"], plan=plan, actor=upper)


def test_carrying_down_tells_those_below_their_own_day(
    cast: Cast, launched: Campaign, upper: User, grassroots: User, cell: User
) -> None:
    put(launched, cast, upper, {GRASSROOTS: march(23)}, text="Kế hoạch 31")
    carry_down(campaign=launched, unit=cast["U1"], actor=upper)
    name = cast["U1"].name
    assert bell(grassroots)[-1] == (
        f"{name} triển khai năm 2021. Đăng ký chậm nhất ngày 23/03/2021."
    )
    assert "15/03/2021" in bell(cell)[-1]
    with pytest.raises(LaunchError, match="đã triển khai xuống cơ sở rồi"):
        carry_down(campaign=launched, unit=cast["U1"], actor=upper)
    assert UnitLaunch.objects.get().text == "Kế hoạch 31"


def test_nothing_is_carried_down_before_the_province_launched(
    cast: Cast, prepared: Campaign, upper: User
) -> None:
    with pytest.raises(LaunchError, match="năm 2021 chưa phát động"):
        carry_down(campaign=prepared, unit=cast["U1"], actor=upper)


def test_other_days_after_that_need_a_reason_and_are_told(
    cast: Cast, launched: Campaign, upper: User, grassroots: User
) -> None:
    carry_down(campaign=launched, unit=cast["U1"], actor=upper)
    with pytest.raises(LaunchError, match="ghi lý do sửa"):
        put(launched, cast, upper, {GRASSROOTS: march(22)})
    put(launched, cast, upper, {GRASSROOTS: march(22)}, reason="Họp huyện uỷ")
    assert bell(grassroots)[-1] == (
        "Hạn năm 2021 thay đổi: Đăng ký 25/03/2021 → 22/03/2021. Lý do: Họp huyện uỷ"
    )


def test_two_officers_at_once_lose_nothing(cast: Cast, launched: Campaign, upper: User) -> None:
    put(launched, cast, upper, {GRASSROOTS: march(23)}, text="Bản thứ nhất")
    done = put(launched, cast, upper, {GRASSROOTS: march(22)}, text="Bản thứ hai", seen={})
    assert done.clashes == (GRASSROOTS,)
    assert done.text_clashes
    assert UnitLaunch.objects.get().text == "Bản thứ nhất"
