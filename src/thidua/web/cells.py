"""The columns of a table that leaves a page, and its values as a file and a clipboard need them.

A page says its columns once; the Excel file, the CSV file and the copy for a spreadsheet are made
of the same values: a number is a number in each of them, with the look it has on the page.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from thidua.numbers import with_decimal_mark
from thidua.signs import plain_text

DAY = "dd/mm/yyyy"
AS_TEXT = "@"
_PERCENT_PLACES = 2


class Kind(StrEnum):
    """What stands in a column. A code is text even where it looks like a number."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    YEAR = "year"
    SHARE = "share"
    DATE = "date"


_WIDTHS = {
    Kind.TEXT: 26,
    Kind.CODE: 14,
    Kind.NUMBER: 14,
    Kind.YEAR: 8,
    Kind.SHARE: 14,
    Kind.DATE: 12,
}
_FORMATS = {Kind.CODE: AS_TEXT, Kind.YEAR: "0", Kind.DATE: DAY}


@dataclass(frozen=True)
class Column:
    """A column by its heading. `width`: in characters; 0: what its kind needs."""

    head: str
    kind: Kind = Kind.TEXT
    width: int = 0

    @property
    def wide(self) -> int:
        return self.width or _WIDTHS[self.kind]

    @property
    def format(self) -> str:
        """How a spreadsheet shows what somebody writes into this column; "": as it likes."""
        return _FORMATS.get(self.kind, "")


@dataclass(frozen=True)
class Percent:
    """A share as a page shows it: `value` in percent (91.8), with as many decimals as it carries.

    `sign` stands before it: "≥" or "≈" while not everything is known.
    """

    value: Decimal
    sign: str = ""


Cell = str | int | Decimal | Percent | dt.date | None
"""What one cell holds; None, as "", is a blank one: not known, or nothing to say."""


class Written(NamedTuple):
    """A value as a spreadsheet takes it: text, a number (a date is its day) and how it is shown."""

    value: str | int | Decimal | dt.date | None
    format: str = ""


def in_spreadsheet(cell: Cell, column: Column) -> Written:
    """A value with its number format. Text in a column of codes or numbers (9/9, 00125) is kept
    from becoming a date or a number by a format of its own.
    """
    match cell:
        case None | "":
            return Written(None)
        case Percent(value=value, sign=sign):
            literal = "".join(f"\\{letter}" for letter in sign)
            shown = _with_places("0", value)
            return Written(value.scaleb(-_PERCENT_PLACES), f"{literal}{shown}%")
        case dt.date():
            return Written(cell, DAY)
        case int() | Decimal():
            grouped = "0" if column.kind is Kind.YEAR else "#,##0"
            return Written(cell, _with_places(grouped, Decimal(cell)))
        case _:
            return Written(cell, "" if column.kind is Kind.TEXT else AS_TEXT)


def in_csv(cell: Cell) -> str:
    """A value for other programs: decimal point, no signs between thousands, dd/mm/yyyy; text that
    a spreadsheet would run as a formula has an apostrophe before it.
    """
    match cell:
        case None:
            return ""
        case Percent(value=value, sign=sign):
            return f"{sign}{value:f}%"
        case dt.date():
            return f"{cell:%d/%m/%Y}"
        case Decimal():
            return f"{cell:f}"
        case int():
            return str(cell)
        case _:
            return plain_text(cell)


def on_clipboard(cells: Sequence[Cell], columns: Sequence[Column]) -> list[str | list[str]]:
    """A row for `copy_table.js`: text as it is; of a number how it reads, its value and its
    format.
    """
    found: list[str | list[str]] = []
    for cell, column in zip(cells, columns, strict=True):
        written = in_spreadsheet(cell, column)
        if written.value is None or isinstance(written.value, str):
            found.append(written.value or "")
        else:
            found.append([_read(cell), _serial(written.value), written.format])
    return found


def _with_places(whole: str, value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"{whole}.{'0' * places}" if places else whole


def _read(cell: Cell) -> str:
    """A number as the reader types it."""
    if isinstance(cell, dt.date):
        return in_csv(cell)
    return with_decimal_mark(in_csv(cell))


_DAY_ZERO = dt.date(1899, 12, 30)
"""From which spreadsheets count days, as they have it from 1 March 1900 on."""


def _serial(value: int | Decimal | dt.date) -> str:
    days = (value - _DAY_ZERO).days if isinstance(value, dt.date) else value
    return f"{Decimal(days):f}"
