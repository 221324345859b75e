"""Cells: what is understood, and for what is not the message with its place and what would be
right.
"""

import datetime as dt
import io
import unicodedata
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from tests.workbooks.samples import HEADER, PEOPLE, only, people, raw_of, row, xlsx
from thidua.language import speaking
from thidua.workbooks import parse

DAY = dt.date(1986, 2, 3)
SERIAL = 31_446  # 03/02/1986 in Excel's 1900 calendar


def value_of(column: str, cell: object) -> Any:
    """The typed value of one cell that must have no problem."""
    result = people(row(**{column: cell}))
    assert [str(problem) for problem in result.problems] == []
    return result.frame.row(0, named=True)[column]


def complaint(column: str, cell: object) -> str:
    """What is said of one faulty cell, which must leave no value behind."""
    result = people(
        row(), row(code="DV2", **{column: cell}) if column != "code" else row(code=cell)
    )
    problem = only(result)
    assert (problem.file, problem.sheet, problem.row) == ("f.xlsx", "Đảng viên", 3)
    assert problem.column == PEOPLE.column(column).title
    assert problem.cell == f"{problem.letter}3"
    assert result.frame[column][1] is None
    return f"{problem.value} | {problem.message.vi} | {problem.expected.vi}"


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        dt.datetime.fromisoformat("1986-02-03 14:30"),
        SERIAL,
        SERIAL + 0.75,
        "03/02/1986",
        "3/2/1986",
        "03-02-1986",
        "3.2.1986",
        "1986-02-03",
        "1986/2/3",
        "1986-02-03T00:00:00",
        "03/02/1986 00:00",
        " 03/02/1986\u00a0",
        "03 / 02 / 1986",
        "ngày 03 tháng 02 năm 1986",
        "Ngày 3 tháng 2 năm 1986.",
        "03 tháng 02, năm 1986",
        "03/02/1986.",
        "'03/02/1986",
        "03\\02\\1986",
        "3-Feb-1986",
        "03 February 1986",
        "ngày\u00a003/02/1986",
        "03/02/1986 2:30 CH",
        "1986-02-03T14:30:00.000Z",
    ],
)
def test_dates_are_understood_in_every_usual_form(cell: object) -> None:
    assert value_of("born_on", cell) == DAY


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "31/02/1986",
            "31/02/1986 | ngày không có trong lịch | ngày viết dd/mm/yyyy, ví dụ 03/02/1986",
        ),
        (
            "29/02/2021",
            "29/02/2021 | ngày không có trong lịch | ngày viết dd/mm/yyyy, ví dụ 03/02/1986",
        ),
        (
            "12/25/2001",
            "12/25/2001 | không có tháng 25; tháng đứng trước ngày? | ngày trước, tháng sau: "
            "25/12/2001",
        ),
        ("chưa rõ", "chưa rõ | không phải ngày | ngày viết dd/mm/yyyy, ví dụ 03/02/1986"),
        ("3/2/86", "3/2/86 | năm chỉ có hai chữ số | 3/2/1986 hay 3/2/2086"),
        ("3-Feb-86", "3-Feb-86 | năm chỉ có hai chữ số | 3-Feb-1986 hay 3-Feb-2086"),
        ("03-02-03 08:00", "03-02-03 08:00 | năm chỉ có hai chữ số | 03-02-1903 hay 03-02-2003"),
        *(
            (
                only_month,
                f"{only_month} | chỉ có tháng và năm, thiếu ngày | ngày viết dd/mm/yyyy, "
                "ví dụ 03/02/1986",
            )
            for only_month in ("02/1986", "2-1986", "tháng 2 năm 1986", "T2/1986", "1986-02")
        ),
        (1986, "1986 | chỉ có năm, thiếu ngày và tháng | ngày viết dd/mm/yyyy, ví dụ 03/02/1986"),
        ("1986", "1986 | chỉ có năm, thiếu ngày và tháng | ngày viết dd/mm/yyyy, ví dụ 03/02/1986"),
        (
            "03/02/0986",
            "03/02/0986 | ngày ngoài khoảng cho phép | ngày từ 01/03/1900 đến 31/12/2200",
        ),
        (-5, "-5 | ngày ngoài khoảng cho phép | ngày từ 01/03/1900 đến 31/12/2200"),
        (9e9, "9000000000 | không phải ngày | ngày viết dd/mm/yyyy, ví dụ 03/02/1986"),
        (dt.time(7, 30), "07:30:00 | không phải ngày | ngày viết dd/mm/yyyy, ví dụ 03/02/1986"),
    ],
)
def test_what_is_no_date_is_said(cell: object, said: str) -> None:
    assert complaint("born_on", cell) == said


