"""Cells that look other than they are stored: read as they look, or told of; never in silence."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from tests.workbooks.samples import BOOK, HEADER, PEOPLE, only, raw_of, rezipped, row, xlsx
from thidua.workbooks import Severity, mark_errors, parse, parse_workbook, read
from thidua.workbooks.parsing import ParsedSheet
from thidua.workbooks.shown_cells import looks_like_fractions

AT = {column.id: at for at, column in enumerate(PEOPLE.columns)}
DAY = dt.datetime.fromisoformat("1986-02-03")


def file_of(rows: list[dict[str, tuple[object, str]]], *, date1904: bool = False) -> bytes:
    """A workbook of PEOPLE: each cell with its value and number format."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": date1904})
    page = book.add_worksheet("Đảng viên")
    page.write_row(0, 0, HEADER)
    for number, cells in enumerate(rows, start=1):
        for at, value in enumerate(row(code=f"DV{number}")[:2]):
            page.write(number, at, value)
        for column, (value, form) in cells.items():
            page.write(number, AT[column], value, book.add_format({"num_format": form}))
    book.close()
    return out.getvalue()


def shown(column: str, value: object, form: str, *more: tuple[object, str]) -> ParsedSheet:
    """The parsed sheet of a column of such cells."""
    return parse(raw_of(file_of([{column: cell} for cell in ((value, form), *more)])), PEOPLE)


def warnings(result: ParsedSheet) -> list[str]:
    """What must be read, by cell; there are no errors."""
    assert not result.problems.has_errors, [str(problem) for problem in result.problems]
    return [f"{problem.cell}: {problem.message.vi}" for problem in result.problems]


@pytest.mark.parametrize(
    ("form", "stored", "read_as"),
    [
        ('0.00"%"', 87.5, "87.5"),
        (r"0.00\%", 87.5, "87.5"),
        (r'[Red]0.0"%";-0.0"%"', 87.5, "87.5"),
        ('0" %"', 95, "95"),
        ("0.00%", 0.875, "87.5"),
        ("[$-42A]0.0%", 0.875, "87.5"),
        ("0.0%;[Red]-0.0%", 0.875, "87.5"),
        (r'0.0%" (đạt)"', 0.875, "87.5"),
        (r'"~"0%', 0.87, "87"),
    ],
)
def test_a_percent_sign_counts_only_where_it_makes_the_percentage(
    form: str, stored: float, read_as: str
) -> None:
    result = shown("done", stored, form)
    assert warnings(result) == []
    assert result.frame["done"][0] == Decimal(read_as)


def test_a_literal_percent_sign_changes_no_number_elsewhere_either() -> None:
    result = shown("score", 95, '0"%"')
    assert (warnings(result), result.frame["score"][0]) == ([], 95)


def test_a_percentage_in_a_column_of_plain_numbers_is_told_of() -> None:
    result = shown("score", 0.07, "0%")
    assert result.frame["score"][0] == Decimal("0.07")
    assert warnings(result) == ["G2: ô hiện “7%” nhưng trong tệp là 0,07; đã đọc 0,07"]


@pytest.mark.parametrize(
    ("form", "stored", "code"),
    [
        ("000000", 123, "000123"),
        ("00-00", 1234, "12-34"),
        ('"DV"0000', 7, "DV0007"),
        (r"000\.000\.000", 31086000123, "31086.000.123"),
        ("0", 123, "123"),
        ("#,##0", 1234, "1234"),
        ("0.00E+00", 31086000123, "31086000123"),
    ],
)
def test_codes_are_read_with_the_noughts_and_signs_that_are_shown(
    form: str, stored: int, code: str
) -> None:
    for column, value in (("full_name", code), ("covers", [code])):
        assert shown(column, stored, form).frame[column].to_list() == [value]


def test_a_padded_number_is_still_the_number() -> None:
    assert warnings(result := shown("count", 7, "0000")) == []
    assert result.frame["count"][0] == 7


@pytest.mark.parametrize(
    ("form", "stored", "read_as", "said"),
    [
        (
            "0.0,,",
            12_500_000,
            "12.5",
            "ô hiện “12,5” nhưng trong tệp là 12500000; đã đọc như ô hiện",
        ),
        (
            "0.00",
            87.6666667,
            "87.67",
            "ô hiện “87,67” nhưng trong tệp là 87,6666667; đã đọc như ô hiện",
        ),
        ("0", 2.5, "3", "ô hiện “3” nhưng trong tệp là 2,5; đã đọc như ô hiện"),
        (";;;", 5, "5", "ô không hiện gì nhưng trong tệp có 5; đã đọc 5"),
        ("#,##0;-#,##0;", 0, "0", "ô không hiện gì nhưng trong tệp có 0; đã đọc 0"),
        ("00-00", 1234, "1234", "ô hiện “12-34” nhưng trong tệp là 1234; đã đọc 1234"),
        ('0"00"', 12, "12", "ô hiện “1200” nhưng trong tệp là 12; đã đọc 12"),
        ("0.00;[Red]0.00", -5, "-5", "ô hiện “5,00” nhưng trong tệp là -5; đã đọc -5"),
        ("0.0E+00", 1234, "1234", "ô hiện “1,2E+03” nhưng trong tệp là 1234; đã đọc 1234"),
        ("# ?/?", 0.33, "0.33", "ô hiện “1/3” nhưng trong tệp là 0,33; đã đọc 0,33"),
    ],
)
def test_numbers_that_look_like_others_are_read_one_way_and_told_of(
    form: str, stored: float, read_as: str, said: str
) -> None:
    result = shown("score", stored, form)
    assert result.frame["score"][0] == Decimal(read_as)
    assert warnings(result) == [f"G2: {said}"]


