"""The cells of one column, as they are moved, joined and replaced; all of them at once.

A column is a frame of `text`, `number`, `date`, `other` and what stands beside them as in
`RawSheet` (a cell is in at most one of these four), one row for each row of the sheet."""

from collections.abc import Mapping, Sequence

import polars as pl

from thidua.workbooks.raw import PARTS, RawSheet, parts_of

FILLED = ("text", "number", "date", "other")


def column_at(frame: pl.DataFrame, at: int) -> pl.DataFrame:
    """The cells of a raw sheet's column of that index, as many as there are rows."""
    return frame.select("row", *parts_of(at, frame)).drop("row")


def of_texts(texts: pl.Series) -> pl.DataFrame:
    """Cells that hold these texts; null is blank."""
    others = [pl.lit(None, dtype=dtype).alias(kind) for kind, dtype in PARTS.items()][1:]
    return texts.cast(pl.String).alias("text").to_frame().with_columns(others)


def same_text(text: str, height: int) -> pl.DataFrame:
    """That text in every cell."""
    return of_texts(pl.Series("text", [text], dtype=pl.String).new_from_index(0, height))


def at_index(cells: pl.DataFrame, at: int) -> list[pl.Series]:
    """The cells as the columns of a raw sheet's frame; kinds that do not occur are left out."""
    return [
        cells[kind].alias(f"{at}.{kind}")
        for kind in PARTS
        if cells[kind].null_count() < cells.height
    ]


def filled(cells: pl.DataFrame) -> pl.Series:
    """Which cells hold anything."""
    return cells.select(
        pl.any_horizontal(pl.col(kind).is_not_null() for kind in FILLED)
    ).to_series()


def texts_of(cells: pl.DataFrame) -> pl.Series:
    """What stands in each cell, as text."""
    raw = RawSheet("", "", cells.rename({kind: f"0.{kind}" for kind in PARTS}), 1)
    return raw.frame.select(raw.as_text(0).alias("text")).to_series()


def either(mask: pl.Series, these: pl.DataFrame, those: pl.DataFrame) -> pl.DataFrame:
    """The cells of `these` where the mask is true, else those of `those`."""
    return pl.DataFrame(
        [
            pl.select(
                pl.when(mask).then(these[kind]).otherwise(those[kind]).alias(kind)
            ).to_series()
            for kind in PARTS
        ]
    )


def only_where(mask: pl.Series, cells: pl.DataFrame) -> pl.DataFrame:
    """The cells where the mask is true; the others blank."""
    return cells.select(pl.when(mask).then(pl.col(kind)).alias(kind) for kind in PARTS)


def or_else(cells: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The cells; where one is blank, the other."""
    return either(filled(cells), cells, others)


def joined(columns: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Columns of which at most one says something in each row. Where two say different things,
    both are shown: no reader takes that for a value.
    """
    cells = columns[0]
    for others in columns[1:]:
        both = filled(cells) & filled(others)
        if both.any():
            one, other = texts_of(cells), texts_of(others)
            clash = both & (one != other).fill_null(value=False)
            cells = either(clash, of_texts(one + " / " + other), cells)
        cells = or_else(cells, others)
    return cells


def one_name(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The parts of a name, one blank between them; who has only one has that."""
    texts = pl.DataFrame([texts_of(cells).alias(str(at)) for at, cells in enumerate(parts)])
    name = pl.concat_str(pl.all().str.strip_chars(), separator=" ", ignore_nulls=True)
    return of_texts(texts.select(pl.when(name != "").then(name).alias("text")).to_series())


def replaced(cells: pl.DataFrame, meanings: Mapping[str, str | None]) -> pl.DataFrame:
    """The cells, those with one of these texts replaced; None makes a cell blank."""
    if not meanings:
        return cells
    texts = texts_of(cells)
    mask = texts.is_in(list(meanings)).fill_null(value=False)
    if not mask.any():
        return cells
    meant = texts.replace_strict(
        list(meanings), list(meanings.values()), default=None, return_dtype=pl.String
    )
    return either(mask, of_texts(meant), cells)


def moved_down(
    cells: pl.DataFrame, rows: pl.Series, merges: Sequence[tuple[int, int]]
) -> pl.DataFrame:
    """The cells, blank ones in merged cells with what stands in the first. `merges`: first and last
    row of each.
    """
    if not merges:
        return cells
    spans = pl.DataFrame(merges, schema={"first": pl.Int64, "last": pl.Int64}, orient="row")
    covered = spans.with_columns(
        pl.int_ranges(pl.col("first") + 1, pl.col("last") + 1).alias("row")
    ).explode("row")
    at = pl.DataFrame({"first": rows}).with_row_index("source")
    source = (
        pl.DataFrame({"row": rows})
        .join(
            covered.unique("row").select("row", "first"),
            on="row",
            how="left",
            maintain_order="left",
        )
        .join(at, on="first", how="left", maintain_order="left")["source"]
    )
    return or_else(cells, cells.select(pl.all().gather(source)))


def filled_down(cells: pl.DataFrame, groups: pl.Series) -> pl.DataFrame:
    """The cells, blank ones with what stands above them in the same group."""
    index = pl.int_range(0, cells.height, eager=True, dtype=pl.UInt32)
    source = (
        pl.DataFrame({"index": index, "filled": filled(cells), "group": groups})
        .select(pl.when("filled").then("index").forward_fill().over("group"))
        .to_series()
    )
    return cells.select(pl.all().gather(source))
