"""A table whose head is known, looked at as a whole: how full its rows are, which of them may be
something else than data, where its head is repeated.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import polars as pl

from thidua.matching import row_words
from thidua.matching.heads import is_numbers
from thidua.matching.lines import Line
from thidua.workbooks.raw import RawSheet

_LOOKED_AT = (
    r"(?i)^[\s(*+-]*(tổng|cộng|to\S{0,3}ng |co\S{0,3}ng$|trong|danh s|total|gồm|chia)"
    r"|^\s*[.…_–-]+\s*$|^\s*(vd|ví dụ|mẫu|example)\s*[:.]?\s*$"
    r"|^\s*\(?([IVX]{1,6}|[A-HĐK])\s*[.)/]?\)?\s*$"
)
_SAMPLE = 200
_TALLEST = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is known. `columns`: those with a name; `serial`: the column of serial
    numbers; `usual`: how many cells of a row are filled, as a rule."""

    raw: RawSheet
    head: tuple[int, ...]
    columns: frozenset[int]
    serial: int | None
    usual: int = 1
    of_organisations: bool = False

    @property
    def few(self) -> int:
        """Rows with so many filled cells, or fewer, may be something else than data."""
        return 1 if self.usual <= 2 else 2 if self.usual <= 5 else 3 if self.usual <= 9 else 4


def filled_cells(raw: RawSheet) -> pl.Series:
    """How many cells of each row are filled; a cell merged downwards fills all its rows."""
    names = [name for name in raw.frame.columns if name != "row" and not name.endswith(".percent")]
    if not names:
        return pl.Series("filled", [0] * raw.frame.height, dtype=pl.Int64)
    count = raw.frame.select(
        pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int16) for name in names)
        .cast(pl.Int64)
        .alias("filled")
    )["filled"]
    tall = [
        (row, 1)
        for top, _, bottom, _ in raw.merges
        for row in range(top + 1, min(bottom, top + _TALLEST) + 1)
    ]
    if not tall:
        return count
    more = pl.DataFrame(tall, schema={"row": pl.Int64, "more": pl.Int64}, orient="row")
    more = more.group_by("row").agg(pl.col("more").sum())
    return (
        raw.frame.select("row")
        .join(more, on="row", how="left", maintain_order="left")["more"]
        .fill_null(0)
        + count
    )


def doubtful_rows(table: Table, filled: pl.Series, known: Collection[int]) -> pl.DataFrame:
    """The rows below the head, of those not known yet, that may be something else than data."""
    raw = table.raw
    texts = [pl.col(name) for name in raw.frame.columns if name.endswith(".text")]
    days = [pl.col(name).is_not_null() for name in raw.frame.columns if name.endswith(".date")]
    first = pl.coalesce(texts) if texts else pl.lit(None, dtype=pl.String)
    few = pl.lit(filled) <= table.few
    if days:
        few &= ~pl.any_horizontal(days)
    looked_at = first.str.contains(_LOOKED_AT).fill_null(value=False)
    return raw.frame.filter(
        (few | looked_at)
        & (pl.col("row") > max(table.head, default=0))
        & ~pl.col("row").is_in(sorted(known))
    )


def with_sample(table: Table, filled: pl.Series) -> Table:
    """The table with how many cells of a data row are filled as a rule, and whether its rows are
    organisations."""
    below = table.raw.frame.filter(pl.col("row") > max(table.head, default=0))
    counts = filled.tail(below.height)
    many = counts.filter(counts > 1).sort()
    usual = int(many[3 * many.len() // 4]) if many.len() else 1
    full = below.filter(2 * counts > usual).head(_SAMPLE)
    named = 0
    for at in sorted(table.columns)[:3]:  # where a row's own name may stand
        texts = full.select(table.raw.as_text(at).alias("text"))["text"].drop_nulls()
        named = max(named, sum(map(row_words.names_organisation, texts)))
    return replace(table, usual=usual, of_organisations=2 * named > full.height)


def right_edge(table: Table) -> int:
    """The table's last column. What stands beside a gap, over hardly any cell, is a title at the
    right ("Mẫu 2-KNĐ"), not a column.
    """
    below = table.raw.frame.filter(pl.col("row") > max(table.head, default=0)).head(_SAMPLE)
    columns = sorted(table.columns)
    while len(columns) > 1 and columns[-1] - columns[-2] > 1:
        texts = below.select(text=table.raw.as_text(columns[-1]))["text"]
        if 10 * (below.height - texts.null_count()) > max(below.height, 10):
            break
        columns.pop()
    return columns[-1] if columns else table.raw.width


def heads_again(raw: RawSheet, head: Sequence[Line]) -> list[int]:
    """The rows below that say the same as a row of the head (it is printed on every page)."""
    last = max((line.row for line in head), default=0)
    found: list[int] = []
    for line in head:
        if len(line.filled) < min(2, raw.width):
            continue
        same = raw.frame.filter((pl.col("row") > last) | (pl.col("row") == line.row))
        for at in line.filled:
            text = raw.as_text(at).str.replace_all(r"\s+", " ").str.strip_chars(" ")
            texts = same.select("row", text.alias("text"))
            own = texts.filter(pl.col("row") == line.row)["text"].item()
            same = same.filter(texts["text"] == own)
        found += same["row"].to_list()
    return sorted({row for row in found if row > last})


def numbers_below(lines: Sequence[Line], heads: Collection[int]) -> list[int]:
    """Of lines just below heads, those that count the columns."""
    return [
        line.row
        for line, after in zip_longest(lines, lines[1:])
        if line.row - 1 in heads and is_numbers(line, after)
    ]
