"""Reading the cells of one column: what a reading is, and the expressions that all kinds share.

A reader (`text_cells`, `number_cells`) sees a frame with `text` (normalised), `number`, `date`,
`other`, `percent` (a cell is in at most one of the first four), as the cells look, and `day_zero`
(days from the workbook's day 0 to 1970-01-01). It gives the value's expression and the faults, most
telling first. A cell with a fault has no value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from thidua.language import Text
from thidua.workbooks.problems import show
from thidua.workbooks.specification import Bound, Column

TEXT, NUMBER, DATE, OTHER = pl.col("text"), pl.col("number"), pl.col("date"), pl.col("other")
VALUE = pl.col("value")
WRITTEN = TEXT.str.strip_prefix("'")
"""Text of a number or date. Programs write the apostrophe that people type before a number to make
it a text as a part of it."""
_MOST_WHOLE = 10**15


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
    `value`, the column that `value` gives; their texts may name the columns of `named`."""

    value: pl.Expr
    faults: tuple[Fault, ...]
    low: Bound | None = None
    high: Bound | None = None
    named: Mapping[str, pl.Expr] = field(default_factory=dict)


def whole_as_text(number: pl.Expr) -> pl.Expr:
    """12345.0 → "12345"; null for what is not whole."""
    whole = (number == number.round(0)) & (number.abs() < _MOST_WHOLE)
    return pl.when(whole).then(number.cast(pl.Int64, strict=False).cast(pl.String))


def number_as_text(number: pl.Expr) -> pl.Expr:
    """12345.0 → "12345", 87.5 → "87,5"."""
    fraction = number.cast(pl.String).str.replace(".", ",", literal=True)
    return pl.coalesce(whole_as_text(number), fraction)


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


def not_blank() -> pl.Expr:
    """Something stands in the cell."""
    return TEXT.is_not_null() | NUMBER.is_not_null() | DATE.is_not_null() | OTHER.is_not_null()
