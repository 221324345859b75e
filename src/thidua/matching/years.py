"""Cells that are written otherwise than their column is read: dates that are only a year, shares
that are fractions.
"""

import polars as pl

from thidua.matching.cells import either, of_texts, texts_of
from thidua.matching.mapping import OnlyYear
from thidua.workbooks.raw import PARTS

_YEARS = (1800, 2200)
_WRITTEN = r"^\s*(?:(\d{1,2})\s?[/.\-]\s?)?(\d{4})\s*$"
_FRACTION = r"^\s*(?:0[.,]\d+|1(?:[.,]0+)?|0)\s*$"


def years_in(cells: pl.DataFrame) -> pl.DataFrame:
    """`year` and `month` of cells that hold a year or a month of a year, and no day."""
    number = pl.col("number")
    whole = pl.when((number == number.round(0)) & number.is_between(*_YEARS)).then(number)
    text = pl.col("text")
    year = pl.coalesce(text.str.extract(_WRITTEN, 2).cast(pl.Int64, strict=False), whole)
    month = text.str.extract(_WRITTEN, 1).cast(pl.Int64, strict=False)
    found = cells.select(year.cast(pl.Int64).alias("year"), month.alias("month"))
    right = pl.col("year").is_between(*_YEARS) & pl.col("month").fill_null(1).is_between(1, 12)
    return found.select(pl.when(right).then(pl.col(name)).alias(name) for name in ("year", "month"))


def only_years(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with nothing but the years of `years_in`."""
    return of_texts(years_in(cells)["year"].cast(pl.String))


def by_rule(cells: pl.DataFrame, rule: OnlyYear, *, kept: bool) -> pl.DataFrame:
    """Cells of days, those with only a year as the rule says: blank where another column keeps the
    year (`kept`; without one they stay, to be refused), the first day of it, or blank.
    """
    found = years_in(cells)
    mask = found["year"].is_not_null()
    if rule == "" or (rule == "keep" and not kept) or not mask.any():
        return cells
    days = found.select(
        pl.format("01/{}/{}", pl.col("month").fill_null(1), pl.col("year")).alias("text")
    ).to_series()
    if rule != "first_day":
        days = pl.Series("text", [None], dtype=pl.String).new_from_index(0, cells.height)
    return either(mask, of_texts(days), cells)


def hundredfold(cells: pl.DataFrame) -> pl.DataFrame:
    """Shares written as fractions (0,95), to be read as percentages (95). A number is marked as
    shown so, and its reader multiplies exactly.
    """
    written = texts_of(cells).str.contains(_FRACTION).fill_null(value=False)
    from_text = pl.col("text").str.strip_chars().str.replace(",", ".", literal=True)
    number = pl.coalesce("number", pl.when(written).then(from_text.cast(pl.Float64, strict=False)))
    numbers = cells.with_columns(
        number.alias("number"), pl.when(~written).then("text").alias("text")
    ).select(*PARTS)
    small = numbers["number"].is_between(0, 1).fill_null(value=False)
    return numbers.with_columns(
        pl.when(small).then(pl.lit(value=True)).otherwise("percent").alias("percent"),
        pl.when(~(small & written)).then("look").alias("look"),
    ).select(*PARTS)
