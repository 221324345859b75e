"""Launching a year is one act: it opens the year for everybody below and tells them; it is taken
back only while nothing was sent.
"""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from tests.cast import Cast
from tests.launching.conftest import bell, registering
from thidua.accounts.models import User
from thidua.campaigns.launched import is_launched, is_open
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.unit_states import STEP_STATES, StepStates, UnitStanding, UnitState
from thidua.launching.actions import launch_year, withdraw_launch
from thidua.launching.amending import set_calendar
from thidua.launching.errors import LaunchError


def with_days(year: Campaign, province: User) -> None:
    set_calendar(
        campaign=year,
        seen={},
        wanted=registering(cell=15, grassroots=25, upper_level=31),
        reason="",
        actor=province,
    )


def test_one_act_opens_the_year_and_tells_each_unit_its_own_day(
    prepared: Campaign, province: User, upper: User, grassroots: User, cell: User
) -> None:
    with_days(prepared, province)
    unit = grassroots.grants.get().organisation
    assert not is_open(prepared, Step.REGISTER, unit)
    year = launch_year(campaign=prepared, actor=province)
    assert is_launched(year)
    assert is_open(year, Step.REGISTER, unit)
    told = "Tỉnh uỷ phát động năm 2021: Vượt khó. Đăng ký chậm nhất ngày {}/03/2021."
    assert bell(upper) == [told.format(31)]
    assert bell(grassroots) == [told.format(25)]
    assert bell(cell) == [told.format(15)]
    assert bell(province) == []


def test_a_launch_without_a_calendar_names_no_day(
    prepared: Campaign, province: User, grassroots: User
) -> None:
    launch_year(campaign=prepared, actor=province)
    assert bell(grassroots) == ["Tỉnh uỷ phát động năm 2021: Vượt khó."]


def test_a_second_launch_is_refused_and_tells_nobody_again(
    prepared: Campaign, province: User, grassroots: User
) -> None:
    launch_year(campaign=prepared, actor=province)
    with pytest.raises(LaunchError, match="năm 2021 đã phát động rồi"):
        launch_year(campaign=prepared, actor=province)
    assert len(bell(grassroots)) == 1


def test_the_province_alone_launches(prepared: Campaign, upper: User) -> None:
    with pytest.raises(PermissionDenied):
        launch_year(campaign=prepared, actor=upper)
    prepared.refresh_from_db()
    assert prepared.in_preparation


def test_a_launch_is_withdrawn_with_a_reason_and_may_be_made_again(
    prepared: Campaign, province: User, grassroots: User
) -> None:
    launch_year(campaign=prepared, actor=province)
    with pytest.raises(LaunchError, match="ghi lý do rút lại"):
        withdraw_launch(campaign=prepared, reason=" ", actor=province)
    year = withdraw_launch(campaign=prepared, reason="Sai chủ đề", actor=province)
    assert not is_launched(year)
    assert year.launch_withdrawn_why == "Sai chủ đề"
    assert bell(grassroots)[-1] == (
        "Tỉnh uỷ rút lại việc phát động năm 2021: Sai chủ đề. Phần đã soạn vẫn còn."
    )
    assert is_launched(launch_year(campaign=prepared, actor=province))
    assert len(bell(grassroots)) == 3


@pytest.mark.parametrize("state", [UnitState.SENT, UnitState.RETURNED, UnitState.ACCEPTED])
def test_what_was_sent_keeps_the_launch(
    cast: Cast, prepared: Campaign, province: User, state: UnitState
) -> None:
    launch_year(campaign=prepared, actor=province)
    standing = {cast["G1"].pk: UnitStanding(state)}
    room = STEP_STATES.add(
        StepStates(Step.REGISTER, lambda _year, _units: standing, lambda _year, _code: "")
    )
    try:
        with pytest.raises(LaunchError, match="không rút lại được: 1 đơn vị đã gửi"):
            withdraw_launch(campaign=prepared, reason="Sai chủ đề", actor=province)
    finally:
        STEP_STATES.remove(room)
    prepared.refresh_from_db()
    assert is_launched(prepared)


def test_a_draft_keeps_nobody_from_withdrawing(
    cast: Cast, prepared: Campaign, province: User
) -> None:
    launch_year(campaign=prepared, actor=province)
    standing = {cast["G1"].pk: UnitStanding(UnitState.DRAFTING)}
    room = STEP_STATES.add(
        StepStates(Step.REGISTER, lambda _year, _units: standing, lambda _year, _code: "")
    )
    try:
        withdraw_launch(campaign=prepared, reason="Sai chủ đề", actor=province)
    finally:
        STEP_STATES.remove(room)


def test_a_year_that_came_as_a_workbook_counts_as_launched_and_may_be_withdrawn(
    cast: Cast, prepared: Campaign, province: User
) -> None:
    prepared.in_preparation, prepared.launch_date = False, timezone.localdate()
    prepared.launch_date = prepared.launch_date.replace(year=2021, month=2, day=1)
    prepared.save()
    with pytest.raises(LaunchError, match="đã phát động rồi"):
        launch_year(campaign=prepared, actor=province)
    assert not is_launched(withdraw_launch(campaign=prepared, reason="Nhầm", actor=province))


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_launch_once(prepared: Campaign, province: User) -> None:
    refused: list[str] = []

    def launch() -> None:
        try:
            launch_year(campaign=Campaign.objects.get(pk=prepared.pk), actor=province)
        except LaunchError as error:
            refused.append(str(error))
        finally:
            connection.close()

    officers = [threading.Thread(target=launch) for _ in range(2)]
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    assert len(refused) == 1
