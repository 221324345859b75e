"""The page of the movement: who gets it, on which days, and what it says while there is nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse

from tests.cast import Cast
from tests.html import words
from tests.movement.conftest import Tasks
from thidua.campaigns.models import Campaign
from thidua.registrations.models import Task

As = Callable[[str], Client]
AtMost = Callable[[int], AbstractContextManager[object]]
PAGE = "/nam/2021/phong-trao/"


def text(client: Client, address: str) -> str:
    return words(parse_html(client.get(address).content.decode()))


def test_the_sentence_of_the_year_so_far(as_: As, launched: Campaign, tasks: Tasks) -> None:
    said = text(as_("P"), PAGE)
    assert (
        "Đến 05/09/2021: 7 nhiệm vụ và khâu đột phá; 2 đã xong, trong đó 1 vượt mức phấn đấu, "
        "2 đúng tiến độ, 1 chậm tiến độ, 1 đang vướng, 1 đã 3 tháng chưa có ghi nhận, 1 đã rút."
    ) in said


@pytest.mark.parametrize("address", ["", "U2/", "G3/", "G3A/", "U2/nhiem-vu/", "U2/tra-lai/"])
def test_a_district_sees_its_own_part_and_no_other(
    as_: As, launched: Campaign, tasks: Tasks, address: str
) -> None:
    client = as_("U2")
    page = client.get(f"{PAGE}{address}")
    assert page.status_code == 200
    assert "KHAC" not in page.content.decode()
    for other in ("P/", "U1/", "G1/", "U1/nhiem-vu/", "P/nhiem-vu/", "U1/vuong/"):
        assert client.get(f"{PAGE}{other}").status_code == 404


def test_a_unit_outside_the_body_narrows_nothing_and_opens_nothing(
    as_: As, launched: Campaign, tasks: Tasks
) -> None:
    page = text(as_("U2"), f"{PAGE}U2/nhiem-vu/?unit=G1")
    assert "KHAC" not in page
    assert "6 dòng" in page


def test_what_is_late_and_silent_says_since_when_and_opens_the_task(
    as_: As, launched: Campaign, tasks: Tasks
) -> None:
    province = as_("P")
    said = text(province, PAGE)
    assert "hạn 30/06/2021 đã qua" in said  # its milestone, before its own end
    assert "được nhận 20/03/2021, chưa có ghi nhận nào" in said
    page = province.get(PAGE).content.decode()
    for title in ("CHAM", "IM"):
        assert reverse("progress_task", args=(2021, code_of(tasks[title]), tasks[title].pk)) in page


def code_of(task: Task) -> str:
    code: str = task.registration.organisation.code
    return code


@pytest.mark.parametrize(
    ("reader", "unit", "leads"),
    [
        ("P", "P", True),
        ("P", "G3A", True),
        ("G3", "G3", True),
        ("G3", "G3A", True),
        ("G3A", "G3A", False),
    ],
)
def test_the_page_of_a_unit_leads_to_everything_under_it_and_back(
    as_: As, launched: Campaign, tasks: Tasks, reader: str, unit: str, *, leads: bool
) -> None:
    own, whole = f"/nam/2021/thuc-hien/{unit}/", f"{PAGE}{unit}/"
    client = as_(reader)
    assert (whole in client.get(own).content.decode()) is leads
    assert own in client.get(whole).content.decode()


def test_a_day_that_has_not_come_is_refused_calmly(
    as_: As, launched: Campaign, tasks: Tasks
) -> None:
    said = text(as_("P"), f"{PAGE}?ngay=2021-12-31")
    assert "Ngày đó chưa đến: trang cho xem đến hôm nay." in said
    assert "Đến 05/09/2021" in said


@pytest.mark.parametrize("day", ["30/06/2021", "2021-06-30"])
def test_the_half_year_is_read_on_its_day(
    as_: As, launched: Campaign, tasks: Tasks, day: str
) -> None:
    assert "Đến 30/06/2021: 7 nhiệm vụ" in text(as_("P"), f"{PAGE}?ngay={day}")


@pytest.mark.parametrize("day", ["hôm qua", "2021-02-30", "0001-01-01", "99999-01-01", "1/1/1"])
def test_a_day_that_is_none_narrows_nothing(
    as_: As, launched: Campaign, tasks: Tasks, day: str
) -> None:
    client = as_("P")
    for address in (PAGE, f"{PAGE}P/nhiem-vu/", f"{PAGE}P/tra-lai/"):
        assert client.get(address, {"ngay": day}).status_code == 200


def test_before_the_launch_and_before_anything_is_accepted(
    as_: As, launched: Campaign, cast: Cast
) -> None:
    client = as_("P")
    assert "Chưa có nhiệm vụ nào được nhận" in text(client, PAGE)
    launched.launch_date = None
    launched.save()
    assert "Năm thi đua chưa phát động" in text(client, PAGE)


def test_who_could_free_what_is_named_with_the_promise(
    as_: As, launched: Campaign, tasks: Tasks
) -> None:
    said = text(as_("P"), PAGE)
    assert "Huyện uỷ Gia Lộc 1 1 04/08/2021" in said
    assert "quá hẹn 30/08/2021" in said
    empty = text(as_("U1"), PAGE)
    assert "Không nhiệm vụ nào ghi là đang vướng." in empty


def test_however_many_tasks_there_are_the_questions_stay_few(
    as_: As,
    launched: Campaign,
    tasks: Tasks,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    client = as_("P")
    for address in (PAGE, f"{PAGE}P/nhiem-vu/", f"{PAGE}P/vuong/", f"{PAGE}P/tra-lai/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