def test_dates_that_can_be_read_either_way_are_doubted_beside_one_with_the_month_first() -> None:
    result = people(
        row(born_on="03/02/1986"),
        row(code="DV2", born_on="12/25/1986"),
        row(code="DV3", born_on="5/5/1986"),
    )
    error, warning = sorted(result.problems, key=lambda problem: problem.severity)
    assert (error.cell, warning.cell) == ("C3", "C2")
    assert warning.message.vi == ("đã đọc là ngày 03 tháng 02, nhưng dòng 3 viết tháng trước ngày")
    assert result.frame["born_on"].to_list() == [DAY, None, dt.date(1986, 5, 5)]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (87.5, "87.5"),
        (80, "80"),
        (79.9999, "79.9999"),
        (0.1 + 0.2, "0.3"),
        ("87,5", "87.5"),
        ("87.5", "87.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("0.125", "0.125"),
        ("1.2345", "1.2345"),
        ("-3,25", "-3.25"),
        ("+4", "4"),
        ("5,50000", "5.5"),
        ("1,234", "1.234"),
        (1.234, "1.234"),
        (123456789.1234, "123456789.1234"),
        ("1234.567", "1234.567"),
        ("00012", "12"),
        ("'1.234,5", "1234.5"),
    ],
)
def test_decimals_are_exact_and_written_the_vietnamese_way(cell: object, number: str) -> None:
    assert value_of("score", cell) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "1.234",
            "1.234 | không rõ dấu chấm ngăn phần nghìn hay phần thập phân | viết 1234 (nghìn) "
            "hoặc 1,234 (thập phân)",
        ),
        ("1,23456", "1,23456 | quá 4 chữ số thập phân | số, nhiều nhất 4 chữ số thập phân"),
        (79.99999, "79,99999 | quá 4 chữ số thập phân | số, nhiều nhất 4 chữ số thập phân"),
        ("nhiều", "nhiều | không phải số | số, nhiều nhất 4 chữ số thập phân"),
        ("12a", "12a | không phải số | số, nhiều nhất 4 chữ số thập phân"),
        ("87,5%", "87,5% | không phải số | số, nhiều nhất 4 chữ số thập phân"),
        (dt.date(2021, 5, 7), "07/05/2021 | không phải số | số, nhiều nhất 4 chữ số thập phân"),
        (True, "TRUE | không phải số | số, nhiều nhất 4 chữ số thập phân"),
    ],
)
def test_what_is_no_exact_number_is_said(cell: object, said: str) -> None:
    assert complaint("score", cell) == said


def test_percentages_keep_their_range() -> None:
    assert value_of("done", 100) == 100
    assert value_of("done", "87,5 %") == Decimal("87.5")
    assert (
        complaint("done", 101) == "101 | quá lớn | số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"
    )
    assert (
        complaint("done", "101%")
        == "101% | quá lớn | số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"
    )
    assert complaint("done", -1) == "-1 | quá nhỏ | số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"
    assert (
        complaint("done", 100.0001)
        == "100,0001 | quá lớn | số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"
    )


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0"%"%', "0.000%"])
def test_cells_that_excel_shows_as_a_percentage_are_read_as_shown(form: str) -> None:
    result = parse(raw_of(xlsx_with(row(done=0.07, score=0.07), number_format=form)), PEOPLE)
    assert (result.frame["done"][0], result.frame["score"][0]) == (7, Decimal("0.07"))


