"""The empty workbooks: what they hold, and that they load as they are."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.exchange.books import Book
from thidua.exchange.errors import UnknownKindError
from thidua.exchange.templates import template

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]

SHEETS = {
    Book.ORGANISATIONS: ["Tổ chức", "Kế thừa"],
    Book.MEMBERS: ["Đảng viên", "Chức vụ"],
    Book.FACTS: [
        "Năm",
        "Chưa kiểm điểm",
        "Đảng viên",
        "Tổ chức",
        "Tập thể lãnh đạo",
        "Cá nhân lãnh đạo",
        "Chỉ tiêu",
        "Hạn chế",
        "Ngày kiểm điểm",
    ],
    Book.DECISIONS: ["Quyết định", "Đề nghị", "Các năm trước", "Khen thưởng"],
    Book.REGISTRATIONS: ["Nhiệm vụ đăng ký", "Thước đo nhiệm vụ", "Mốc nhiệm vụ"],
    Book.PROGRESS: ["Tiến độ", "Số liệu chỉ tiêu"],
}


@pytest.mark.parametrize("book", Book)
def test_a_template_has_its_sheets_and_explains_them(book: Book, tmp_path: Path) -> None:
    path = template(book, tmp_path / "mau.xlsx")

    names = CalamineWorkbook.from_path(str(path)).sheet_names
    assert [name for name in names if name not in ("Giải thích", "Danh mục")] == SHEETS[book]
    assert "Giải thích" in names


@pytest.mark.parametrize("book", Book)
def test_an_empty_template_loads_as_nothing(book: Book, load: Load, tmp_path: Path) -> None:
    result = load(template(book, tmp_path / "mau.xlsx"), dry_run=True)

    assert not any(sheet.writes for sheet in result.sheets)
    wanted = [] if book in (Book.ORGANISATIONS, Book.MEMBERS) else ["chưa có năm thi đua nào"]
    assert [str(problem.message)[:23] for problem in result.problems] == wanted


def test_the_columns_of_facts_are_those_of_the_framework(tmp_path: Path) -> None:
    path = template(Book.FACTS, tmp_path / "mau.xlsx", year=2021)

    header = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Đảng viên").to_python()[0]
    titles = [str(cell).strip(" *") for cell in header]
    assert titles[:3] == ["Mã đảng viên", "Tên", "Tư tưởng chính trị"]
    assert "Thực hiện chức trách, quyền hạn" in titles


def test_a_filled_template_loads(load: Load, tmp_path: Path) -> None:
    path = template(Book.ORGANISATIONS, tmp_path / "mau.xlsx")
    book = load_workbook(path)
    sheet = book["Tổ chức"]
    sheet.append(["T", "Đảng bộ tỉnh", None, "Đảng bộ tỉnh", None, None, None, dt.date(2015, 1, 1)])
    sheet.append(["H1", "Đảng bộ huyện", "Huyện", "Cấp huyện", None, "Huyện", "T", "1/1/2015"])
    book.save(path)

    result = load(path)

    assert result.applied, [str(problem) for problem in result.problems]
    assert result.sheets[0].new == 2


def test_the_years_before_stand_ready(load: Load, tmp_path: Path) -> None:
    assert load(*cast.write_all(tmp_path)).applied

    path = template("decisions", tmp_path / "mau.xlsx")

    header = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Các năm trước").to_python()[0]
    assert [str(cell).removesuffix(".0") for cell in header][-4:] == [
        "2017",
        "2018",
        "2019",
        "2020",
    ]


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UnknownKindError, match="không có loại tệp “nhan-su”; cần: organisations, members, facts"
    ):
        template("nhan-su", tmp_path / "mau.xlsx")