@pytest.mark.parametrize(
    ("form", "stored"),
    [
        ("General", 87.6666),
        ("@", 12),
        ("#,##0.00", 1234.5),
        ('_-* #,##0.00\\ "₫"_-;-* #,##0.00\\ "₫"_-;_-* "-"??\\ "₫"_-;_-@_-', 0),
        ("#,##0_);(#,##0)", -1234),
        (r"#\.##0", 1234),
        ('0" điểm"', 5),
        ("# ?/?", 0.5),
        ("[>=100]0;0.0", 87.5),
    ],
)
def test_numbers_that_look_like_themselves_are_read_without_a_word(
    form: str, stored: float
) -> None:
    result = shown("score", stored, form)
    assert (warnings(result), result.frame["score"][0]) == ([], Decimal(str(stored)))


def test_many_cells_that_look_other_than_they_are_make_one_warning() -> None:
    cells = [(at + 0.123, "0.0") for at in range(30)]
    result = shown("score", *cells[0], *cells[1:])
    assert warnings(result) == [
        "G2: ô hiện “0,1” nhưng trong tệp là 0,123; đã đọc như ô hiện (và 29 ô khác của cột)"
    ]


def test_a_text_under_a_format_that_hides_or_adds_to_it() -> None:
    assert shown("full_name", "An", '"Nguyễn "@').frame["full_name"][0] == "Nguyễn An"
    result = shown("full_name", "An", ";;;")
    assert warnings(result) == ["B2: ô không hiện gì nhưng trong tệp có An; đã đọc An"]


def test_a_day_of_which_only_a_part_is_shown_is_told_of() -> None:
    result = shown("born_on", DAY, "mm/yyyy", (DAY, "dd/mm/yyyy"), (DAY, "d-mmm"))
    assert result.frame["born_on"].to_list() == [DAY.date()] * 3
    assert warnings(result) == [
        "C2: ô chỉ hiện “02/1986”; đã đọc ngày 03/02/1986",
        "C4: ô chỉ hiện “03/02”; đã đọc ngày 03/02/1986",
    ]
    assert shown("year", DAY, "yyyy").frame["year"][0] == 1986


def test_a_number_masked_as_a_date_is_the_date_that_is_shown() -> None:
    result = shown("born_on", 3_021_986, '00"/"00"/"0000')
    assert (warnings(result), result.frame["born_on"][0]) == ([], DAY.date())
    assert only(shown("born_on", 30_286, r"00\/00\/00")).message.vi == "năm chỉ có hai chữ số"


@pytest.mark.parametrize("date1904", [False, True])
def test_days_are_counted_from_the_day_that_the_workbook_counts_from(*, date1904: bool) -> None:
    serial = 31_446 - (1_462 if date1904 else 0)
    rows: list[dict[str, tuple[object, str]]] = [
        {"born_on": (DAY, "dd/mm/yyyy")},
        {"born_on": (serial, "General")},
        {"born_on": (serial + 0.5, "0.0")},
    ]
    result = parse(raw_of(file_of(rows, date1904=date1904)), PEOPLE)
    assert (warnings(result), result.frame["born_on"].to_list()) == ([], [DAY.date()] * 3)
    assert result.frame["born_on"].dtype == pl.Date


def test_a_column_of_fractions_in_place_of_percentages_is_doubted_once() -> None:
    result = shown("done", 0.87, "General", (1, "General"), (0.5, "0.00"))
    assert result.frame["done"].to_list() == [Decimal("0.87"), 1, Decimal("0.5")]
    assert warnings(result) == [
        "F2: cả cột là số từ 0 đến 1, không có dấu %; 0,87 đọc là 0,87%, không phải 87%?"
    ]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ([(0.87, "General"), (1, "General")], True),
        ([("0,87", "@"), ("1", "@")], True),
        ([(0, "General"), (1, "General")], False),
        ([(0.87, "0%"), (1, "0%")], False),
        ([(0.87, '0.00"%"')], False),
        ([("0,87 %", "@")], False),
        ([(0.87, "General"), (87, "General")], False),
    ],
)
def test_which_columns_look_like_fractions(cells: list[tuple[object, str]], asked: bool) -> None:
    raw = raw_of(file_of([{"done": cell} for cell in cells]))
    assert looks_like_fractions(raw.column(AT["done"]).filter(pl.col("row") > 1)) is asked


