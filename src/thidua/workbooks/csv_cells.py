"""Rows of a CSV file. Runs in the limited process of `child`."""

import csv
from collections import Counter
from contextlib import suppress
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from thidua.workbooks.encodings import decode
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.guards import Limits

_DELIMITERS = (",", ";", "\t")
_SAMPLE = 200
_LONGEST_CELL = 200_000


def csv_rows(content: bytes, name: str, limits: Limits) -> tuple[list[list[str]], str]:
    """The records of a CSV file, blank ones kept so that the n-th record is row n; and the old font
    or encoding that the text was converted from.

    Raises UnreadableFileError: encoding, too many rows or columns, a quote that is never closed.
    """
    decoded = decode(content, name)
    text = decoded.text
    if not text.strip():
        raise UnreadableFileError.empty(name)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = sniff(text)
    rows: list[list[str]] = []
    try:
        for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            far = len(record) > limits.columns or len(rows) >= limits.rows
            row = _without_blank_end(record) if far else record
            if len(row) > limits.columns or (row and len(rows) >= limits.rows):
                raise UnreadableFileError.too_large_sheet(
                    name,
                    sheet=Path(name).stem,
                    extent=f"{len(rows) + 1}×{len(row)}",
                    rows=limits.rows,
                    columns=limits.columns,
                )
            rows.append(row)
    except csv.Error as error:
        raise UnreadableFileError.csv_quotes(name, row=len(rows) + 1) from error
    if rows and rows[0] and rows[0][0].lower().startswith("sep="):
        rows[0] = []
    return rows, decoded.converted


def _without_blank_end(row: list[str]) -> list[str]:
    """A record up to its last filled cell: formatting beyond the table is saved as separators."""
    last = max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0)
    return row[:last]


def sniff(text: str) -> str:
    """The delimiter that gives the largest table in the first lines, whatever stands above it; a
    comma when none does. Numbers and names have commas too: where another sign parts at least as
    many lines, a table at least half as large decides for it.
    """
    first = text.partition("\n")[0]
    if first.lower().startswith("sep="):
        return first.strip()[4:5] or "\t"
    found = {sign: _table(text, sign) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: found[sign].cells)
    comma = found[","]
    others = [
        sign
        for sign in _DELIMITERS
        if sign != "," and found[sign].lines >= comma.lines
        if 2 * found[sign].cells >= comma.cells > 0
    ]
    return max(others, key=lambda sign: found[sign].cells) if best == "," and others else best


class _Parted(NamedTuple):
    """What a delimiter makes of a text: how many lines it parts, and how many separators the lines
    of the most common width have together."""

    lines: int
    cells: int


def _table(text: str, delimiter: str) -> _Parted:
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # the real reading will say what is wrong and where
        for row in islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE):
            widths[len(row)] += 1
    parted = {width: count for width, count in widths.items() if width > 1}
    return _Parted(
        sum(parted.values()),
        max(((width - 1) * count for width, count in parted.items()), default=0),
    )
