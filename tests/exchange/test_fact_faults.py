"""What is wrong in the facts workbook: told with its place, and with what would be right."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book
from thidua.facts.models import FactSheet
from thidua.language import Text
from thidua.workbooks import write_csv
from thidua.workbooks.specification import Column, Kind, Sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

Refused = Callable[..., list[str]]
FILE = "3-du-kien.xlsx"


def facts_of(code: str, /, **changes: object) -> dict[str, object]:
    """A member's row of the cast, changed."""
    return next(row for row in cast.member_facts() if row["member"] == code) | changes


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV file with these headers and rows."""

    def write(name: str, **columns: list[str]) -> Path:
        sheet = Sheet(
            "any", Text("x", "x"), tuple(Column(c, Text(c, c), Kind.TEXT) for c in columns)
        )
        write_csv(sheet, pl.DataFrame(columns), tmp_path / name)
        return tmp_path / name

    return write


MEMBER_FAULTS = {
    "somebody nobody knows": (
        facts_of("DV01", member="DV1"),
        f"{FILE}, trang tính “Đảng viên”, dòng 2, cột “Mã đảng viên”: “DV1” không có đảng viên nào "
        f"mang mã này. "
        "Cần: mã của một đảng viên đã có, gần nhất là “DV01”.",
    ),
    "somebody who is not rated": (
        facts_of("DV01", member="DV09", name=None),
        f"{FILE}, trang tính “Đảng viên”, dòng 2, cột “Mã đảng viên”: “DV09” Đặng Xuân Ý không "
        "thuộc "
        f"diện xếp loại năm nay: "
        "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại. Cần: bỏ dòng này.",
    ),
}


@pytest.mark.parametrize("fault", MEMBER_FAULTS)
def test_a_fault_is_told_with_its_place(fault: str, refused: Refused) -> None:
    row, sentence = MEMBER_FAULTS[fault]

    assert refused(Book.FACTS, member_facts=[row]) == [sentence]


def test_somebody_not_there_on_the_cut_off_day(load: Load, tmp_path: Path, quick: None) -> None:
    later = cast.members()[0] | {"code": "DV77", "from": dt.date(2021, 12, 20)}
    people = cast.write(tmp_path, Book.MEMBERS, {"members": [later]})
    facts = cast.write(tmp_path, Book.FACTS, {"member_facts": [facts_of("DV01", member="DV77")]})

    result = load(people, facts)

    assert [str(problem) for problem in result.problems if problem.severity == "error"] == [
        f"{FILE}, trang tính “Đảng viên”, dòng 2, cột “Mã đảng viên”: “DV77” không có trong danh "
        f"sách năm chốt ngày 30/11/2021. "
        "Cần: đối tượng có mặt ngày chốt; nếu hệ thống tổ chức đã sửa, hãy chốt lại danh sách."
    ]


@pytest.mark.parametrize(
    ("sheet", "row", "column"),
    [
        ("collective_facts", {"collective": "CQ01"}, "Mã tổ chức do tập thể lãnh đạo"),
        ("collective_facts", {"collective": "X01-1"}, "Mã tổ chức do tập thể lãnh đạo"),
        ("leader_facts", {"member": "DV02", "organisation": "X01-1"}, "Mã tổ chức"),
    ],
)
def test_the_leadership_of_a_cell_is_rated_by_no_roster(
    refused: Refused, sheet: str, row: dict[str, object], column: str
) -> None:
    [error] = refused(Book.FACTS, **{sheet: [row]})
    assert f"cột “{column}”" in error
    assert "không có tập thể và cá nhân lãnh đạo, quản lý thuộc diện xếp loại" in error
    assert "bỏ dòng này" in error
    assert "chốt lại" not in error


def test_a_leader_of_another_organisation(refused: Refused) -> None:
    errors = refused(Book.FACTS, leader_facts=[{"member": "DV01", "organisation": "X02"}])

    assert errors == [
        f"{FILE}, trang tính “Cá nhân lãnh đạo”, dòng 2, cột “Mã tổ chức”: “X02” DV01 không "
        "lãnh đạo "
        f"tổ chức này vào ngày chốt "
        "danh sách 30/11/2021. Cần: mã của: X01."
    ]


def test_the_province_does_not_rate_itself(refused: Refused) -> None:
    errors = refused(Book.FACTS, organisation_facts=[{"organisation": "T", "programme": "good"}])

    assert len(errors) == 1
    assert (
        "Đảng bộ tỉnh không thuộc diện xếp loại năm nay: đảng bộ tỉnh do Trung ương xếp loại"
        in errors[0]
    )


CELLS = {
    "unknown grade": (
        "duties",
        "Xuất sắt",
        "không có trong danh mục (gần nhất: “Xuất sắc”)",
        "một trong: “Kém” đến “Xuất sắc”",
    ),
    "101 %": ("targets_done", "101", "quá lớn", "số từ 0 đến 100"),
    "negative": ("targets_done", "-1", "quá nhỏ", "số từ 0 đến 100"),
    "level word": (
        "civil_servant_level",
        "Rất tốt",
        "không có trong danh mục",
        "Hoàn thành xuất sắc nhiệm vụ",
    ),
    "yes or no": ("self_reviewed", "chắc là có", "không có trong danh mục", "“có”, “không”"),
    "discipline": ("discipline", "phê bình", "không có trong danh mục", "“Khiển trách”"),
}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_says_nothing_allowed(case: str, load: Load, csv: Callable[..., Path]) -> None:
    column, written, message, expected = CELLS[case]

    result = load(
        csv("diem.csv", member=["DV01"], year_tasks=["Tốt"], **{column: [written]}), year=2021
    )

    (problem,) = result.problems
    assert (problem.file, problem.sheet, problem.row, problem.value) == (
        "diem.csv",
        "diem",
        2,
        written,
    )
    assert message in str(problem.message)
    assert all(word in str(problem) for word in expected.split(" đến "))
    assert not FactSheet.objects.filter(roster_entry__code="DV01", facts__has_key="never").exists()


@pytest.mark.usefixtures("quick")
def test_a_column_that_the_framework_does_not_know(load: Load, csv: Callable[..., Path]) -> None:
    result = load(csv("diem.csv", member=["DV01"], duties=["Tốt"], dutties=["Tốt"]), year=2021)

    (problem,) = result.problems
    assert problem.severity == "error"
    assert problem.row == 1
    assert "“dutties”" in str(problem)
    assert str(problem.message) == "không có cột này (cột C)"
    assert str(problem.expected) == "gần nhất là cột “Thực hiện chức trách, quyền hạn”"


@pytest.mark.usefixtures("quick")
def test_columns_that_the_file_lacks_stay_as_they_are(load: Load, csv: Callable[..., Path]) -> None:
    result = load(csv("diem.csv", member=["DV02"], duties=["Xuất sắc"], year_tasks=[""]), year=2021)

    assert result.applied
    facts = FactSheet.objects.get(
        roster_entry__code="DV02", roster_entry__subject_type="member"
    ).facts
    assert facts["duties"] == "excellent"
    assert "year_tasks" not in facts
    assert (facts["targets_done"], facts["discipline"], facts["self_reviewed"]) == (
        "87.5",
        "none",
        True,
    )


@pytest.mark.usefixtures("quick")
def test_a_name_unlike_ours_is_warned_of(load: Load, tmp_path: Path) -> None:
    rows = [facts_of("DV01", name="Do  thi ANH"), facts_of("DV02", name="Trần Đăng Đức")]

    result = load(cast.write(tmp_path, Book.FACTS, {"member_facts": rows}))

    assert result.ok
    assert [str(problem) for problem in result.problems] == [
        f"{FILE}, trang tính “Đảng viên”, dòng 3, cột “Tên”: “Trần Đăng Đức” tên khác với tên "
        "đã lưu "
        f"của mã này: Nguyễn Văn Bình."
    ]


YEARS: dict[str, tuple[dict[str, object], str]] = {
    "no framework in force": (
        {"year": 2025, "review_date": dt.date(2025, 12, 15), "cut_off_date": dt.date(2025, 11, 30)},
        "Ngày kiểm điểm",
    ),
    "an unknown local layer": ({"local_layer": "hai_duon"}, "Hướng dẫn của địa phương"),
    "cut-off outside the year": ({"cut_off_date": dt.date(2022, 1, 1)}, "Ngày chốt danh sách"),
    "no review date": (
        {"year": 2022, "review_date": None, "cut_off_date": dt.date(2022, 11, 30)},
        "Ngày kiểm điểm",
    ),
}


@pytest.mark.parametrize("case", YEARS)
def test_a_year_that_cannot_be_opened(case: str, refused: Refused) -> None:
    changes, column = YEARS[case]

    errors = refused(Book.FACTS, year=[cast.year()[0] | changes])

    assert len(errors) == 1
    assert "trang tính “Năm”" in errors[0]
    assert f"cột “{column}”" in errors[0]
    assert list(Campaign.objects.values_list("year", flat=True)) == [2021]


@pytest.mark.usefixtures("quick")
def test_the_year_asked_for_and_the_year_of_the_file_differ(load: Load, province: Path) -> None:
    result = load(province / FILE, year=2022)

    assert "tệp nói về năm khác năm được yêu cầu (2022)" in str(next(iter(result.problems)))


@pytest.mark.usefixtures("quick")
def test_facts_of_a_year_that_is_not_open(load: Load, csv: Callable[..., Path]) -> None:
    result = load(csv("diem.csv", member=["DV01"], duties=["Tốt"]), year=2019)

    assert "chưa mở năm 2019: nạp trang tính “Năm” trước hoặc cùng lúc" in str(
        next(iter(result.problems))
    )
