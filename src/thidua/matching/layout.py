"""What each row of a table is, and what its columns are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polars as pl

from thidua.matching import row_words
from thidua.matching.heads import SEARCHED, find_head, head_words, serial_column
from thidua.matching.kinds import BRINGS_NOTHING, RowKind
from thidua.matching.lines import Line, Sort, lines_of
from thidua.matching.row_kinds import RowsBelow
from thidua.matching.tables import (
    Table,
    doubtful_rows,
    filled_cells,
    heads_again,
    numbers_below,
    right_edge,
    with_sample,
)
from thidua.matching.titles import day_in, year_in
from thidua.workbooks.headers import header_key
from thidua.workbooks.raw import RawSheet

__all__ = ["BRINGS_NOTHING", "Heading", "Layout", "RowKind", "day_in", "lay_out", "year_in"]


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's name. `at`: its index from 0; `words`: from the upper row of the head to the
    lower, merged cells spread over what they cover, the same words once; () for a column that has
    cells but no name.
    """

    at: int
    words: tuple[str, ...]

    @property
    def written(self) -> str:
        """As it is shown: "Ngày, tháng, năm sinh / Nam"."""
        return " / ".join(self.words)

    @property
    def key(self) -> str:
        """Without what people change (`header_key`), words joined with " / "."""
        return " / ".join(header_key(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out.

    `head`: the row numbers of the head, () when there is none. `kinds`: the kind of every row that
    is not `ROW`, by row number. `sections`: the words of each section row, without its numeral and
    its count. `title`: the lines above the head, joined with " · "."""

    headings: tuple[Heading, ...] = ()
    head: tuple[int, ...] = ()
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    title: str = ""

    @property
    def below(self) -> int:
        """The last row of the head; data stand below it. 0 without a head."""
        return max(self.head, default=0)


def lay_out(
    raw: RawSheet,
    *,
    head: tuple[int, ...] = (),
    kinds: Mapping[int, RowKind] | None = None,
) -> Layout:
    """Find the head of a sheet and what each of its rows is.

    `head`, `kinds`: what a person said of this file; it stands. A row of which nothing is known is
    data. Sheets with names in A and values in B are no tables: their layout says nothing."""
    first = list(lines_of(raw, raw.frame.head(SEARCHED + 40)))
    rows = tuple(sorted(head)) or find_head(first, raw.merges)
    named = [line for line in first if line.row in rows]
    if len(named) < len(rows):
        named = list(lines_of(raw, raw.frame.filter(pl.col("row").is_in(rows))))
    words = head_words(named, raw.merges)
    table = Table(raw=raw, head=rows, columns=frozenset(words), serial=serial_column(words))
    filled = filled_cells(raw)
    table = with_sample(table, filled)
    found = _kinds_above(table, filled, first) | dict.fromkeys(rows, RowKind.HEAD)
    again = heads_again(raw, named)
    found |= dict.fromkeys(again, RowKind.HEAD)
    found |= _numbers(raw, [*rows, *again])
    below = _rows_below(table, filled, found)
    above = [line for line in first if line.row < min(rows, default=0) or not rows]
    titles = [line for line in above if below.kinds.get(line.row) is RowKind.TITLE]
    _first_section(below, titles)
    layout = Layout(
        headings=_headings(raw, words, max(rows, default=0)),
        head=rows,
        kinds=dict(sorted(below.kinds.items())),
        sections=dict(sorted(below.sections.items())),
        title=" · ".join(text for line in titles for text in line.texts if text),
    )
    return _as_a_person_says(layout, raw, kinds or {})


def _kinds_above(table: Table, filled: pl.Series, first: Sequence[Line]) -> dict[int, RowKind]:
    """The lines above the head; without a head those above the first row of data."""
    kinds: dict[int, RowKind] = {}
    top = min(table.head, default=0)
    counts = dict(zip(table.raw.frame["row"].head(len(first)), filled, strict=False))
    for line in first:
        if top:
            if line.row >= top:
                break
        elif counts[line.row] > table.few or line.words != line.filled:
            break
        texts = [line.texts[at] for at in line.filled]
        kinds[line.row] = RowKind.TOTAL if row_words.is_total(texts) else RowKind.TITLE
    return kinds


def _numbers(raw: RawSheet, heads: Sequence[int]) -> dict[int, RowKind]:
    """The rows that count the columns, below each head."""
    near = {row + step for row in heads for step in (1, 2)}
    frame = raw.frame.filter(pl.col("row").is_in(sorted(near)))
    lines = list(lines_of(raw, frame))
    return dict.fromkeys(numbers_below(lines, set(heads)), RowKind.NUMBERS)


def _rows_below(table: Table, filled: pl.Series, found: dict[int, RowKind]) -> RowsBelow:
    doubtful = doubtful_rows(table, filled, found)
    last = right_edge(table)
    rows = table.raw.frame["row"].filter(table.raw.frame["row"] > max(table.head, default=0))
    below = RowsBelow(
        table=table,
        lines={line.row: line.up_to(last) for line in lines_of(table.raw, doubtful)},
        rows=rows.to_list(),
        kinds=found,
    )
    below.find()
    return below


def _first_section(below: RowsBelow, titles: Sequence[Line]) -> None:
    """Where later tables of a sheet are headed by the name of their cell, the first one is too."""
    kinds = sorted((row, kind) for row, kind in below.kinds.items() if kind is not RowKind.TITLE)
    if (RowKind.SECTION, RowKind.HEAD) not in pairwise(kind for _, kind in kinds):
        return
    for line in reversed(titles):
        if len(line.filled) == 1 and row_words.names_cell(line.first):
            below.kinds[line.row] = RowKind.SECTION
            below.sections[line.row] = row_words.section_words(line.first)
            return


def _headings(
    raw: RawSheet, words: Mapping[int, tuple[str, ...]], last: int
) -> tuple[Heading, ...]:
    """The columns with a name, and those without one in which something stands."""
    below = raw.frame.filter(pl.col("row") > last)
    used = {
        int(name.partition(".")[0])
        for name in below.columns
        if name != "row" and not name.endswith(".percent")
        if below[name].null_count() < below.height
    }
    return tuple(Heading(at, words.get(at, ())) for at in sorted(used | set(words)))


def _as_a_person_says(layout: Layout, raw: RawSheet, said: Mapping[int, RowKind]) -> Layout:
    if not said:
        return layout
    kinds, sections = dict(layout.kinds), dict(layout.sections)
    for row, kind in said.items():
        kinds.pop(row, None)
        sections.pop(row, None)
        if kind is not RowKind.ROW:
            kinds[row] = kind
    wanted = [row for row, kind in kinds.items() if kind is RowKind.SECTION and row not in sections]
    for line in lines_of(raw, raw.frame.filter(pl.col("row").is_in(wanted))):
        texts = [line.texts[at] for at in line.filled if line.sorts[at] is Sort.WORDS]
        names = [text for text in texts if not row_words.is_numeral(text)]
        sections[line.row] = row_words.section_words(" ".join(names or texts))
    return replace(
        layout, kinds=dict(sorted(kinds.items())), sections=dict(sorted(sections.items()))
    )
