"""Rows of cells, as a parser hands them over, turned into columns by kind. Runs in the limited
process.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import polars as pl

_OTHER_WORDS = {True: "TRUE", False: "FALSE"}


def to_frame(
    rows: Iterable[Sequence[object]], *, first_column: int = 0
) -> tuple[pl.DataFrame, int]:
    """The frame of a `RawSheet` and its width: blank rows dropped, blank columns absent, row
    numbers from 1.

    `first_column` is the index that the rows' first cell has in the sheet.
    """
    numbers: list[int] = []
    filled = _filled(rows, numbers)
    columns: list[pl.Series] = []
    width = 0
    for index, cells in enumerate(zip_longest(*filled, fillvalue="")):
        found = _split(cells, index + first_column)
        columns += found
        if found:
            width = index + first_column + 1
    frame = pl.DataFrame({"row": numbers}, schema={"row": pl.Int64}).with_columns(columns)
    if not columns:
        return frame.clear(), 0
    return frame.filter(pl.any_horizontal(pl.exclude("row").is_not_null())), width


def _filled(rows: Iterable[Sequence[object]], numbers: list[int]) -> Iterator[Sequence[object]]:
    """The rows in which something stands; their numbers go to `numbers`. Formulas filled down to
    the last row make a million that show nothing.
    """
    for number, cells in enumerate(rows, start=1):
        if cells.count("") < len(cells):
            numbers.append(number)
            yield cells


def _split(cells: tuple[object, ...], index: int) -> list[pl.Series]:
    """One series for each kind of cell that occurs, null where the cell is of another kind."""
    types = set(map(type, cells))
    found = []
    if str in types:
        texts = cells if types == {str} else [cell if type(cell) is str else None for cell in cells]
        found.append(_blank_to_null(pl.Series(f"{index}.text", texts, dtype=pl.String)))
    if float in types or int in types:
        numbers = [cell if type(cell) in (float, int) else None for cell in cells]
        found.append(pl.Series(f"{index}.number", numbers, dtype=pl.Float64, strict=False))
    if dt.date in types or dt.datetime in types:
        dates = [cell if isinstance(cell, dt.date) else None for cell in cells]
        found.append(pl.Series(f"{index}.date", dates, dtype=pl.Datetime("us"), strict=False))
    if types - {str, float, int, dt.date, dt.datetime}:
        others = [_other(cell) for cell in cells]
        found.append(pl.Series(f"{index}.other", others, dtype=pl.String))
    return [series for series in found if series.null_count() < len(series)]


def _blank_to_null(texts: pl.Series) -> pl.Series:
    filled = texts.str.strip_chars() != ""
    return (
        texts
        if filled.all()
        else pl.select(pl.when(filled).then(texts).alias(texts.name)).to_series()
    )


def _other(cell: object) -> str | None:
    match cell:
        case bool():
            return _OTHER_WORDS[cell]
        case None | str() | int() | float() | dt.date():
            return None
        case _:
            return str(cell)
