"""Reminding from the board: all that are late or those marked, once in 48 hours."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.state_board.conftest import MISSING, Standings
from tests.state_board.test_board import ADDRESS, page
from tests.web.town import Town
from thidua.campaigns.unit_states import UnitState
from thidua.notices.models import Reminder
from thidua.notices.parameters import REMIND_AGAIN_AFTER

As = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("standings")


@pytest.fixture(autouse=True)
def none_yet(town: Town) -> None:
    """Of the reminders that the province of the pages begins with none is of this step."""
    Reminder.objects.all().delete()


def send(client: Client, code: str, **data: object) -> str:
    answer = client.post(f"{ADDRESS}{code}/nhac/", data, follow=True)
    return re.sub(r"\s+", " ", answer.content.decode())


def reminded() -> list[tuple[str, str]]:
    found = Reminder.objects.filter(about="register").order_by("unit__code")
    return [(one.unit.code, one.from_unit.code) for one in found]


def test_one_button_reminds_all_that_are_late_each_of_what_is_missing(as_: As, town: Town) -> None:
    assert "Nhắc cả 2 đơn vị" in page(as_("province"))
    shown = send(as_("province"), "XD", which="all")
    assert reminded() == [("CL", "XD"), ("GL02", "XD")]
    assert {one.missing for one in Reminder.objects.all()} == {MISSING}
    assert "Đã nhắc 2 nơi" in shown


def test_marked_rows_stand_for_those_late_under_them(as_: As) -> None:
    send(as_("province"), "XD", which="marked", unit=["GL"])
    assert reminded() == [("GL02", "XD")]


def test_nothing_marked_reminds_nobody_and_says_so(as_: As) -> None:
    assert "Hãy đánh dấu ít nhất một đơn vị" in send(as_("province"), "XD", which="marked")
    assert reminded() == []


def test_a_unit_that_is_not_late_is_not_reminded_though_it_is_marked(as_: As) -> None:
    shown = send(as_("province"), "XD", which="marked", unit=["CL01"])
    assert "Không còn đơn vị nào quá hạn" in shown
    assert reminded() == []


def test_not_twice_within_48_hours(as_: As) -> None:
    send(as_("upper_level"), "GL", which="all")
    assert "48 giờ" in send(as_("upper_level"), "GL", which="all")
    assert len(reminded()) == 1
    assert "Nhắc cả" not in page(as_("upper_level"))
    Reminder.objects.update(asked_at=Reminder.objects.get().asked_at - REMIND_AGAIN_AFTER)
    send(as_("upper_level"), "GL", which="all")
    assert len(reminded()) == 2


def test_the_last_reminder_and_what_came_of_it_stand_on_the_row(
    as_: As, town: Town, standings: Standings
) -> None:
    send(as_("upper_level"), "GL", which="all")
    address = f"{ADDRESS}GL/dang-ky/?all=1"
    assert "nhắc 06/04/2021, chưa xem" in page(as_("upper_level"), address)
    assert "Lần nhắc trước: 06/04/2021, 1 việc, 0 đã làm sau đó." in page(as_("upper_level"))
    late = standings["GL02"]
    standings["GL02"] = type(late)(UnitState.SENT, late.since)
    assert "chưa xem; đã làm sau đó" in page(as_("upper_level"), address)


@pytest.mark.parametrize("name", ["inspector", "auditor"])
def test_who_only_reads_may_not(as_: As, name: str) -> None:
    answer = as_(name).post(f"{ADDRESS}GL/nhac/", {"which": "all"})
    assert answer.status_code == 403
    assert reminded() == []


@pytest.mark.parametrize("name", ["grassroots", "cell", "upper_level_outside", "member"])
def test_outside_ones_part_there_is_no_such_board(as_: As, name: str) -> None:
    assert as_(name).post(f"{ADDRESS}GL/nhac/", {"which": "all"}).status_code == 404


def test_a_delay_is_granted_and_taken_back_on_its_page(as_: As) -> None:
    address = f"{ADDRESS}GL02/dang-ky/lui-han/"
    assert f'href="{address}"' in page(as_("upper_level"), f"{ADDRESS}GL/dang-ky/")
    assert "hạn chung 31/03/2021" in page(as_("upper_level"), address)
    wrong = as_("upper_level").post(address, {"until": "30/03/2021", "reason": "Lũ"})
    assert wrong.status_code == 400
    assert "30/03/2021" in wrong.content.decode(), "what was typed stays"
    done = as_("upper_level").post(address, {"until": "10/04/2021", "reason": "Lũ"}, follow=True)
    assert "lùi hạn đến hết ngày 10/04/2021" in done.content.decode()
    back = as_("province").post(address, {"act": "take_back"}, follow=True)
    assert "Đã thu hồi" in back.content.decode()


@pytest.mark.parametrize("name", ["grassroots_outside", "cell", "inspector", "auditor", "member"])
def test_nobody_else_finds_the_page_of_a_delay(as_: As, name: str) -> None:
    page(as_(name), f"{ADDRESS}GL02/dang-ky/lui-han/", 404)
