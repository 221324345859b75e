"""Cells of texts, codes and dates."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.cells import (
    DATE,
    NUMBER,
    OTHER,
    TEXT,
    VALUE,
    Fault,
    Reading,
    not_blank,
    whole_as_text,
)
from thidua.workbooks.problems import show
from thidua.workbooks.raw import DATE1900
from thidua.workbooks.specification import EARLIEST, LATEST, Column

_SERIALS = (-693_593, 2_958_465)  # 01/01/0001 and 31/12/9999 as Excel counts days
_YEARS = (1800, 2200)
_DAY_FIRST = r"^(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?:[ T]\d{1,2}:\d{2}[:.\d]*Z?)?$"
_YEAR_FIRST = r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d{1,2}:\d{2}[:.\d]*Z?)?$"


def read_text(column: Column) -> Reading:
    """Any cell as text; dates as dd/mm/yyyy."""
    number = pl.coalesce(
        whole_as_text(NUMBER), NUMBER.cast(pl.String).str.replace(".", ",", literal=True)
    )
    other = pl.when(~OTHER.str.starts_with("#")).then(OTHER)
    return Reading(pl.coalesce(TEXT, number, DATE.dt.strftime("%d/%m/%Y"), other), ())


def read_code(column: Column) -> Reading:
    """Text, or the digits of a whole number."""
    expected = Text("mã dạng chữ", "a code as text")
    return Reading(
        pl.coalesce(TEXT, whole_as_text(NUMBER)),
        (
            Fault(
                DATE.is_not_null(),
                Text("Excel đã đổi mã thành ngày", "Excel has turned the code into a date"),
                Text(
                    "định dạng ô là Text rồi nhập lại mã",
                    "format the cell as Text and type the code again",
                ),
            ),
            Fault(
                NUMBER.is_not_null() | OTHER.is_not_null(),
                Text("không phải mã", "not a code"),
                expected,
            ),
        ),
    )


def read_codes(column: Column) -> Reading:
    """Codes with commas or semicolons between them; each kept once."""
    code = read_code(column)
    parts = (
        code.value.str.replace_all(";", ",", literal=True)
        .str.split(",")
        .list.eval(
            pl.element()
            .str.strip_chars(" ")
            .filter(pl.element().str.strip_chars(" ") != "")
            .unique(maintain_order=True)
        )
    )
    value = pl.when(parts.list.len() > 0).then(parts)
    return Reading(value, code.faults)


def read_date(column: Column) -> Reading:
    """Date cells, Excel serial numbers, dd/mm/yyyy (also with - and .), yyyy-mm-dd; a time of day
    is dropped.
    """
    low, high = column.minimum or EARLIEST, column.maximum or LATEST
    expected = Text(
        vi="ngày viết dd/mm/yyyy, ví dụ 03/02/1986",
        en="a date written dd/mm/yyyy, for instance 03/02/1986",
    )
    looks_right = TEXT.str.contains(_DAY_FIRST) | TEXT.str.contains(_YEAR_FIRST)
    like_year = NUMBER.is_between(*_YEARS)
    only_year = like_year | TEXT.str.contains(r"^\d{4}$")
    span = Text(f"ngày từ {show(low)} đến {show(high)}", f"a date from {show(low)} to {show(high)}")
    return Reading(
        pl.coalesce(DATE.cast(pl.Date), _written_day(), _serial_day(~like_year)),
        (
            Fault(
                only_year,
                Text("chỉ có năm, thiếu ngày và tháng", "only a year, without day and month"),
                expected,
            ),
            Fault(
                looks_right & VALUE.is_null(),
                Text("ngày không có trong lịch", "no such day in the calendar"),
                expected,
            ),
            Fault(VALUE.is_null() & not_blank(), Text("không phải ngày", "not a date"), expected),
            Fault(
                ~VALUE.is_between(pl.lit(low), pl.lit(high)),
                Text("ngày ngoài khoảng cho phép", "date out of range"),
                span,
            ),
        ),
        low,
        high,
    )


def _written_day() -> pl.Expr:
    """The day that stands there as text, null where it is none of the calendar."""
    year_month_day = TEXT.str.replace(_DAY_FIRST, "$3-$2-$1").str.replace(_YEAR_FIRST, "$1-$2-$3")
    return year_month_day.str.to_date("%Y-%m-%d", strict=False)


def _serial_day(when: pl.Expr) -> pl.Expr:
    """The day that a number counts to. One outside the calendar is no day at all: frames carry such
    dates, but cannot show them.
    """
    return (
        pl.when(when & NUMBER.is_between(*_SERIALS))
        .then(NUMBER.floor() - DATE1900)
        .cast(pl.Int32, strict=False)
        .cast(pl.Date)
    )
