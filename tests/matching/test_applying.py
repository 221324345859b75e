"""What becomes of a table's cells: joined, filled, replaced, and always found again in the file."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from tests.matching.people import Names
from tests.matching.sheets import sheet
from thidua.language import Text
from thidua.matching.answering import answer
from thidua.matching.kinds import RowKind
from thidua.matching.mapping import TableMapping, Take, ThisFile
from thidua.matching.understanding import Understood, understand
from thidua.workbooks import Choice, Column, Kind, ParsedSheet, Sheet, parse, year_columns
from thidua.workbooks.raw import RawSheet

SEX = Column(
    "sex",
    Text("Giới tính", "Sex"),
    Kind.CHOICE,
    choices=(Choice("male", Text("Nam", "Male")), Choice("female", Text("Nữ", "Female"))),
)
PEOPLE = Sheet(
    "people",
    Text("Người", "People"),
    (
        Column("full_name", Text("Họ và tên", "Full name"), required=True),
        Column("born_on", Text("Ngày sinh", "Born on"), Kind.DATE),
        Column("born_year", Text("Năm sinh", "Year of birth"), Kind.YEAR),
        SEX,
        Column("cell", Text("Chi bộ", "Cell"), Kind.CODE, required=True, refers="organisation"),
        Column(
            "done",
            Text("Hoàn thành (%)", "Done (%)"),
            Kind.DECIMAL,
            maximum=100,
            percent=True,
        ),
    ),
    leaves_out=("Quê quán",),
)
LEVELS = Sheet(
    "levels",
    Text("Mức", "Levels"),
    (Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True),),
    open_columns=year_columns(SEX),
)


def read(
    raw: RawSheet,
    spec: Sheet = PEOPLE,
    *,
    mapping: TableMapping | None = None,
    this_file: ThisFile | None = None,
) -> tuple[Understood, ParsedSheet]:
    """The raw sheet understood as that sheet, and what its cells are read as."""
    target = (f"book.{spec.id}", spec)
    found = understand(raw, [target], mapping=mapping, this_file=this_file, names=Names())
    applied = found.applied(spec)
    return found, parse(applied.raw, spec, applied.headers)


def column(parsed: ParsedSheet, name: str) -> dict[int, object]:
    """A column's values by row."""
    return dict(parsed.frame.select("row", name).iter_rows())


def test_a_table_that_needs_nothing_is_passed_on_as_it_is() -> None:
    raw = sheet([["Họ và tên", "Chi bộ"], ["An", "CB-TAY"], ["Bình", "CB-DONG"]])
    found, parsed = read(raw)
    assert found.applied(PEOPLE).raw is raw
    assert column(parsed, "cell") == {2: "CB-TAY", 3: "CB-DONG"}


def test_men_and_women_in_two_columns_give_one_day_and_the_sex() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Ngày sinh Nam", "Ngày sinh Nữ", "Chi bộ"],
            ["An", "1/2/1980", None, "CB-TAY"],
            ["Bình", None, dt.datetime(1981, 3, 4), "CB-TAY"],  # noqa: DTZ001 - a cell has no zone
            ["Chi", None, None, "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    assert column(parsed, "born_on") == {
        2: dt.date(1980, 2, 1),
        3: dt.date(1981, 3, 4),
        4: None,
    }
    assert column(parsed, "sex") == {2: "male", 3: "female", 4: None}