def xlsx_with(cells: list[object], *, number_format: str) -> bytes:
    """One row with a number format on every number."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx([HEADER, cells])))
    for cell in book["Đảng viên"][2]:
        assert isinstance(cell, Cell)
        if isinstance(cell.value, float):
            cell.number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "number"), [(12, 12), ("1.234", 1234), ("1 234 567", 1_234_567), ("007", 7)]
)
def test_whole_numbers(cell: object, number: int) -> None:
    assert value_of("count", cell) == number


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (1.5, "1,5 | không phải số nguyên | số nguyên từ 0 trở lên"),
        ("1,5", "1,5 | không phải số nguyên | số nguyên từ 0 trở lên"),
        (-1, "-1 | quá nhỏ | số nguyên từ 0 trở lên"),
        ("mười", "mười | không phải số | số nguyên từ 0 trở lên"),
    ],
)
def test_what_is_no_whole_number_is_said(cell: object, said: str) -> None:
    assert complaint("count", cell) == said


def test_years() -> None:
    assert value_of("year", "Năm 2021") == value_of("year", 2021) == 2021
    assert complaint("year", 21) == "21 | năm ngoài khoảng cho phép | năm, từ 1900 đến 2200"
    assert complaint("year", "21") == "21 | không phải năm | năm, từ 1900 đến 2200"


@pytest.mark.parametrize(
    "cell", ["Tốt", "tốt", "TỐT ", "tot", "good", unicodedata.normalize("NFD", "Tốt"), "Khá  tốt"]
)
def test_choices_are_understood_in_either_language(cell: str) -> None:
    assert value_of("grade", cell) == "good"


def test_an_unknown_grade_lists_the_words_and_the_nearest() -> None:
    assert complaint("grade", "Xuất xắc") == (
        "Xuất xắc | không có trong danh mục (gần nhất: “Xuất sắc”) | một trong: “Xuất sắc”, "
        "“Tốt”, “Trung bình”, “Kém”"
    )
    result = people(row(grade="???"))
    with speaking("en"):
        assert str(only(result)) == (
            "f.xlsx, sheet “Đảng viên”, row 2, column “Grade”: “???” not among the allowed words. "
            "Wanted: one of: “Excellent”, “Good”, “Average”, “Poor”."
        )


@pytest.mark.parametrize(
    ("cell", "flag"),
    [("có", True), ("x", True), (True, True), ("Không", False), (0, False), (None, None)],
)
def test_yes_and_no(cell: object, flag: bool | None) -> None:
    assert value_of("official", cell) is flag


def test_what_is_neither_yes_nor_no() -> None:
    assert (
        complaint("official", "chắc") == "chắc | không có trong danh mục | một trong: “có”, “không”"
    )


def test_codes_keep_zeros_and_numbers_become_digits() -> None:
    assert value_of("code", "007") == "007"
    assert value_of("code", 123456789012) == "123456789012"
    assert value_of("covers", "A1, B2; A1 ,C 3,") == ["A1", "B2", "C 3"]
    assert value_of("covers", 5) == ["5"]


def test_a_code_that_excel_turned_into_a_date_or_a_fraction() -> None:
    assert complaint("code", dt.date(2021, 2, 1)).startswith(
        "01/02/2021 | Excel đã đổi mã thành ngày | đổi định dạng ô sang Văn bản (Text)"
    )
    assert complaint("code", 1.5) == "1,5 | không phải mã | mã dạng chữ"


def test_text_is_made_one_form() -> None:
    messy = unicodedata.normalize("NFD", "  Nguyễn\u00a0Thị \u200bHường ")
    assert value_of("full_name", messy) == "Nguyễn Thị Hường"
    assert value_of("full_name", 12) == "12"


@pytest.mark.parametrize("column", ["full_name", "done", "grade", "born_on"])
@pytest.mark.parametrize("cell", ["#N/A", "#DIV/0!", "=1+1"])
def test_formula_errors_are_not_taken_for_blanks(column: str, cell: str) -> None:
    shown = f"#{cell}" if cell.startswith("=") else cell
    said = "công thức lỗi hoặc chưa được tính | một giá trị; mở bằng Excel, sửa rồi lưu lại"
    assert complaint(column, cell) == f"{shown} | {said}"


def test_a_blank_required_cell() -> None:
    assert complaint("full_name", None) == " | ô bắt buộc bị bỏ trống | điền “Họ và tên”"
    assert complaint("full_name", " \u00a0 ") == " | ô bắt buộc bị bỏ trống | điền “Họ và tên”"


def test_old_fonts_beside_unicode_in_a_workbook() -> None:
    problem = only(
        people(row(full_name="NguyÔn V¨n An"), row(code="DV2", full_name="TrÇn ThÞ H¹nh"))
    )
    assert problem.message.vi == "chữ gõ bằng phông cũ TCVN3 (ABC), lẫn với chữ Unicode"
    assert problem.column.vi == "Họ và tên"