def test_a_fraction_among_percentages_is_doubted_at_its_cell() -> None:
    result = shown("done", 95, "General", (0.95, "General"), (0.5, "0%"), ("0,4", "@"))
    assert result.frame["done"].to_list() == [95, Decimal("0.95"), 50, Decimal("0.4")]
    assert warnings(result) == [
        "F3: 0,95 đọc là 0,95%, không phải 95%?",
        "F5: 0,4 đọc là 0,4%, không phải 40%?",
    ]


def test_small_percentages_are_no_fractions_among_others_as_small() -> None:
    result = shown("done", 2, "General", (0.1, "General"), (3.5, "General"), (12, "General"))
    assert result.frame["done"].to_list() == [2, Decimal("0.1"), Decimal("3.5"), 12]
    assert warnings(result) == []


def test_a_marked_copy_looks_like_the_file_and_reads_the_same(tmp_path: Path) -> None:
    rows: list[dict[str, tuple[object, str]]] = [
        {
            "code": (123, "000000"),
            "done": (0.875, "0.0%"),
            "score": (95, '0"%"'),
            "born_on": (31_446 - 1_462, "General"),
        }
    ]
    raw = read(file_of(rows, date1904=True), "goc.xlsx")
    parsed = parse_workbook(raw, BOOK)
    mark_errors(raw, parsed.problems, tmp_path / "a.xlsx")
    again = parse_workbook(read(tmp_path / "a.xlsx"), BOOK)
    assert again.frame("people").row(0) == parsed.frame("people").row(0)
    assert again.frame("people")["code"][0] == "000123"


CACHED = {
    "full_name": ('=PROPER("an")', "Nguyễn An"),
    "born_on": ("=DATE(1986,2,3)", 31_446),
    "official": ("=1=1", True),
    "done": ("=AVERAGE(80,95)", 87.5),
    "grade": ('=IF(1,"Tốt")', "Tốt"),
    "covers": ("=NA()", "#N/A"),
}


def with_formulas(*, from_a_program: bool) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Đảng viên")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, HEADER)
    page.write(1, 0, "DV1")
    for column, (formula, value) in CACHED.items():
        page.write_formula(1, AT[column], formula, day if column == "born_on" else None, value)
    page.write_formula(1, AT["count"], "=SUM(1,2)", None, 0 if from_a_program else 3)
    page.write_array_formula(1, AT["score"], 1, AT["score"], "{=SUM(1*2)}", None, 2)
    book.close()
    return out.getvalue()


def test_formulas_are_read_by_their_results_of_every_kind() -> None:
    result = parse(raw_of(with_formulas(from_a_program=False)), PEOPLE)
    assert result.frame.drop("row", "covers", "code", "year").row(0) == (
        "Nguyễn An",
        DAY.date(),
        "good",
        True,
        Decimal("87.5"),
        Decimal(2),
        3,
    )
    error = only(result)
    assert (error.cell, error.value) == ("J2", "#N/A")


def test_a_formula_that_a_program_left_at_nought_is_not_worked_out() -> None:
    problems = list(parse(raw_of(with_formulas(from_a_program=True)), PEOPLE).problems)
    assert [(problem.cell, problem.value) for problem in problems] == [
        ("H2", "#=SUM(1,2)"),
        ("J2", "#N/A"),
    ]


def test_shared_formulas_without_results_are_not_taken_for_blanks() -> None:
    cells = (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>DV1</t></is></c>'
        '<c r="B2"><f t="shared" ref="B2:B3" si="0">A2&amp;"x"</f></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>DV2</t></is></c>'
        '<c r="B3"><f t="shared" si="0"/><v/></c></row></sheetData>'
    )
    content = xlsx([HEADER])
    with_parts = openpyxl.load_workbook(io.BytesIO(content))
    assert with_parts.sheetnames == ["Đảng viên"]
    sheet = _part(content, "xl/worksheets/sheet1.xml").replace("</sheetData>", cells)
    raw = raw_of(rezipped(content, xl__worksheets__sheet1_dot_xml=sheet.encode()))
    problems = list(parse(raw, PEOPLE).problems)
    assert [(problem.cell, problem.value) for problem in problems] == [
        ("B2", '#=A2&"x"'),
        ("B3", "#="),
    ]
    assert {problem.severity for problem in problems} == {Severity.ERROR}


def _part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("cell", "number"),
    [("'1.234,5", "1234.5"), ("1\u00a0234,5", "1234.5"), ("1\u202f234,5", "1234.5")],
)
def test_numbers_written_as_text_are_read_as_they_look(cell: str, number: str) -> None:
    result = shown("score", cell.lstrip("'"), "@")
    assert (warnings(result), result.frame["score"][0]) == ([], Decimal(number))