def test_both_filled_is_nobody_s_sex_and_nobody_s_birthday() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Ngày sinh Nam", "Ngày sinh Nữ", "Chi bộ"],
            ["An", "1/2/1980", "3/4/1981", "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    assert column(parsed, "born_on") == {2: None}
    assert column(parsed, "sex") == {2: None}
    assert {(problem.letter, problem.row) for problem in parsed.problems} == {("B", 2)}
    assert len(list(parsed.problems)) == 2


@pytest.mark.parametrize("mark", ["x", "X", "✓", 1, "Nữ"])
def test_a_mark_below_women_says_the_sex_and_no_day(mark: object) -> None:
    raw = sheet(
        [
            ["Họ và tên", "Năm sinh", "Nữ", "Chi bộ"],
            ["An", 1980, mark, "CB-TAY"],
            ["Bình", 1981, None, "CB-TAY"],
            ["Dũng", 1981, "không", "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    assert column(parsed, "sex") == {2: "female", 3: None, 4: None}
    assert column(parsed, "born_year") == {2: 1980, 3: 1981, 4: 1981}


def test_what_is_no_mark_below_women_is_refused() -> None:
    raw = sheet([["Họ và tên", "Nữ", "Chi bộ"], ["An", "chưa rõ", "CB-TAY"]])
    _, parsed = read(raw)
    assert [(problem.cell, problem.value) for problem in parsed.problems] == [("B2", "chưa rõ")]


def test_a_sex_that_contradicts_its_column_is_refused() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Ngày sinh / Nam", "Ngày sinh / Nữ", "Giới tính", "Chi bộ"],
            ["An", "1/2/1980", None, "nam", "CB-TAY"],
            ["Bình", None, "1/2/1980", "Nam", "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    assert column(parsed, "sex") == {2: "male", 3: None}
    assert [problem.row for problem in parsed.problems] == [3]


def test_days_below_men_and_women_are_birthdays_even_without_a_heading_above() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Nam", "Nữ", "Chi bộ"],
            ["An", "1/2/1980", None, "CB-TAY"],
            ["Bình", None, 1975, "CB-TAY"],
        ]
    )
    found, parsed = read(raw)
    assert column(parsed, "sex") == {2: "male", 3: "female"}
    assert column(parsed, "born_on")[2] == dt.date(1980, 2, 1)
    assert [question.id for question in found.questions] == ["only_year:born_on"]


def test_year_of_birth_above_days_is_the_day_of_birth() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Năm sinh", "Chi bộ"],
            ["An", "1/2/1980", "CB-TAY"],
            ["Bình", "1975", "CB-TAY"],
        ]
    )
    found, _ = read(raw)
    assert [take.to for take in found.mapping.takes] == ["full_name", "born_on", "cell"]
    assert [question.id for question in found.questions] == ["only_year:born_on"]


@pytest.mark.parametrize(
    ("rule", "day", "year"),
    [
        ("keep", [None, None, None], [1975, 1976, 1977]),
        ("first_day", ["1975-01-01", "1976-01-01", "1977-11-01"], [None, None, None]),
        ("blank", [None, None, None], [None, None, None]),
    ],
)
def test_what_of_days_that_are_only_a_year(
    rule: str, day: list[str | None], year: list[int | None]
) -> None:
    raw = sheet(
        [
            ["Họ và tên", "Ngày sinh", "Chi bộ"],
            ["An", "1/2/1980", "CB-TAY"],
            ["Bình", 1975, "CB-TAY"],
            ["Chi", "1976", "CB-TAY"],
            ["Dũng", "11/1977", "CB-TAY"],
        ]
    )
    mapping = TableMapping.model_validate({"only_year": {"born_on": rule}})
    found, parsed = read(raw, mapping=mapping)
    assert found.certain
    assert not parsed.problems.has_errors
    days = [None if value is None else str(value) for value in column(parsed, "born_on").values()]
    assert days == ["1980-02-01", *day]
    assert list(column(parsed, "born_year").values()) == [None, *year]


def test_sections_name_the_cell_of_the_rows_below_them() -> None:
    raw = sheet(
        [
            ["TT", "Họ và tên", "Ngày sinh"],
            ["I", "Chi bộ thôn Đông", None],
            [1, "An", "1/2/1980"],
            ["II", "Chi bộ thôn Tây", None],
            [1, "Bình", "1/2/1981"],
            [2, "Chi", None],
        ]
    )
    found, parsed = read(raw)
    assert found.mapping.sections == "cell"
    assert column(parsed, "cell") == {3: "CB-DONG", 5: "CB-TAY", 6: "CB-TAY"}


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    raw = sheet(
        [
            ["Chi bộ", "Họ và tên"],
            ["CB-TAY", "An"],
            [None, "Bình"],
            [None, "Chi"],
            [None, "Dũng"],
        ],
        merges=((2, 0, 4, 0),),
    )
    found, parsed = read(raw, mapping=TableMapping(constants={"cell": "-"}))
    assert column(parsed, "cell") == {2: "CB-TAY", 3: "CB-TAY", 4: "CB-TAY", 5: None}
    assert "Cột A “Chi bộ”: ô gộp được đọc cho mọi dòng" in [note.vi for note in found.notes]


def test_a_merged_cell_that_begins_in_a_hidden_row_keeps_its_value() -> None:
    raw = sheet(
        [["Chi bộ", "Họ và tên"], ["CB-TAY", "An"], [None, "Bình"]],
        merges=((2, 0, 3, 0),),
        hidden_rows={2},
    )
    _, parsed = read(raw, this_file=ThisFile(hidden="leave_out"))
    assert column(parsed, "cell") == {3: "CB-TAY"}


def test_blank_cells_below_a_name_are_asked_about_and_then_filled() -> None:
    raw = sheet(
        [
            ["Chi bộ", "Họ và tên"],
            ["CB-TAY", "An"],
            [None, "Bình"],
            ["CB-DONG", "Chi"],
            [None, "Em"],
        ]
    )
    found, _ = read(raw)
    assert [question.id for question in found.questions] == ["blanks:cell"]
    assert found.questions[0].title.vi == (
        "Hai dòng để trống ở cột Chi bộ: có như dòng trên không?"
    )
    _, parsed = read(raw, mapping=TableMapping(fill_down=("cell",)))
    assert column(parsed, "cell") == {2: "CB-TAY", 3: "CB-TAY", 4: "CB-DONG", 5: "CB-DONG"}


def test_names_stand_for_codes() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Chi bộ"],
            ["An", "Chi bộ thôn Tây"],
            ["Bình", "CB thôn Tây"],
            ["Chi", "cb  thôn TÂY"],
        ]
    )
    mapping = TableMapping(names={"cell": {"cb thôn tây": "CB-TAY"}})
    found, parsed = read(raw, mapping=mapping)
    assert found.certain
    assert column(parsed, "cell") == {2: "CB-TAY", 3: "CB-TAY", 4: "CB-TAY"}


