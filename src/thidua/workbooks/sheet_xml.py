"""Rows of a sheet as spreadsheet XML, a column at a time: some twenty times faster than cell by
cell.

The cells carry their address, a style number taken from the shell, and text as inline strings.
"""

import datetime as dt
from collections.abc import Iterator

import polars as pl

from thidua.language import Language
from thidua.workbooks.raw import DATE1900, letter_of
from thidua.workbooks.specification import EARLIEST, Column, Kind
from thidua.workbooks.words import choices_of

CHUNK = 20_000
# Signs that XML gives a meaning to or forbids, and text that spreadsheets would take for an escaped
# sign.
_SPECIAL = "[&<>\\x00-\\x1f\\x{fffe}\\x{ffff}]|_x[0-9A-Fa-f]{4}_"
_FORBIDDEN = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]"


def escaped(texts: pl.Series) -> pl.Series:
    """Texts as they may stand in XML; control signs are dropped."""
    if not texts.str.contains(_SPECIAL).any():
        return texts
    return (
        texts.str.replace_all(_FORBIDDEN, "")
        .str.replace_all("_x([0-9A-Fa-f]{4}_)", "_x005F_x$1")
        .str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
    )


def texts_of(values: pl.Series, column: Column, language: Language, sheet: str) -> pl.Series:
    """A column's values as a sheet's text: choices by title, codes with commas; blank text becomes
    null.

    Raises ValueError for words that are not among the choices: a bug of the caller, not of a user.
    """
    if column.kind is Kind.YES_NO:
        titles = {choice.word: choice.title.in_(language) for choice in choices_of(column)}
        flags = (
            pl.when(pl.lit(values))
            .then(pl.lit(titles["yes"]))
            .when(~pl.lit(values))
            .then(pl.lit(titles["no"]))
        )
        return pl.select(flags.alias(values.name)).to_series()
    if column.kind is Kind.CHOICE:
        titles = {choice.word: choice.title.in_(language) for choice in column.choices}
        unknown = sorted(set(values.drop_nulls().unique()) - set(titles))
        if unknown:
            raise ValueError(
                f"sheet {sheet}, column {column.id}: not among the choices: {unknown[:10]}"
            )
        return values.replace_strict(titles, default=None, return_dtype=pl.String)
    if column.kind is Kind.CODES:
        values = values.list.join(", ")
    values = values.cast(pl.String)
    return pl.select(
        pl.when(pl.lit(values) != "").then(pl.lit(values)).alias(values.name)
    ).to_series()


def _cells(
    values: pl.Series, texts: pl.Series | None, *, at: int, style: str, rows: pl.Series
) -> pl.Series:
    """The `<c>` elements of one column, empty text for blanks. Without `texts`, numbers or
    dates.
    """
    opening = f'<c r="{letter_of(at)}'
    styled = f'" s="{style}"' if style else '"'
    if texts is not None:
        middle, content, closing = f'{styled} t="inlineStr"><is><t>', pl.lit(texts), "</t></is></c>"
    elif values.dtype == pl.Date:
        middle, content, closing = (
            f"{styled}><v>",
            pl.lit(values).cast(pl.Int32) + DATE1900,
            "</v></c>",
        )
    else:
        middle, content, closing = f"{styled}><v>", pl.lit(values), "</v></c>"
    parts = [
        pl.lit(opening),
        pl.lit(rows),
        pl.lit(middle),
        content.cast(pl.String),
        pl.lit(closing),
    ]
    return pl.select(pl.concat_str(parts).fill_null("").alias(str(at))).to_series()


def rows_xml(
    frame: pl.DataFrame, *, columns: list[Column], styles: list[str], language: Language, sheet: str
) -> Iterator[tuple[int, bytes]]:
    """The `<row>` elements below a header in row 1, in portions: (number of rows, XML).

    `styles`: the style number of each column. Columns that the frame lacks stay blank.
    """
    for start in range(0, frame.height, CHUNK):
        part = frame.slice(start, CHUNK)
        first = start + 2
        rows = pl.int_range(first, first + part.height, eager=True).cast(pl.String)
        cells = []
        for at, column in enumerate(columns):
            if column.id not in part.columns or part[column.id].null_count() == part.height:
                continue
            values = part[column.id].cast(column.dtype)
            texts = _inline(values, column, language, sheet)
            cells.append(_cells(values, texts, at=at, style=styles[at], rows=rows))
        body = pl.concat_str(
            [pl.lit('<row r="'), pl.lit(rows), pl.lit('">'), *map(pl.lit, cells), pl.lit("</row>")]
        )
        yield part.height, pl.select(body).to_series().str.join("").item().encode()


def _inline(values: pl.Series, column: Column, language: Language, sheet: str) -> pl.Series | None:
    """The texts of a column that is written as text, escaped; None for numbers and dates."""
    if column.kind in (Kind.INTEGER, Kind.YEAR, Kind.DECIMAL):
        return None
    if column.kind is Kind.DATE:
        earliest = values.min()
        # Excel's calendar is wrong before March 1900.
        return (
            values.dt.strftime("%d/%m/%Y")
            if isinstance(earliest, dt.date) and earliest < EARLIEST
            else None
        )
    return escaped(texts_of(values, column, language, sheet))
