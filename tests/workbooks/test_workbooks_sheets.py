"""Sheets: headers, keys, rows, vertical sheets, lists of problems."""

import unicodedata
from dataclasses import replace

import polars as pl
import pytest

from tests.workbooks.samples import (
    BOOK,
    GRADES,
    HEADER,
    LEVELS,
    PEOPLE,
    YEAR,
    only,
    parsed,
    people,
    row,
    xlsx,
)
from thidua.language import Text, speaking
from thidua.workbooks import (
    Column,
    Kind,
    Problem,
    Problems,
    Severity,
    Sheet,
    parse_workbook,
    problem_rows,
    problem_table,
    read,
)


def test_headers_are_found_below_title_lines_and_row_numbers_stay_true() -> None:
    result = parsed(
        [["TỈNH ỦY"], ["DANH SÁCH ĐẢNG VIÊN"], [], HEADER, row(), [], [None, None], row(code="DV2")]
    )
    assert result.frame["row"].to_list() == [5, 8]


@pytest.mark.parametrize(
    "names",
    [
        ("MÃ *", "  họ và   tên (*)"),
        ("ma", "Ho va ten"),
        ("code", "full_name"),
        ("Code", "Full name:"),
        (unicodedata.normalize("NFD", "Mã"), unicodedata.normalize("NFD", "Họ và tên")),
    ],
)
def test_headers_are_understood_however_people_write_them(names: tuple[str, str]) -> None:
    result = parsed([names, ("1", "Nguyễn Văn An")])
    assert not result.problems
    assert result.frame.select("code", "full_name").row(0) == ("1", "Nguyễn Văn An")
    assert result.found == {"code", "full_name"}


def test_a_table_that_starts_elsewhere_keeps_its_letters() -> None:
    result = parsed([[], [], [None, None, *HEADER], [None, None, *row(year="x")]])
    assert (only(result).row, only(result).cell) == (4, "K4")


def test_a_missing_required_column_names_the_one_it_may_be() -> None:
    result = parsed([["Mã", "Họ tên", "Năm"], ["1", "A", 2021]])
    missing = next(problem for problem in result.problems if problem.severity is Severity.ERROR)
    assert str(missing) == (
        "f.xlsx, trang tính “Đảng viên”, dòng 1, cột “Họ và tên”: thiếu cột bắt buộc. "
        "Cần: một cột có tiêu đề “Họ và tên” hoặc “full_name” (có phải là cột “Họ tên”?)."
    )


def test_an_unknown_column_is_a_warning_that_names_the_nearest() -> None:
    problem = only(parsed([[*HEADER, "Ngày sinhh"], row()]))
    assert problem.severity is Severity.WARNING
    assert problem.message.vi == "cột K không có trong mẫu, bỏ qua"
    assert problem.expected.vi == "gần nhất là cột “Ngày sinh”"


def test_a_column_that_stands_twice() -> None:
    problem = only(parsed([[*HEADER, "code"], row()]))
    assert problem.message.vi == "cột lặp lại ở A và K"


def test_a_sheet_without_header_says_what_is_expected() -> None:
    problem = only(parsed([["1", "Nguyễn Văn An"], ["2", "Lê Thị Bé"]]))
    assert problem.message.vi == "không tìm thấy dòng tiêu đề; dòng đầu có “1”, “Nguyễn Văn An”"
    assert problem.expected.vi == "dòng tiêu đề có các cột “Mã”, “Họ và tên”"


def test_a_duplicate_key_names_both_rows() -> None:
    result = people(row(), row(code="DV2"), row(), row())
    assert [(p.row, p.message.vi, p.expected.vi) for p in result.problems] == [
        (4, "trùng với dòng 2", "mỗi dòng một Mã"),
        (5, "trùng với dòng 2", "mỗi dòng một Mã"),
    ]


def test_an_open_column_takes_years_and_their_faults_name_them() -> None:
    result = parsed([["Mã", 2019, "Năm 2020", "ghi chú"], ["A", "Tốt", "Ghê"]], sheet=LEVELS)
    error, warning = sorted(result.problems, key=lambda problem: problem.severity)
    assert (error.column.vi, error.cell, warning.value) == ("2020", "C2", "ghi chú")
    assert result.frame.to_dicts() == [{"row": 2, "code": "A", "2019": "good", "2020": None}]


def test_a_vertical_sheet_is_one_row_and_faults_name_the_row_of_the_value() -> None:
    rows: list[list[object]] = [
        ["THÔNG TIN NĂM"],
        [],
        ["Năm *", 2021],
        ["Chủ đề", "Kỷ cương"],
        ["Ngày chốt", "31/13/2021"],
        ["Tỷ lệ", 1.5],
    ]
    result = parsed(rows, sheet=YEAR)
    assert result.frame.drop("row").to_dicts() == [
        {"year": 2021, "theme": "Kỷ cương", "cut_off": None, "share": None}
    ]
    assert [(p.row, p.column.vi, p.message.vi) for p in result.problems] == [
        (5, "Ngày chốt", "ngày không có trong lịch"),
        (6, "Tỷ lệ", "quá lớn"),
    ]


