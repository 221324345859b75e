"""Cells of numbers and years."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.cells import (
    NUMBER,
    VALUE,
    WRITTEN,
    Fault,
    Reading,
    bounds_text,
    not_blank,
    outside,
    whole_as_text,
)
from thidua.workbooks.specification import EARLIEST, LATEST, MAX_DECIMALS, Column

_SCALE: int = 10**MAX_DECIMALS
_MOST_DECIMAL = 9 * 10**11
# Excel keeps 15 significant digits; the noise of binary fractions lies beyond them.
_NOISE = 2e-15


def read_integer(column: Column) -> Reading:
    """Whole numbers; in text also with thousands as 1.234 or 1 234."""
    expected = Text("số nguyên{bounds}", "a whole number{bounds}").format(
        bounds=bounds_text(column)
    )
    written = pl.when(WRITTEN.str.contains(r"^[+-]?(?:\d{1,15}|\d{1,3}(?:[. ]\d{3})+)$")).then(
        WRITTEN.str.replace_all(r"[ .+]", "").cast(pl.Int64, strict=False)
    )
    whole = whole_as_text(NUMBER).cast(pl.Int64, strict=False)
    value = pl.coalesce(written, whole)
    fraction = NUMBER.is_not_null() & whole.is_null() | WRITTEN.str.contains(r"^[+-]?\d+,\d+$")
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
    written = WRITTEN.str.extract(r"^(?i:năm |year )?(\d{4})$").cast(pl.Int64, strict=False)
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
    text = WRITTEN.str.replace(r"\s?%$", "") if column.percent else WRITTEN
    plain = plain_decimal(text)
    fits = plain.str.contains(rf"^-?\d{{1,12}}(?:\.\d{{0,{digits}}}0*)?$")
    written = (
        pl.when(fits)
        .then(plain.str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix("."))
        .cast(pl.Decimal(18, MAX_DECIMALS), strict=False)
    )
    number = _number(column)
    in_reach, exact = number.abs() < _MOST_DECIMAL, _is_exact(number, digits)
    return Reading(
        pl.coalesce(written, _to_decimal(number, column, when=exact & in_reach)),
        (
            Fault(
                text.str.contains(_AMBIGUOUS),
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


def _number(column: Column) -> pl.Expr:
    """The number of a cell of numbers; of percentages, what Excel shows: 0.875 as 87.5."""
    if not column.percent:
        return NUMBER
    return pl.when(pl.col("percent")).then(NUMBER * 100).otherwise(NUMBER)


def _is_exact(number: pl.Expr, digits: int) -> pl.Expr:
    """Whether a number has no more than so many decimals, the noise of binary fractions aside."""
    shifted: pl.Expr = number * 10**digits
    noise = pl.max_horizontal(shifted.round(0).abs() * _NOISE, pl.lit(1e-11))
    return (shifted - shifted.round(0)).abs() <= noise


def _to_decimal(number: pl.Expr, column: Column, *, when: pl.Expr) -> pl.Expr:
    """The number as a decimal of the column's type, by way of an integer; null unless `when`."""
    shifted = (number * 10**column.decimals).round(0)
    units = pl.when(when).then(shifted).cast(pl.Int64, strict=False)
    whole: pl.Expr = units * (_SCALE // 10**column.decimals)
    return (whole.cast(pl.Decimal(38, MAX_DECIMALS)) / _SCALE).cast(column.dtype)


_AMBIGUOUS = r"^[+-]?[1-9]\d{0,2}\.\d{3}$"
_POINT_GROUPS = r"^-?\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)$"
_COMMA_GROUPS = r"^-?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)$"
_BLANK_GROUPS = r"^-?\d{1,3}(?: \d{3})+(?:[,.]\d+)?$"


def plain_decimal(text: pl.Expr) -> pl.Expr:
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
