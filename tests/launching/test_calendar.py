"""The calendar by step and tier: set, checked, amended after the launch with a reason that is
told to whom it concerns.
"""

import datetime as dt

import pytest
from django.utils import timezone

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.launching.conftest import bell, registering
from thidua.accounts.models import User
from thidua.campaigns.actions import open_campaign
from thidua.campaigns.calendar_cells import Days, Place, calendar_of
from thidua.campaigns.due_dates import due_date
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import CalendarChange, Campaign, Step
from thidua.launching.actions import launch_year, withdraw_launch
from thidua.launching.amending import set_calendar
from thidua.launching.errors import LaunchError
from thidua.launching.sense import doubts_of
from thidua.registrations.models import Registration
from thidua.submissions.models import SubmissionStatus
from thidua.vocabulary import Tier

REGISTER = Step.REGISTER


def march(day: int) -> dt.date:
    return dt.date(2021, 3, day)


def put(year: Campaign, who: User, cells: dict[Place, Days | None], reason: str = "") -> None:
    set_calendar(campaign=year, seen=calendar_of(year), wanted=cells, reason=reason, actor=who)


def test_the_one_day_of_a_step_is_the_latest_of_its_tiers(
    prepared: Campaign, province: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25))
    assert dict(prepared.deadlines.values_list("step", "due_on")) == {"register": march(25)}
    put(prepared, province, {(REGISTER, Tier.GRASSROOTS): None})
    assert prepared.deadlines.get().due_on == march(15)
    put(prepared, province, {(REGISTER, Tier.CELL): None})
    assert not prepared.deadlines.exists()


def test_a_workbook_that_names_another_day_moves_the_tiers_with_it(
    prepared: Campaign, province: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25, upper_level=31))
    open_campaign(year=2021, values={"deadlines": {"register": march(20)}}, actor=OPERATOR)
    assert [days.due_on.day for _place, days in sorted(calendar_of(prepared).items())] == [
        15,
        20,
        20,
    ]
    open_campaign(year=2021, values={"deadlines": {"register": march(31)}}, actor=OPERATOR)
    assert due_date(prepared, REGISTER, province.grants.get().organisation) is None
    assert prepared.deadlines.get().due_on == march(31)


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (Days(march(10), march(11)), "mở từ 11/03/2021 thì sau hạn 10/03/2021"),
        (Days(dt.date(2020, 12, 31)), "31/12/2020 phải nằm trong khoảng từ 01/01/2021"),
        (Days(dt.date(2023, 1, 1)), "01/01/2023 phải nằm trong khoảng"),
    ],
)
def test_days_that_cannot_be_are_refused(
    prepared: Campaign, province: User, days: Days, message: str
) -> None:
    with pytest.raises(CampaignRefusedError, match=message):
        put(prepared, province, {(REGISTER, Tier.CELL): days})
    assert not calendar_of(prepared)


def test_deadlines_may_lie_in_the_following_year(
    cast: Cast, prepared: Campaign, province: User
) -> None:
    january = dt.date(2022, 1, 15)
    put(prepared, province, {(Step.FOLLOW_UP, Tier.GRASSROOTS): Days(january)})
    assert due_date(prepared, Step.FOLLOW_UP, cast["G1"]) == january


def test_after_the_launch_a_change_needs_a_reason_and_is_told_to_its_tier_alone(
    prepared: Campaign, province: User, upper: User, grassroots: User, cell: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25, upper_level=31))
    launch_year(campaign=prepared, actor=province)
    later = registering(cell=15, grassroots=26, upper_level=31)
    with pytest.raises(LaunchError, match="ghi lý do sửa"):
        put(prepared, province, later)
    put(prepared, province, later, reason="Mưa lũ")
    assert bell(grassroots)[-1] == (
        "Hạn năm 2021 thay đổi: Đăng ký 25/03/2021 → 26/03/2021. Lý do: Mưa lũ"
    )
    assert [len(bell(who)) for who in (upper, grassroots, cell)] == [1, 2, 1]
    change = CalendarChange.objects.get()
    assert (change.before, change.after, change.reason) == (march(25), march(26), "Mưa lũ")