def test_a_blank_vertical_sheet_is_asked_for_unless_it_is_optional() -> None:
    blank = [[column.title.vi] for column in YEAR.columns]
    assert not parsed(blank, sheet=YEAR).problems
    result = parsed(blank, sheet=replace(YEAR, optional=False))
    assert [(p.row, p.message.vi) for p in result.problems] == [
        (n, "ô bắt buộc bị bỏ trống") for n in (1, 2, 3)
    ]


def test_a_vertical_sheet_says_which_required_value_is_missing() -> None:
    result = parsed([["Năm", 2021], ["Chủ đề", None]], sheet=YEAR)
    assert sorted((p.column.vi, p.message.vi) for p in result.problems) == [
        ("Chủ đề", "ô bắt buộc bị bỏ trống"),
        ("Ngày chốt", "thiếu cột bắt buộc"),
    ]


def test_all_problems_of_a_file_are_told_at_once_errors_first_by_row() -> None:
    book = parse_workbook(
        read(
            xlsx(
                [
                    [*HEADER, "Lạ"],
                    row(born_on="x"),
                    row(code=None, done=101),
                    row(code="DV3", grade="?"),
                ]
            ),
            "f.xlsx",
        ),
        BOOK,
    )
    assert [(p.severity.value, p.row, p.cell) for p in book.problems] == [
        ("error", 2, "C2"),
        ("error", 3, "A3"),
        ("error", 3, "F3"),
        ("error", 4, "D4"),
        ("warning", 1, "1"),
    ]


def test_later_checks_add_their_problems_from_a_frame() -> None:
    result = people(row(code="A"), row(code="B", year=2020))
    result.problems.add_rows(
        result.frame.filter(pl.col("year") == 2020),
        column="year",
        message=Text("{full_name} ({code}) sai năm", "{full_name} ({code}): wrong year"),
        expected=Text("2021", "2021"),
    )
    assert (
        str(only(result))
        == "f.xlsx, trang tính “Đảng viên”, dòng 3, cột “Năm”: “2020” Nguyễn Văn An (B) sai năm. "
        "Cần: 2021."
    )
    assert only(result).cell == "I3"


def test_the_limit_keeps_the_first_and_counts_all() -> None:
    result = people(*(row(code=f"DV{n}", grade="?", year="?") for n in range(1500)))
    assert (len(result.problems), len(list(result.problems)), result.problems.left_out) == (
        3000,
        1000,
        2000,
    )
    joined = Problems.joined([result.problems], limit=10)
    assert (len(joined), len(list(joined)), joined.left_out) == (3000, 10, 2990)
    assert [(count.column.vi, count.count) for count in joined.counts()] == [
        ("Mức", 1500),
        ("Năm", 1500),
    ]
    table = problem_table(joined, most=2)
    assert "… và 2.998 mục khác" in table
    assert "1500  Lỗi  f.xlsx · Đảng viên · Mức" in table


def test_problems_as_rows_in_the_language_in_use() -> None:
    result = people(row(year="?"))
    with speaking("en"):
        assert problem_rows(result.problems) == [
            (
                "Error",
                "f.xlsx",
                "Đảng viên",
                "2",
                "I · Year",
                "?",
                "not a year",
                "a year from 1900 to 2200",
            )
        ]


def test_extending_counts_everything() -> None:
    one, two = Problems(limit=2), Problems(limit=2)
    for problems in (one, two):
        for number in range(3):
            problems.add(
                Problem("f", "s", number, Text("c", "c"), "", Text("", ""), Text("m", "m"))
            )
    one.extend(two)
    assert (len(one), len(list(one)), one.has_errors) == (6, 2, True)


def test_an_empty_sheet_has_the_types_of_its_kinds() -> None:
    assert (
        parsed([HEADER]).frame.schema == PEOPLE.empty_frame().schema == pl.Schema(PEOPLE.schema())
    )


def test_descriptions_refuse_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="used twice or reserved: code"):
        Sheet("s", Text("S", "S"), (PEOPLE.columns[0], PEOPLE.columns[0]))
    with pytest.raises(ValueError, match="reserved: row"):
        Sheet("s", Text("S", "S"), (replace(PEOPLE.columns[0], id="row"),))
    with pytest.raises(ValueError, match="choices belong"):
        Column("a", Text("A", "A"), choices=GRADES)
    with pytest.raises(ValueError, match="decimals"):
        Column("a", Text("A", "A"), Kind.DECIMAL, decimals=5)
    with pytest.raises(KeyError):
        PEOPLE.column("2020")
    assert LEVELS.column("2020").title.vi == "2020"
