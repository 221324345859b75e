"""Brings what a sheet shows beside what it stores: the cells of a raw frame under their number
formats. Runs in the limited process.

Formats are looked at only where they can matter: those that round, beside fractions; all others
beside the kind of cell that they change."""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from thidua.workbooks.number_formats import NumberFormat
from thidua.workbooks.sheet_marks import Styled
from thidua.workbooks.showing import exactly, look_of_day, look_of_number, look_of_text
from thidua.workbooks.simple_looks import simple_format

_A_DAY = dt.datetime(2021, 2, 3)  # noqa: DTZ001 - any day
_MOST_DECIMALS = 15
_LOOK = {"look": pl.String(), "shown": pl.Float64(), "percent": pl.Boolean()}
_ITSELF = (None, None, None)
_VALUES = ("text", "number", "date")


def styles_that_matter(formats: Sequence[NumberFormat], frame: pl.DataFrame) -> set[int]:
    """The styles under which some cell of the frame may look other than it is stored."""
    kinds = {name.partition(".")[2] for name in frame.columns}
    return {
        style
        for style, form in enumerate(formats)
        if ("date" in kinds and _hides_of_day(form))
        or ("text" in kinds and form.of_text is not None)
        or ("number" in kinds and _changes_numbers(form, frame))
    }


def _hides_of_day(form: NumberFormat) -> bool:
    return form.is_date and look_of_day(_A_DAY, form) is not None


def _changes_numbers(form: NumberFormat, frame: pl.DataFrame) -> bool:
    if form.is_date or not form.only_rounds:
        return not form.is_date
    return form.decimals < _MOST_DECIMALS and _has_fractions(frame)


def _has_fractions(frame: pl.DataFrame) -> bool:
    numbers = [name for name in frame.columns if name.endswith(".number")]
    return any(bool((frame[name] != frame[name].round(0)).any()) for name in numbers)


def with_words(
    frame: pl.DataFrame, width: int, words: Mapping[tuple[int, int], str]
) -> tuple[pl.DataFrame, int]:
    """The frame and its width with words (by column index and row) in `{i}.other`, in place of what
    a parser reads there.
    """
    by_column: dict[int, dict[int, str]] = {}
    for (column, row), word in words.items():
        by_column.setdefault(column, {})[row] = word
        width = max(width, column + 1)
    for column, found in by_column.items():
        frame = _with_words(frame, column, found)
    return (frame.sort("row") if words else frame), width


def with_looks(
    frame: pl.DataFrame, styled: Styled, formats: Sequence[NumberFormat]
) -> pl.DataFrame:
    """The frame with `{i}.look`, `{i}.shown`, `{i}.percent` and `{i}.format` where cells look other
    than they are stored.
    """
    for column, (rows, styles) in styled.items():
        frame = _with_looks(frame, column, rows, styles, formats)
    return frame.sort("row") if styled else frame


def _with_words(frame: pl.DataFrame, column: int, words: dict[int, str]) -> pl.DataFrame:
    """A row may have nothing else than such a word."""
    added = pl.DataFrame(
        {"row": list(words), "added": list(words.values())}, schema_overrides={"row": pl.Int64}
    )
    joined = frame.join(added, on="row", how="full", coalesce=True)
    name = f"{column}.other"
    here = pl.coalesce("added", name) if name in frame.columns else pl.col("added")
    others = [f"{column}.{kind}" for kind in _VALUES if f"{column}.{kind}" in frame.columns]
    kept = [pl.when(pl.col("added").is_null()).then(pl.col(other)).alias(other) for other in others]
    return joined.with_columns(here.alias(name), *kept).drop("added")


def _with_looks(
    frame: pl.DataFrame,
    column: int,
    rows: list[int],
    styles: list[int],
    formats: Sequence[NumberFormat],
) -> pl.DataFrame:
    kinds = [kind for kind in _VALUES if f"{column}.{kind}" in frame.columns]
    styled = pl.DataFrame({"row": rows, "style": styles}).unique("row", keep="last")
    cells = frame.select("row", *(pl.col(f"{column}.{kind}").alias(kind) for kind in kinds)).join(
        styled, on="row", how="inner"
    )
    looks = [
        found
        for style in styled["style"].unique()
        for found in _looks(cells.filter(pl.col("style") == style), formats[style], kinds)
    ]
    looks = [found for found in looks if found.height]
    if not looks:
        return frame
    all_looks = pl.concat(looks).unique("row", keep="last")
    filled = [name for name in all_looks.columns if all_looks[name].null_count() < all_looks.height]
    named = all_looks.select(
        "row", *(pl.col(name).alias(f"{column}.{name}") for name in filled[1:])
    )
    return frame.join(named, on="row", how="left")


def _looks(cells: pl.DataFrame, form: NumberFormat, kinds: list[str]) -> Iterator[pl.DataFrame]:
    """The looks of the cells of one style, kind by kind; each different value once."""
    simple = simple_format(form)
    for kind in kinds:
        values = cells.filter(pl.col(kind).is_not_null()).select("row", pl.col(kind).alias("value"))
        if kind == "number" and simple:
            number = pl.col("value")
            look, shown, few = simple.looks(number)
            quick = (number > 0) & few
            looks = values.filter(quick).select("row", look.alias("look"), shown.alias("shown"))
            percent = pl.lit(simple.percent or None, dtype=pl.Boolean)
            yield _finished(looks.with_columns(percent.alias("percent")), form)
            values = values.filter(~quick)
        yield _finished(_slowly(kind, values, form), form)


def _finished(looks: pl.DataFrame, form: NumberFormat) -> pl.DataFrame:
    """Looks that say something, with their format."""
    told = looks.filter(pl.any_horizontal(pl.exclude("row").is_not_null()))
    return told.select("row", "look", "shown", "percent", pl.lit(form.code).alias("format"))


def _slowly(kind: str, values: pl.DataFrame, form: NumberFormat) -> pl.DataFrame:
    """The looks of cells (row, value), each different value worked out once."""
    different = values["value"].unique()
    looks = [_look(kind, value, form) for value in different]
    table = pl.DataFrame(looks, schema=_LOOK, orient="row").with_columns(different)
    return values.join(table, on="value", how="left").select("row", *_LOOK)


def _look(
    kind: str, value: object, form: NumberFormat
) -> tuple[str | None, float | None, bool | None]:
    """Text, number and percentage of what is shown of a value; nothing when that is the value."""
    match value:
        case float() if kind == "number" and math.isfinite(value):
            look = look_of_number(value, form)
            if look.number is None:
                return look.text, math.nan, None
            same = look.number == exactly(value)
            if look.text is None and same:
                return _ITSELF
            return look.text, None if same else float(look.number), look.percent or None
        case dt.datetime():
            shown = look_of_day(value, form) if form.is_date else None
        case str() if form.of_text is not None:
            shown = look_of_text(value, form.of_text)
            shown = None if shown == value.strip() else shown
        case _:
            shown = None
    return shown, None, None