def test_fractions_are_shares_when_somebody_says_so() -> None:
    rows = [["Họ và tên", "Chi bộ", "Hoàn thành (%)"]]
    cells = [0.95, 0.07, "0,955", 1, 0]
    raw = sheet([*rows, *(["An", "CB-TAY", cell] for cell in cells)])
    found, parsed = read(raw)
    assert [question.id for question in found.questions] == ["fractions:done"]
    options = [option.label.vi for option in found.questions[0].parts[0].options]
    assert options == ["95%", "0,95%, đúng như trong tệp"]
    _, parsed = read(raw, mapping=TableMapping(fractions={"done": True}))
    assert list(column(parsed, "done").values()) == [
        Decimal(text) for text in ("95", "7", "95.5", "100", "0")
    ]
    _, parsed = read(raw, mapping=TableMapping(fractions={"done": False}))
    assert list(column(parsed, "done").values())[:2] == [Decimal("0.95"), Decimal("0.07")]


def test_numbers_printed_for_rows_that_nobody_filled_bring_no_rows() -> None:
    raw = sheet(
        [["TT", "Họ và tên", "Quê quán"], [1, "An", None], [2, None, None], [3, None, None]]
    )
    _, parsed = read(raw, mapping=TableMapping(constants={"cell": "CB-TAY"}))
    assert column(parsed, "cell") == {2: "CB-TAY"}


