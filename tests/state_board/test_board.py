"""The board: who sees which units, counted up the tree; what each cell says and leads to."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client

from tests.state_board.conftest import Standings
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.campaigns.models import Step
from thidua.organisations.models import Organisation
from thidua.state_board.actions import UnitStep, grant_excuse
from thidua.state_board.counting import Board, board_of
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.judging import Tally
from thidua.state_board.parameters import ON_THE_FIRST_PAGE
from thidua.state_board.units import Unit, part_under
from thidua.vocabulary import Tier

As = Callable[[str], Client]
Who = Callable[[str], User]
pytestmark = pytest.mark.usefixtures("standings")
ADDRESS = "/nam/2021/bang-trang-thai/"


def board(town: Town, code: str) -> Board:
    unit: Organisation = town[code]
    place = Unit(unit.pk, unit.code, unit.name, Tier(unit.tier), unit.path)
    return board_of(town.campaign, part_under(place, day_of_the_tree(town.campaign)))


def page(client: Client, address: str = ADDRESS, status: int = 200, *, htmx: bool = False) -> str:
    answer = client.get(address, headers={"HX-Request": "true"} if htmx else None)
    assert answer.status_code == status, address
    return re.sub(r"\s+", " ", answer.content.decode())


def rows(town: Town, code: str) -> list[str]:
    return sorted(row.unit.code for row in board(town, code).rows)


def test_each_tier_sees_the_units_right_below_it(town: Town) -> None:
    assert rows(town, "XD") == ["CL", "GL"]
    assert rows(town, "GL") == ["GL01", "GL02", "GL03"]
    assert rows(town, "GL01") == ["GL01A", "GL01B"]
    assert rows(town, "GL01A") == ["GL01A"]


def test_the_parts_add_up_to_the_whole_at_each_tier(town: Town) -> None:
    whole = board(town, "XD").total(Step.REGISTER)
    assert whole == Tally(accepted=1, sent=1, returned=1, overdue=1)
    parts = [board(town, code).total(Step.REGISTER) for code in ("GL", "CL")]
    assert parts[0] + parts[1] == whole
    of_rows = [row.of(Step.REGISTER).counted for row in board(town, "XD").rows]
    assert sum(of_rows, Tally()) == whole
    below = {row.unit.code: row.of(Step.REGISTER).below for row in board(town, "GL").rows}
    assert below["GL03"] == Tally()
    for code, cells in (
        ("GL01", Tally(accepted=1, overdue=1)),
        ("GL02", Tally(overdue=1)),
    ):
        assert board(town, code).total(Step.REGISTER) == below[code] == cells


def test_who_is_late_and_by_how_many_days(town: Town) -> None:
    late = {one.unit.code: one.judged.days for one in board(town, "XD").late}
    assert late == {"GL02": 6, "CL": 6}, "the bodies above the grassroots too, no cells here"
    assert {one.unit.code for one in board(town, "GL").late} == {"GL02"}
    assert {one.unit.code for one in board(town, "GL01").late} == {"GL01B"}
    assert board(town, "GL01B").late == [], "no board reminds itself"


def test_a_granted_delay_is_not_late_and_says_by_whom_and_why(
    town: Town, who: Who, as_: As
) -> None:
    at = UnitStep(town.campaign, Step.REGISTER, town["GL02"])
    grant_excuse(at=at, until=date(2021, 4, 10), reason="Lũ cuốn", actor=who("upper_level"))
    counted = board(town, "XD").total(Step.REGISTER)
    assert counted == Tally(accepted=1, sent=1, returned=1, drafting=1, excused=1)
    shown = page(as_("province"), f"{ADDRESS}GL/dang-ky/")
    assert "được lùi đến 10/04/2021, Huyện uỷ Gia Lộc cho lùi: Lũ cuốn" in shown
    assert "đang soạn" in shown


def test_the_sentence_on_top_compares_nobody(as_: As) -> None:
    shown = page(as_("province"))
    assert "1 trong 4 đã được nhận đăng ký; 1 quá hạn." in shown
    assert "nhiều nhất" not in shown


def test_steps_that_nobody_follows_or_that_are_not_open_stay_narrow(as_: As) -> None:
    shown = page(as_("province"))
    assert shown.count("states-cell is-narrow") == 7 * 3, "two rows and the sum"
    assert "mở từ 01/04/2021" not in shown, "step 3 is open, nobody tells of it"
    assert "mở từ 11/12/2021" in shown


def test_a_year_of_which_nobody_says_anything_is_not_counted_as_late(
    as_: As, standings: Standings
) -> None:
    standings.clear()
    shown = page(as_("province"))
    assert "Chưa có bước nào để theo dõi" in shown
    assert "quá hạn" not in shown


def test_filters_stand_in_the_address(town: Town, as_: As, standings: Standings) -> None:
    standings["CL"] = standings["CL01"]
    only_late = page(as_("province"), f"{ADDRESS}?show=late")
    table = only_late.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Gia Lộc" in table
    assert "Chí Linh" not in table
    assert "1/4" in only_late.partition("<tfoot>")[2], "the sum stays that of all"
    by_step = page(as_("province"), f"{ADDRESS}?show=late&step=dang-ky&sort=late")
    assert "Gia Lộc" in by_step.partition("<tbody>")[2]
    standings["GL02"] = standings["CL01"]
    assert "Không đơn vị nào quá hạn" in page(as_("province"), f"{ADDRESS}?show=late")


def test_a_cell_leads_to_its_units_as_a_page_and_in_place(as_: As) -> None:
    address = f"{ADDRESS}GL/dang-ky/"
    assert f'href="{address}"' in page(as_("province"))
    alone = page(as_("province"), address)
    part = page(as_("province"), address, htmx=True)
    for shown in (alone, part):
        assert "quá hạn 6 ngày" in shown
        assert "trả lại: rõ hiệu quả" in shown
    assert "<html" not in part
    assert "Đảng bộ xã Gia Tân" in part
    assert "2 chưa xong" in part
    assert "Cả 4" in part


def test_a_step_without_anything_to_show_has_no_list(as_: As) -> None:
    for step in ("khen-thuong", "thuc-hien", "khong-co"):
        page(as_("province"), f"{ADDRESS}GL/{step}/", 404)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("upper_level", ["GL", "GL01", "GL01A"], ["CL", "XD", "CL01", "KHONG-CO"]),
        ("grassroots", ["GL01", "GL01B"], ["GL", "GL02", "XD"]),
        ("cell", ["GL01A"], ["GL01", "GL01B"]),
        ("inspector", ["GL", "GL01"], ["CL", "XD"]),
        ("auditor", ["XD", "GL", "CL01"], []),
    ],
)
def test_outside_ones_part_there_is_no_such_board(
    as_: As, name: str, inside: list[str], outside: list[str]
) -> None:
    client = as_(name)
    page(client)
    for code in inside:
        page(client, f"{ADDRESS}{code}/")
        page(client, f"{ADDRESS}{code}/dang-ky/")
    for code in outside:
        page(client, f"{ADDRESS}{code}/", 404)
        page(client, f"{ADDRESS}{code}/dang-ky/", 404)


@pytest.mark.parametrize("name", ["administrator", "member", "nobody"])
def test_who_has_no_part_of_the_tree_has_no_board(as_: As, name: str) -> None:
    page(as_(name), ADDRESS, 404)


@pytest.mark.parametrize("name", ["inspector", "auditor"])
def test_who_only_reads_gets_no_buttons(as_: As, name: str) -> None:
    for address in (ADDRESS, f"{ADDRESS}GL/dang-ky/"):
        shown = page(as_(name), address)
        assert 'id="remind"' not in shown
        assert 'name="unit"' not in shown
        assert "lui-han" not in shown


def test_a_merged_unit_is_not_counted_after_its_end(town: Town) -> None:
    placement = town["GL02"].placements.get()
    placement.ends_on = date(2021, 4, 5)
    placement.save()
    assert rows(town, "GL") == ["GL01", "GL02A", "GL03"], "its cell is not lost with it"
    assert board(town, "XD").total(Step.REGISTER).units == 3


def test_the_workbook_has_a_row_for_each_unit_and_no_person(as_: As) -> None:
    answer = as_("upper_level").get(f"{ADDRESS}?format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    lines = {line[0]: line for line in sheet.iter_rows(values_only=True)}
    assert set(lines) == {"Mã tổ chức", "GL", "GL01", "GL02", "GL03", "GL01A", "GL01B", "GL02A"}
    assert lines["GL02"][3] == "quá hạn 6 ngày"
    assert lines["GL02"][4].date() == date(2021, 3, 31)
    assert lines["GL02"][5] == 6


def test_a_cell_alone_reads_where_it_stands(as_: As) -> None:
    assert "Đăng ký: đã nhận." in page(as_("cell"))
    assert "Đăng ký: quá hạn 6 ngày." in page(as_("cell_outside"))


def test_the_board_asks_the_same_number_of_queries_however_many_units(
    as_: As, town: Town, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = as_("province")
    page(client)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page(client)


def test_the_first_page_of_who_may_remind_leads_to_the_late_ones(as_: As) -> None:
    link = f'href="{ADDRESS}?show=late&amp;step=dang-ky"'
    first = page(as_("upper_level"), "/?year=2021")
    assert "1 đơn vị quá hạn đăng ký" in first
    assert link in first
    for name in ("inspector", "cell"):
        assert link not in page(as_(name), "/?year=2021")


def test_a_step_that_was_due_long_ago_stands_on_the_board_alone(
    as_: As, settings: LazySettings
) -> None:
    settings.TODAY = date(2021, 3, 31) + timedelta(days=ON_THE_FIRST_PAGE + 1)
    assert "quá hạn đăng ký" not in page(as_("upper_level"), "/?year=2021")
    assert "quá hạn 61 ngày" in page(as_("upper_level"))
