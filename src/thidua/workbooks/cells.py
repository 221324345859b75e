"""From the cells of one column to typed values: one parser for each kind, each a handful of column
expressions.

A parser sees a frame with `text` (normalised), `number`, `date`, `other`, `percent` (a cell is in
at most one of the first four) and gives the value's expression and the faults, most telling first.
A cell with a fault has no value."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from thidua.language import Text
from thidua.workbooks.problems import show
from thidua.workbooks.raw import DATE1900
from thidua.workbooks.specification import EARLIEST, LATEST, MAX_DECIMALS, Bound, Column, Kind

_SERIALS = (-693_593, 2_958_465)  # 01/01/0001 and 31/12/9999 as Excel counts days
TEXT, NUMBER, DATE, OTHER = pl.col("text"), pl.col("number"), pl.col("date"), pl.col("other")
VALUE = pl.col("value")
_SCALE = 10**MAX_DECIMALS
_MOST_WHOLE = 10**15
_MOST_DECIMAL = 9 * 10**11
# Excel keeps 15 significant digits; the noise of binary fractions lies beyond them.
_NOISE = 2e-15
_YEARS = (1800, 2200)


@dataclass(frozen=True, slots=True)
class Fault:
    """A way in which a cell can be wrong. `when` is true for cells that are."""

    when: pl.Expr
    message: Text
    expected: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column is read.

    `value` is null for cells that cannot be read; values outside `low..high` are faulty too.
    `faults` say what is wrong with such cells (they are looked at for no others), and may use
    `value`, the column that `value` gives."""

    value: pl.Expr
    faults: tuple[Fault, ...]
    low: Bound | None = None
    high: Bound | None = None


def whole_as_text(number: pl.Expr) -> pl.Expr:
    """12345.0 → "12345"; null for what is not whole."""
    whole = (number == number.round(0)) & (number.abs() < _MOST_WHOLE)
    return pl.when(whole).then(number.cast(pl.Int64, strict=False).cast(pl.String))


def bounds_text(column: Column) -> Text:
    """ "from 0 to 100", "at least 0", or nothing."""
    low, high = show(column.minimum), show(column.maximum)
    if low and high:
        return Text(f" từ {low} đến {high}", f" from {low} to {high}")
    if low:
        return Text(f" từ {low} trở lên", f" of at least {low}")
    return Text(f" không quá {high}", f" of at most {high}") if high else Text("", "")


