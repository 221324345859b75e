"""The sheet that comes of a raw sheet, a mapping, and what was said of this file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from thidua.matching.cells import FILLED, at_index
from thidua.matching.columns import NO_CODES, Codes, Columns
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Layout
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.sources import sources_of
from thidua.workbooks.headers import Headers
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Sheet


@dataclass(frozen=True, slots=True)
class Applied:
    """What `workbooks.parse(raw, spec, headers=headers)` takes.

    `raw`: only rows that bring data, with their numbers in the file; columns as in the file, made
    ones beyond its width. `headers`: where each column of the sheet stands; None when the sheet's
    own heading row says so (fields below each other)."""

    raw: RawSheet
    headers: Headers | None


def apply(  # noqa: PLR0913 - what is known, each from another place
    raw: RawSheet,
    layout: Layout,
    *,
    mapping: TableMapping,
    this_file: ThisFile,
    spec: Sheet,
    codes: Codes = NO_CODES,
    told: Mapping[str, str] | None = None,
) -> Applied:
    """The sheet `spec` as this table gives it. Headings that the mapping does not mention are taken
    by their names; those nobody knows are in `headers.unknown`. Raises nothing: what is wrong in
    cells is found when they are parsed.
    """
    if spec.vertical or not layout.head:
        return Applied(raw, None)
    columns = replace(_columns(raw, layout, mapping, this_file, spec), codes=codes, told=told or {})
    stands = {column: given[0].at for column, given in columns.sources.values.items()}
    to_make = columns.to_make()
    if not to_make:
        data = raw if columns.frame is raw.frame else replace(raw, frame=columns.frame)
        return Applied(data, _headers(columns, stands))
    columns = replace(columns, frame=_with_something(columns))
    made: list[pl.Series] = []
    for at, column in enumerate(to_make, start=raw.width):
        stands[column.id] = at
        made += at_index(columns.make(column), at)
    frame, width = columns.frame.with_columns(made), raw.width + len(to_make)
    return Applied(replace(raw, frame=frame, width=width), _headers(columns, stands))


def columns_of(
    raw: RawSheet, layout: Layout, *, mapping: TableMapping, this_file: ThisFile, spec: Sheet
) -> Columns:
    """The columns that a table gives, in the rows that bring data: for asking about them."""
    columns = _columns(raw, layout, mapping, this_file, spec)
    return replace(columns, frame=_with_something(columns))


def _columns(
    raw: RawSheet, layout: Layout, mapping: TableMapping, this_file: ThisFile, spec: Sheet
) -> Columns:
    return Columns(
        raw=raw,
        frame=data_rows(raw, layout, this_file).frame,
        layout=layout,
        mapping=mapping,
        this_file=this_file,
        spec=spec,
        sources=sources_of(layout, mapping, spec),
        codes=NO_CODES,
    )


def data_rows(raw: RawSheet, layout: Layout, this_file: ThisFile) -> RawSheet:
    """The raw sheet with only the rows that bring data; itself when there are no others below its
    head.
    """
    row = raw.frame["row"]
    unread = [number for number, kind in layout.kinds.items() if kind is not RowKind.ROW]
    mask = (row > layout.below) & ~row.is_in(unread)
    if this_file.hidden == "leave_out":
        mask &= ~row.is_in(sorted(raw.hidden_rows))
    if mask.sum() == (row > layout.below).sum():
        return raw
    return replace(raw, frame=raw.frame.filter(mask))


def _with_something(columns: Columns) -> pl.DataFrame:
    """The rows below the head in which some column that is read holds anything: numbers of rows may
    be printed beforehand.
    """
    frame = columns.frame
    read = [
        name
        for at in columns.sources.used
        for kind in FILLED
        if (name := f"{at}.{kind}") in frame.columns
    ]
    filled = pl.any_horizontal(pl.col(read).is_not_null()) if read else pl.lit(value=False)
    return frame.filter(filled & (pl.col("row") > columns.layout.below))


def _headers(columns: Columns, stands: dict[str, int]) -> Headers:
    declared = {column.id for column in columns.spec.columns}
    sources, headings = columns.sources, columns.layout.headings
    return Headers(
        row=columns.layout.below,
        columns=stands,
        open_ids=tuple(sorted(column for column in stands if column not in declared)),
        duplicated=sources.duplicated,
        unknown=tuple((heading.written, heading.at) for heading in sources.unknown),
        seen=tuple(heading.written for heading in headings if heading.words),
        shown={column.id: columns.place(column) for column in columns.every if column.id in stands},
    )