def test_faults_name_the_column_of_the_file() -> None:
    raw = sheet(
        [
            ["DANH SÁCH", None, None, None],
            ["TT", "1. Họ và tên (viết in hoa)", "Ngày sinh (dd/mm/yyyy)", "Chi bộ"],
            [1, "An", "hôm qua", "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    problem = next(iter(parsed.problems))
    assert (problem.cell, problem.column.vi) == ("C3", "Ngày sinh (dd/mm/yyyy)")


def test_faults_in_joined_columns_name_the_one_in_which_they_stand() -> None:
    raw = sheet(
        [
            ["Họ và tên", "Ngày sinh Nam", "Ngày sinh Nữ", "Chi bộ"],
            ["An", "hôm qua", None, "CB-TAY"],
            ["Bình", None, "hôm kia", "CB-TAY"],
        ]
    )
    _, parsed = read(raw)
    assert [problem.cell for problem in parsed.problems] == ["B2", "C3"]
    assert [problem.column.vi for problem in parsed.problems] == ["Ngày sinh Nam", "Ngày sinh Nữ"]


def test_headings_that_nobody_knows_are_named() -> None:
    raw = sheet([["Họ và tên", "Chi bộ", "Cỡ áo", "Quê quán"], ["An", "CB-TAY", "XL", "Huế"]])
    found, parsed = read(raw)
    assert "Cột C “Cỡ áo”: chưa biết là gì, để ngoài" in [note.vi for note in found.notes]
    assert [problem.value for problem in parsed.problems] == ["Cỡ áo"]
    _, parsed = read(raw, mapping=TableMapping(takes=(Take(heading="co ao"),)))
    assert not list(parsed.problems)


def test_the_same_heading_twice_is_never_read_in_silence() -> None:
    raw = sheet([["Họ và tên", "Chi bộ", "Chi bộ"], ["An", "CB-TAY", "CB-DONG"]])
    found, parsed = read(raw)
    assert not found.certain or parsed.problems.has_errors


@pytest.mark.parametrize(
    "head",
    [
        ["Họ và chữ đệm", "Tên", "Chi bộ"],
        ["HỌ ĐỆM", "TÊN", "Chi bộ"],
    ],
)
def test_a_name_in_two_columns_is_one_name(head: list[object]) -> None:
    raw = sheet([head, ["Trần Văn", "An", "CB-TAY"], [None, "Bình", "CB-TAY"]])
    found, parsed = read(raw)
    assert found.certain
    assert column(parsed, "full_name") == {2: "Trần Văn An", 3: "Bình"}


@pytest.mark.parametrize("rows", [[], [["Bình", None, "CB-TAY"]]], ids=["no rows", "one part"])
def test_a_name_in_two_columns_may_lack_one_or_all_of_its_cells(rows: list[list[object]]) -> None:
    """A column without any cell has as many blank cells as there are rows."""
    found, parsed = read(sheet([["Họ và chữ đệm", "Tên", "Chi bộ"], *rows]))
    assert found.certain
    assert column(parsed, "full_name") == dict.fromkeys(range(2, 2 + len(rows)), "Bình")


def test_a_name_below_one_heading_over_two_columns_is_one_name() -> None:
    rows: list[list[object]] = [
        ["Họ và tên", None, "Chi bộ"],
        ["Trần Văn", "An", "CB-TAY"],
        ["Lê", "Bình", "CB-DONG"],
    ]
    found, parsed = read(sheet(rows, merges=((1, 0, 1, 1),)))
    assert found.certain
    assert column(parsed, "full_name") == {2: "Trần Văn An", 3: "Lê Bình"}
    again, parsed = read(sheet(rows, merges=((1, 0, 1, 1),)), mapping=found.mapping)
    assert column(parsed, "full_name") == {2: "Trần Văn An", 3: "Lê Bình"}
    assert again.certain


def test_of_two_years_the_later_one_is_meant_next_year_too() -> None:
    spec = Sheet(
        "results",
        Text("Kết quả", "Results"),
        (
            Column("year", Text("Năm", "Year"), Kind.YEAR, required=True, whole_table=True),
            Column("code", Text("Mã", "Code"), Kind.CODE, required=True),
            replace(SEX, id="level", title=Text("Xếp loại", "Level"), required=True),
        ),
    )
    rows: list[list[object]] = [
        ["Mã", "Xếp loại năm 2020", "Xếp loại năm 2021"],
        ["DV1", "Nam", "Nữ"],
    ]
    found, _ = read(sheet(rows), spec)
    assert [question.id for question in found.questions] == ["column:level", "value:year"]
    assert not found.questions[1].answered
    mapping, _ = answer(found, {"column:level": {"level": "xep loai nam 2021"}})
    same, parsed = read(sheet(rows), spec, mapping=mapping)
    assert same.certain
    assert column(parsed, "level") == {2: "female"}
    assert column(parsed, "year") == {2: 2021}
    rows = [["Mã", "Xếp loại năm 2021", "Xếp loại năm 2022"], ["DV1", "Nam", "Nữ"]]
    following, parsed = read(sheet(rows), spec, mapping=mapping)
    assert following.certain
    assert following.shape == found.shape
    assert column(parsed, "level") == {2: "female"}
    assert column(parsed, "year") == {2: 2022}
    rows = [["Mã", *(f"Xếp loại năm {year}" for year in range(2020, 2023))], ["DV1", *["Nam"] * 3]]
    more, _ = read(sheet(rows), spec, mapping=mapping)
    assert not more.certain


def test_next_year_s_columns_are_those_of_this_year() -> None:
    mapping = TableMapping(takes=(Take(heading="ket qua nam 2021", to="2021"),))
    raw = sheet([["Mã", "Kết quả năm 2022"], ["DV001", "Nam"]])
    _, parsed = read(raw, LEVELS, mapping=mapping)
    assert column(parsed, "2022") == {2: "male"}


def test_rows_of_another_kind_bring_nothing() -> None:
    raw = sheet([["Họ và tên", "Chi bộ"], ["An", "CB-TAY"], ["Mẫu", "CB-TAY"], ["Chi", "CB-DONG"]])
    _, parsed = read(raw, this_file=ThisFile(kinds={3: RowKind.OTHER}))
    assert parsed.frame["row"].to_list() == [2, 4]
    assert parsed.frame.schema["row"] == pl.Int64
