"""What was read from a file before anybody knows what it means: cells by kind, with their true row
numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

CellKind = Literal["text", "number", "date", "other"]
DATE1900 = 25_569  # days from Excel's day 0 to 1970-01-01
DATE1904 = 24_107  # the same in workbooks that count from 01/01/1904
PARTS: dict[str, pl.DataType] = {
    "text": pl.String(),
    "number": pl.Float64(),
    "date": pl.Datetime("us"),
    "other": pl.String(),
    "percent": pl.Boolean(),
    "look": pl.String(),
    "shown": pl.Float64(),
}
"""What is known of a cell, as far as it is read: its value by kind, and what it looks like."""


def letter_of(index: int) -> str:
    """The spreadsheet's name of the column with that index from 0: 0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def index_of(letters: str) -> int:
    """The index from 0 of a spreadsheet column: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def parts_of(column: int | str, frame: pl.DataFrame) -> list[pl.Expr]:
    """Expressions for the `PARTS` of one column's cells (`{column}.text` …), null where a part does
    not occur. Selected beside `row`: a column without any part is nothing but constants, which
    alone are a single row.
    """
    return [
        pl.col(f"{column}.{kind}").alias(kind)
        if f"{column}.{kind}" in frame.columns
        else pl.lit(None, dtype=dtype).alias(kind)
        for kind, dtype in PARTS.items()
    ]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The cells of one sheet.

    `frame` has `row` (Int64, from 1, blank rows left out) and, for column index i, those of
    `{i}.text` (String, as typed), `{i}.number` (Float64), `{i}.date` (Datetime), `{i}.other`
    (String: truth values, errors such as #N/A) that occur; a cell has a value in at most one of
    them. Beside cells that look other than they are stored stand, where any do: `{i}.percent`
    (Boolean: shown as a percentage of the number), `{i}.look` (String: the text that is shown, such
    as "000123", empty where nothing is), `{i}.shown` (Float64: the number that is shown, where it
    is another one; NaN where what is shown is no number) and `{i}.format` (String: the number
    format).

    `hidden_rows` are the rows of the frame that nobody sees (hidden or filtered out), by number;
    `hidden_columns` the columns, by index from 0; `visible` is false for a hidden sheet. `merges`:
    the merged cells as (first row, first column index, last row, last column index), all inclusive;
    only the first cell of each has a value. `date1904`: the workbook counts days from 01/01/1904.
    CSV files have none of these. `converted`: the old font or encoding that the texts came from,
    "" for Unicode. A sheet that is changed on its way is made by
    `dataclasses.replace`, so that they stay."""

    file: str
    name: str
    frame: pl.DataFrame
    width: int
    is_csv: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()
    date1904: bool = False
    converted: str = ""

    def cells(self, index: int, kind: CellKind) -> pl.Series | None:
        """One kind of cells of one column, or None when there are none."""
        name = f"{index}.{kind}"
        return self.frame[name] if name in self.frame.columns else None

    @property
    def day_zero(self) -> int:
        """Days from the day 0 of the workbook's calendar to 1970-01-01."""
        return DATE1904 if self.date1904 else DATE1900

    def column(self, index: int) -> pl.DataFrame:
        """The cells of one column: `row` and all of `PARTS`, null where there are none."""
        return self.frame.select("row", *parts_of(index, self.frame))

    def as_text(self, index: int) -> pl.Expr:
        """Expression on `frame`: the column's cells as text as they look, whatever their kind."""
        parts: list[pl.Expr] = []
        look = f"{index}.look"
        if look in self.frame.columns:
            parts.append(pl.when(pl.col(look) != "").then(pl.col(look)))
        for kind in ("text", "number", "date", "other"):
            name = f"{index}.{kind}"
            if name in self.frame.columns:
                parts.append(_as_text(pl.col(name), kind))
        return pl.coalesce(parts) if parts else pl.lit(None, dtype=pl.String)

    def rows_as_text(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """The first rows as text, with their row numbers: for finding headers."""
        head = self.frame.head(first)
        columns = [
            pl.col("row"),
            *(self.as_text(index).alias(f"text{index}") for index in range(self.width)),
        ]
        for row, *cells in head.select(columns).iter_rows():
            yield row, [cell or "" for cell in cells]


def _as_text(cells: pl.Expr, kind: str) -> pl.Expr:
    if kind == "number":
        whole = cells == cells.round(0)
        digits = cells.cast(pl.Int64, strict=False).cast(pl.String)
        return pl.when(whole & digits.is_not_null()).then(digits).otherwise(cells.cast(pl.String))
    if kind == "date":
        return cells.dt.strftime("%d/%m/%Y")
    return cells


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """The sheets of one file by name, in order. `file` is the name to show in messages."""

    file: str
    sheets: Mapping[str, RawSheet] = field(default_factory=dict)