def test_what_was_sent_before_a_change_stays_as_it_is(
    cast: Cast, prepared: Campaign, province: User, grassroots: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25))
    launch_year(campaign=prepared, actor=province)
    Registration.objects.create(
        campaign=prepared,
        organisation=cast["G1"],
        status=SubmissionStatus.SENT,
        version=1,
        due_on=march(25),
        sent_at=timezone.now(),
    )
    before = list(Registration.objects.values())
    put(prepared, province, registering(cell=15, grassroots=20), reason="Sớm hơn")
    assert list(Registration.objects.values()) == before
    assert due_date(prepared, REGISTER, cast["G1"]) == march(20)
    assert "Lý do: Sớm hơn" in bell(grassroots)[-1]
    with pytest.raises(LaunchError, match="1 đơn vị đã gửi"):
        withdraw_launch(campaign=prepared, reason="Sai", actor=province)


def test_two_officers_who_change_different_days_both_count(
    prepared: Campaign, province: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25))
    seen = calendar_of(prepared)
    put(prepared, province, registering(cell=14))
    done = set_calendar(
        campaign=prepared,
        seen=seen,
        wanted=registering(cell=15, grassroots=26),
        reason="",
        actor=province,
    )
    assert not done.clashes
    assert [days.due_on.day for _place, days in sorted(calendar_of(prepared).items())] == [14, 26]


def test_two_officers_who_change_the_same_day_are_shown_the_difference(
    prepared: Campaign, province: User
) -> None:
    put(prepared, province, registering(cell=15, grassroots=25))
    seen = calendar_of(prepared)
    put(prepared, province, registering(cell=14))
    done = set_calendar(
        campaign=prepared,
        seen=seen,
        wanted=registering(cell=13, grassroots=26),
        reason="",
        actor=province,
    )
    assert [(clash.place, clash.now) for clash in done.clashes] == [
        ((REGISTER, Tier.CELL), Days(march(14)))
    ]
    assert calendar_of(prepared)[REGISTER, Tier.GRASSROOTS] == Days(march(25))


def test_a_cell_that_rates_before_civil_servants_are_rated_is_doubted() -> None:
    early = doubts(rate_cell=dt.date(2021, 12, 8))
    assert early == [
        "Cơ quan xếp loại công chức, viên chức trước 15/12/2021 (Nghị định 90/2020/NĐ-CP, chưa xác "
        "nhận); chi bộ xếp loại 08/12/2021 sẽ phải chờ. Có thể làm hai bước: kiểm điểm theo lịch "
        "này, xếp loại từ 15/12/2021"
    ]
    assert doubts(rate_cell=dt.date(2021, 12, 15)) == []


def test_a_lower_tier_that_is_later_a_turned_step_and_a_day_off_are_doubted() -> None:
    late = dt.date(2021, 12, 24)
    assert doubts(rate_cell=late) == [
        "Xếp loại: chi bộ trực thuộc hạn 24/12/2021, muộn hơn tổ chức cơ sở đảng 22/12/2021"
    ]
    assert "Chi bộ trực thuộc: Xếp loại hạn 01/12/2021, trước khi xong Kiểm điểm 03/12/2021" in (
        doubts(rate_cell=dt.date(2021, 12, 1))
    )
    assert doubts(rate_cell=dt.date(2021, 12, 18)) == [
        "Xếp loại, chi bộ trực thuộc: hạn 18/12/2021 là ngày nghỉ"
    ]


def test_steps_without_a_day_are_named() -> None:
    assert [doubt.text.vi for doubt in doubts_of(2021, {}, ())] == ["Chưa đặt hạn cho từng cấp"]
    only = {(REGISTER, Tier.CELL): Days(march(15))}
    assert [doubt.text.vi for doubt in doubts_of(2021, only, ())] == [
        "Kiểm điểm: chưa có hạn cho cấp nào",
        "Xếp loại: chưa có hạn cho cấp nào",
    ]


def doubts(*, rate_cell: dt.date) -> list[str]:
    calendar = {
        (Step.REGISTER, Tier.CELL): Days(march(15)),
        (Step.REVIEW, Tier.CELL): Days(dt.date(2021, 12, 3)),
        (Step.RATE, Tier.CELL): Days(rate_cell),
        (Step.RATE, Tier.GRASSROOTS): Days(dt.date(2021, 12, 22)),
    }
    return [doubt.text.vi for doubt in doubts_of(2021, calendar, ())]