def outside(column: Column, expected: Text) -> tuple[Fault, ...]:
    """The faults of values below the column's minimum or above its maximum."""
    faults = []
    if column.minimum is not None:
        faults.append(
            Fault(
                pl.lit(column.minimum, dtype=column.dtype) > VALUE,
                Text("quá nhỏ", "too small"),
                expected,
            )
        )
    if column.maximum is not None:
        faults.append(
            Fault(
                pl.lit(column.maximum, dtype=column.dtype) < VALUE,
                Text("quá lớn", "too large"),
                expected,
            )
        )
    return tuple(faults)


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
    day_first = (
        r"^(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?:[ T]\d{1,2}:\d{2}[:.\d]*Z?)?$"
    )
    year_first = r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d{1,2}:\d{2}[:.\d]*Z?)?$"
    looks_right = TEXT.str.contains(day_first) | TEXT.str.contains(year_first)
    year_month_day = TEXT.str.replace(day_first, "$3-$2-$1").str.replace(year_first, "$1-$2-$3")
    written = year_month_day.str.to_date("%Y-%m-%d", strict=False)
    like_year = NUMBER.is_between(*_YEARS)
    # A number outside the calendar is no day at all: frames carry such dates, but cannot show them.
    serial = (
        pl.when(~like_year & NUMBER.is_between(*_SERIALS))
        .then(NUMBER.floor() - DATE1900)
        .cast(pl.Int32, strict=False)
        .cast(pl.Date)
    )
    only_year = like_year | TEXT.str.contains(r"^\d{4}$")
    value = pl.coalesce(DATE.cast(pl.Date), written, serial)
    span = Text(f"ngày từ {show(low)} đến {show(high)}", f"a date from {show(low)} to {show(high)}")
    return Reading(
        value,
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


def not_blank() -> pl.Expr:
    """Something stands in the cell."""
    return TEXT.is_not_null() | NUMBER.is_not_null() | DATE.is_not_null() | OTHER.is_not_null()


def read_integer(column: Column) -> Reading:
    """Whole numbers; in text also with thousands as 1.234 or 1 234."""
    expected = Text("số nguyên{bounds}", "a whole number{bounds}").format(
        bounds=bounds_text(column)
    )
    written = pl.when(TEXT.str.contains(r"^[+-]?(?:\d{1,15}|\d{1,3}(?:[. ]\d{3})+)$")).then(
        TEXT.str.replace_all(r"[ .+]", "").cast(pl.Int64, strict=False)
    )
    whole = whole_as_text(NUMBER).cast(pl.Int64, strict=False)
    value = pl.coalesce(written, whole)
    fraction = NUMBER.is_not_null() & whole.is_null() | TEXT.str.contains(r"^[+-]?\d+,\d+$")
    return Reading(
        value,
        (
            Fault(fraction, Text("không phải số nguyên", "not a whole number"), expected),
            Fault(VALUE.is_null() & not_blank(), Text("không phải số", "not a number"), expected),
            *outside(column, expected),
        ),
        column.minimum,
        column.maximum,
    )


def read_year(column: Column) -> Reading:
    """A year of four digits, also written "Năm 2021"."""
    low, high = column.minimum or EARLIEST.year, column.maximum or LATEST.year
    expected = Text(f"năm, từ {low} đến {high}", f"a year from {low} to {high}")
    written = TEXT.str.extract(r"^(?i:năm |year )?(\d{4})$").cast(pl.Int64, strict=False)
    value = pl.coalesce(written, whole_as_text(NUMBER).cast(pl.Int64, strict=False))
    return Reading(
        value,
        (
            Fault(VALUE.is_null() & not_blank(), Text("không phải năm", "not a year"), expected),
            Fault(
                ~VALUE.is_between(low, high),
                Text("năm ngoài khoảng cho phép", "year out of range"),
                expected,
            ),
        ),
        low,
        high,
    )


def read_decimal(column: Column) -> Reading:
    """Exact numbers of at most four decimals, written the Vietnamese way (1.234,5) or with a point
    (87.5).
    """
    digits = column.decimals
    expected = Text(
        "số{bounds}, nhiều nhất {n} chữ số thập phân", "a number{bounds} with at most {n} decimals"
    ).format(bounds=bounds_text(column), n=digits)
    text = TEXT.str.replace(r"\s?%$", "") if column.percent else TEXT
    plain = _plain_decimal(text)
    fits = plain.str.contains(rf"^-?\d{{1,12}}(?:\.\d{{0,{digits}}}0*)?$")
    written = (
        pl.when(fits)
        .then(plain.str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix("."))
        .cast(pl.Decimal(18, MAX_DECIMALS), strict=False)
    )
    number = (
        pl.when(pl.col("percent")).then(NUMBER * 100).otherwise(NUMBER)
        if column.percent
        else NUMBER
    )
    shifted = number * 10**digits
    exact = (shifted - shifted.round(0)).abs() <= pl.max_horizontal(
        shifted.round(0).abs() * _NOISE, pl.lit(1e-11)
    )
    in_reach = number.abs() < _MOST_DECIMAL
    units = pl.when(exact & in_reach).then(shifted.round(0)).cast(pl.Int64, strict=False) * (
        _SCALE // 10**digits
    )
    value = pl.coalesce(
        written, (units.cast(pl.Decimal(38, MAX_DECIMALS)) / _SCALE).cast(column.dtype)
    )
    ambiguous = text.str.contains(_AMBIGUOUS)
    return Reading(
        value,
        (
            Fault(
                ambiguous,
                Text(
                    "không rõ dấu chấm ngăn phần nghìn hay phần thập phân",
                    "is the point for thousands or decimals?",
                ),
                Text(
                    "viết 1234 (nghìn) hoặc 1,234 (thập phân)",
                    "write 1234 (thousands) or 1,234 (decimals)",
                ),
            ),
            Fault(
                (plain.is_not_null() & ~fits) | (in_reach & ~exact),
                Text(f"quá {digits} chữ số thập phân", f"more than {digits} decimals"),
                expected,
            ),
            Fault(VALUE.is_null() & not_blank(), Text("không phải số", "not a number"), expected),
            *outside(column, expected),
        ),
        column.minimum,
        column.maximum,
    )


_AMBIGUOUS = r"^[+-]?[1-9]\d{0,2}\.\d{3}$"
_POINT_GROUPS = r"^-?\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)$"
_COMMA_GROUPS = r"^-?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)$"
_BLANK_GROUPS = r"^-?\d{1,3}(?: \d{3})+(?:[,.]\d+)?$"


def _plain_decimal(text: pl.Expr) -> pl.Expr:
    """The number as -1234.5, or null when it is none or ambiguous."""
    text = text.str.strip_prefix("+")
    comma = text.str.replace(",", ".", literal=True)
    return (
        pl.when(text.str.contains(r"^-?\d+(?:,\d+)?$"))
        .then(comma)
        .when(text.str.contains(_POINT_GROUPS))
        .then(text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(text.str.contains(_COMMA_GROUPS))
        .then(text.str.replace_all(",", "", literal=True))
        .when(text.str.contains(_BLANK_GROUPS))
        .then(comma.str.replace_all(" ", "", literal=True))
        .when(text.str.contains(r"^-?\d+\.\d+$") & ~text.str.contains(_AMBIGUOUS))
        .then(text)
    )


READERS: dict[Kind, Callable[[Column], Reading]] = {
    Kind.TEXT: read_text,
    Kind.CODE: read_code,
    Kind.CODES: read_codes,
    Kind.DATE: read_date,
    Kind.YEAR: read_year,
    Kind.INTEGER: read_integer,
    Kind.DECIMAL: read_decimal,
}
