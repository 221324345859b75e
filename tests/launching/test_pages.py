"""The pages of the launch: what each reader is shown, what they send, few queries each."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.html import words
from tests.launching.conftest import registering
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.calendar_cells import Days, calendar_of, unit_calendar
from thidua.campaigns.models import Campaign, DayOff, RegistrationLimits, Step, UnitLaunch
from thidua.launching.actions import launch_year
from thidua.launching.amending import set_calendar
from thidua.launching.offered import offered_tasks
from thidua.registrations.models import Measure, Registration, Task
from thidua.vocabulary import Tier

LAUNCH = "/nam/2021/phat-dong/"
MOST = 12


def set_days(year: Campaign, province: User, **days: int) -> None:
    set_calendar(
        campaign=year,
        seen=calendar_of(year),
        wanted=registering(**days),
        reason="Đặt hạn",
        actor=province,
    )


@pytest.fixture
def launched(prepared: Campaign, province: User) -> Campaign:
    set_days(prepared, province, cell=15, grassroots=25, upper_level=31)
    return launch_year(campaign=prepared, actor=province)


@pytest.fixture
def tinh(province: User) -> Client:
    return signed_in_now(province)


def text_of(answer: Any) -> str:
    return words(parse_html(answer.content.decode()))


def seen(client: Client, address: str) -> str:
    return text_of(client.get(address))


def test_the_province_sees_what_is_there_and_launches(
    prepared: Campaign, tinh: Client, province: User, upper: User
) -> None:
    before = seen(tinh, LAUNCH)
    assert "Dự thảo · chỉ Tỉnh uỷ thấy" in before
    assert "Đủ để phát động · 2/7" in before
    assert "1/5 đơn vị có cán bộ phụ trách" in before
    set_days(prepared, province, cell=15, grassroots=25)
    assert "25/03/2021" in seen(tinh, LAUNCH)
    answer = tinh.post(LAUNCH, {"act": "launch"}, follow=True)
    assert "Đã phát động năm 2021; các đơn vị được báo." in text_of(answer)
    assert upper.notices.count() == 1


def test_a_withdrawal_without_a_reason_is_asked_for_one(launched: Campaign, tinh: Client) -> None:
    assert tinh.post(LAUNCH, {"act": "withdraw", "reason": ""}).status_code == 422
    answer = tinh.post(LAUNCH, {"act": "withdraw", "reason": "Sai chủ đề"}, follow=True)
    assert "Đã rút lại · đang chuẩn bị" in text_of(answer)


def test_days_typed_in_the_calendar_are_kept(prepared: Campaign, tinh: Client) -> None:
    address = f"{LAUNCH}lich/"
    wrong = tinh.post(address, {"due-register-cell": "31/02/2021", "due-rate-cell": "16/12/2021"})
    assert wrong.status_code == 422
    assert 'value="16/12/2021"' in wrong.content.decode()
    sent = {"due-register-cell": "15/03/2021", "opens-register-cell": "01/03/2021"}
    tinh.post(address, sent)
    assert calendar_of(prepared) == {
        (Step.REGISTER, Tier.CELL): Days(dt.date(2021, 3, 15), dt.date(2021, 3, 1))
    }
    without = tinh.post(address, {"opens-rate-cell": "01/12/2021"})
    assert "Có ngày mở thì phải có hạn." in text_of(without)


def test_what_another_officer_set_meanwhile_is_shown_beside_what_is_typed(
    prepared: Campaign, tinh: Client, province: User
) -> None:
    address = f"{LAUNCH}lich/"
    set_days(prepared, province, cell=14)
    sent = {"due-register-cell": "13/03/2021", "seen": ""}
    answer = tinh.post(address, sent)
    assert "Cán bộ khác vừa đặt 14/03/2021" in text_of(answer)
    assert 'value="13/03/2021"' in answer.content.decode()
    seen_now = answer.context["form"]["seen"].value()
    tinh.post(address, {**sent, "seen": seen_now})
    assert calendar_of(prepared)[Step.REGISTER, Tier.CELL].due_on.day == 13


def test_a_new_year_theme_limits_and_days_off(prepared: Campaign, tinh: Client) -> None:
    made = tinh.post(
        "/nam/moi/",
        {
            "year": "2022",
            "copied_from": str(prepared.pk),
            "review_date": "20/12/2022",
            "cut_off_date": "15/12/2022",
        },
        follow=True,
    )
    assert "Đã lập năm 2022; chỉ Tỉnh uỷ thấy" in text_of(made)
    again = tinh.post(
        "/nam/moi/", {"year": "2022", "review_date": "20/12/2022", "cut_off_date": "15/12/2022"}
    )
    assert "Năm 2022 đã có" in text_of(again)
    theme = {"spirit": "Tăng tốc", "review_date": "20/12/2022", "cut_off_date": "15/12/2022"}
    tinh.post("/nam/2022/phat-dong/chu-de/", theme)
    assert Campaign.objects.get(year=2022).spirit == "Tăng tốc"
    tinh.post("/nam/2022/phat-dong/so-luong/", {"least_key_tasks": "3", "answer_within": "5"})
    assert RegistrationLimits.objects.get(campaign__year=2022).least_key_tasks == 3
    assert "Năm 2022 chưa ghi ngày nghỉ nào" in seen(tinh, "/nam/2022/phat-dong/")
    tinh.post("/nam/2022/phat-dong/ngay-nghi/", {"act": "known"})
    page = seen(tinh, "/nam/2022/phat-dong/")
    assert "chưa ghi ngày nghỉ nào" not in page
    assert all(part in page for part in ("Tết Dương lịch", "Quốc khánh", "01/09–02/09"))
    assert DayOff.objects.filter(day__year=2022).count() == 11
    tinh.post("/nam/2022/phat-dong/ngay-nghi/", {"act": "remove", "day": "01/09/2022"})
    assert DayOff.objects.filter(day__year=2022).count() == 10
    assert "Năm 2022: 11 ngày" in seen(tinh, "/nam/2022/phat-dong/ngay-nghi/")


def test_an_upper_level_body_plans_and_carries_down(
    cast: Cast, launched: Campaign, upper: User
) -> None:
    huyen = signed_in_now(upper)
    assert "Chi bộ còn 14 ngày làm việc để đăng ký" in seen(huyen, LAUNCH)
    address = f"{LAUNCH}U1/"
    late = huyen.post(address, {"act": "save", "due-register-grassroots": "26/03/2021"})
    assert "Muộn hơn hạn của tỉnh 25/03/2021" in text_of(late)
    huyen.post(
        address, {"act": "carry_down", "due-register-grassroots": "23/03/2021", "text": "Kế hoạch"}
    )
    assert unit_calendar(launched, cast["U1"]) == {
        (Step.REGISTER, Tier.GRASSROOTS): dt.date(2021, 3, 23)
    }
    assert UnitLaunch.objects.get().launched_at is not None
    assert "sớm hơn tỉnh 2 ngày" in seen(huyen, LAUNCH)


def test_the_first_page_asks_a_body_to_carry_the_year_down(launched: Campaign, upper: User) -> None:
    huyen = signed_in_now(upper)
    assert "Triển khai năm 2021 xuống cơ sở" in seen(huyen, "/")
    huyen.post(f"{LAUNCH}U1/", {"act": "carry_down"})
    assert "Triển khai năm 2021 xuống cơ sở" not in seen(huyen, "/")


def test_a_plan_is_private_until_it_is_carried_down(
    cast: Cast, launched: Campaign, tinh: Client, upper: User
) -> None:
    UnitLaunch.objects.create(campaign=launched, organisation=cast["U1"], text="Còn bàn")
    assert tinh.get(f"{LAUNCH}U1/").status_code == 404
    assert "Còn bàn" not in seen(tinh, f"{LAUNCH}G1/xem/")
    signed_in_now(upper).post(f"{LAUNCH}U1/", {"act": "carry_down", "text": "Còn bàn"})
    assert "Còn bàn" in seen(tinh, f"{LAUNCH}U1/")
    assert "Còn bàn" in seen(tinh, f"{LAUNCH}G1/xem/")


def test_below_each_reads_its_own_days(
    launched: Campaign, grassroots: User, cell: User, upper: User
) -> None:
    days = {"act": "carry_down", "due-register-grassroots": "23/03/2021", "text": "Kế hoạch 31"}
    signed_in_now(upper).post(f"{LAUNCH}U1/", days)
    of_grassroots = seen(signed_in_now(grassroots), LAUNCH)
    assert "Vượt khó" in of_grassroots
    assert "Kế hoạch 31" in of_grassroots
    assert "23/03/2021 tỉnh: 25/03/2021" in of_grassroots
    assert "15/03/2021" in seen(signed_in_now(cell), LAUNCH)


def test_a_member_reads_for_their_cell(cast: Cast, launched: Campaign) -> None:
    member = User.objects.create_user("dangvien", person=cast.of_cell("G1A", 5))
    assert "15/03/2021" in seen(signed_in_now(member), LAUNCH)
    assert signed_in_now(member).get(f"{LAUNCH}G1B/xem/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_no_page_asks_more_than_twelve_times(
    launched: Campaign, tinh: Client, upper: User, cell: User
) -> None:
    asked = {}
    for name, client, page in (
        *(("province", tinh, page) for page in ("", "chu-de/", "lich/", "so-luong/", "ngay-nghi/")),
        ("province", tinh, "G1/xem/"),
        ("upper", signed_in_now(upper), ""),
        ("cell", signed_in_now(cell), ""),
    ):
        client.get(f"{LAUNCH}{page}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LAUNCH}{page}").status_code == 200
        asked[name, page] = len(queries)
    assert {page: number for page, number in asked.items() if number > MOST} == {}


@pytest.mark.parametrize(("target", "amount"), [(Decimal(2640), "2.640 hộ"), (Decimal(0), "0 hộ")])
def test_a_task_to_take_up_says_how_much_by_its_main_target(
    cast: Cast, launched: Campaign, upper: User, target: Decimal, amount: str
) -> None:
    registration = Registration.objects.create(
        campaign=launched, organisation=cast["U1"], holder="organisation"
    )
    task = Task.objects.create(
        registration=registration, position=1, kind="key_task", title="Nước sạch", offered=True
    )
    Measure.objects.create(task=task, position=1, name="Tỷ lệ", unit="%", target=Decimal(99))
    Measure.objects.create(task=task, position=2, name="Số hộ", unit="hộ", target=target, main=True)
    assert [one.amount for one in offered_tasks(launched, [cast["U1"].pk])] == [amount]
    assert amount in seen(signed_in_now(upper), LAUNCH)
