"""Number formats × values × programs: what is read is what the cell shows, or a warning says so."""

import io
import itertools
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks.samples import raw_of
from thidua.language import Text
from thidua.workbooks import Column, Kind, Sheet, parse
from thidua.workbooks.number_formats import parsed_format
from thidua.workbooks.showing import exactly, look_of_number
from thidua.workbooks.simple_looks import simple_format

SHEET = Sheet(
    "sheet",
    Text("Trang", "Sheet"),
    (
        Column("code", Text("Mã", "Code"), Kind.CODE),
        Column("score", Text("Điểm", "Score"), Kind.DECIMAL),
        Column("share", Text("Tỷ lệ", "Share"), Kind.DECIMAL, percent=True),
    ),
)
VALUES = (0, 1, 7, 42, 123, 1999, 1234567, 0.5, 0.87, 0.87666, 12.25, 87.6543, 99.995, 1e-4)


def rounded(value: float, digits: int) -> Decimal:
    return exactly(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def padded(width: int) -> Callable[[float], str]:
    return lambda value: str(rounded(value, 0)).zfill(width)


def with_comma(digits: int, *, times: int = 1, tail: str = "") -> Callable[[float], str]:
    return lambda value: f"{rounded(value * times, digits)}{tail}".replace(".", ",")


SHOWN: dict[str, Callable[[float], str]] = {
    "0": with_comma(0),
    "0.00": with_comma(2),
    "#,##0.0": with_comma(1),
    "0%": with_comma(0, times=100, tail="%"),
    "0.0%": with_comma(1, times=100, tail="%"),
    '0.0"%"': with_comma(1, tail="%"),
    r"0.0\%": with_comma(1, tail="%"),
    "000000": padded(6),
    '"DV"0000': lambda value: "DV" + padded(4)(value),
    "0.00;[Red]-0.00": with_comma(2),
    "[Blue]0.0;0.0": with_comma(1),
    '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-': lambda value: (
        with_comma(2)(value) if value else "-"
    ),
    '0" đ/c"': with_comma(0, tail=" đ/c"),
    "0.0,": lambda value: with_comma(1)(value / 1000),
    ";;;": lambda value: "",
}


def by_openpyxl(form: str) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append([column.title.vi for column in SHEET.columns])
    for row, value in enumerate(VALUES, start=2):
        for at in range(1, 4):
            page.cell(row, at, value).number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(form: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    style = book.add_format({"num_format": form})
    page.write_row(0, 0, [column.title.vi for column in SHEET.columns])
    for row, value in enumerate(VALUES, start=1):
        page.write_row(row, 0, [value] * 3, style)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
@pytest.mark.parametrize("form", SHOWN)
def test_what_is_read_is_what_is_shown_or_told_of(form: str, write: Callable[[str], bytes]) -> None:
    result = parse(raw_of(write(form)), SHEET)
    told = {problem.cell for problem in result.problems}
    all_told = {problem.letter for problem in result.problems if "ô khác" in problem.message.vi}
    for row, value in zip(result.frame.iter_rows(named=True), VALUES, strict=True):
        seen = SHOWN[form](value)
        number = seen.strip("DV% đ/c").replace(",", ".")
        for letter, column in zip("BC", ("score", "share"), strict=True):
            if f"{letter}{row['row']}" in told or letter in all_told:
                continue
            read = row[column]
            assert read is not None
            if "%" in seen and column == "score" and '"%"' not in form and r"\%" not in form:
                read *= 100
            assert read == Decimal(number if number.strip("-") else 0), (form, value, column)
        if row["code"] is not None and "A" not in all_told and f"A{row['row']}" not in told:
            assert row["code"] in {seen, str(value)}, (form, value)


@given(
    st.floats(1e-6, 1e9) | st.integers(1, 10**9).map(float),
    st.sampled_from(
        ["0", "0.00", "#,##0.0#", "0.0%", '0.00"%"', "000000", '"DV"000', "00.000", '0.0" m"']
    ),
)
def test_many_numbers_at_once_look_as_each_does_alone(value: float, form: str) -> None:
    parsed = parsed_format(form)
    simple = simple_format(parsed)
    assert simple is not None
    text, shown, few = simple.looks(pl.col("value"))
    row = (
        pl.DataFrame({"value": [value]})
        .select(text.alias("text"), shown.alias("shown"), few.alias("few"))
        .row(0)
    )
    look = look_of_number(value, parsed)
    number = None if look.number == exactly(value) else look.number
    if row[2]:
        assert row[0] == look.text
        assert row[1] == (None if number is None else pytest.approx(float(number), rel=1e-14))


@pytest.mark.parametrize(
    "form", ["#", "#,##0,", "-0", '"-"0', '0"1"', "[>5]0;0.0", "0.0,,", "00-00", "0%%", "0.0E+00"]
)
def test_formats_that_are_not_simple_are_looked_at_cell_by_cell(form: str) -> None:
    assert simple_format(parsed_format(form)) is None


def test_odd_format_codes_never_fail() -> None:
    pieces = ["0", "#", ".", ",", "%", '"', "\\", "[", "]", ";", "@", "E+", "/", "_", "*", "y", "?"]
    for code in map("".join, itertools.product(pieces, repeat=3)):
        for value in (0.0, -1.5, 1234.5678, 1e20):
            look_of_number(value, parsed_format(code))
