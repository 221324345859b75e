"""What the totals of a table say, beside how many rows were read."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from thidua.language import Text
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Layout
from thidua.matching.lines import Line, lines_of
from thidua.matching.mapping import ThisFile
from thidua.workbooks.raw import RawSheet

_UNIT = r"(?:đ/?c|đ/?v|đảng viên|đồng chí|người|dòng|trường hợp)"
_WITH_UNIT = re.compile(rf"(\d[\d.]*)\s*{_UNIT}\b")
_NAMED = re.compile(r"(?:tổng số|tổng cộng|cộng|gồm|có|total)[^\d:(]{0,30}[:(]?\s*(\d[\d.]*)\b")
_WHOLE = re.compile(r"\d{1,6}")
_BREAKS = frozenset({RowKind.SECTION, RowKind.TOTAL, RowKind.HEAD})
_SAMPLE = 200
_OF_SOME = re.compile(r"\W*(?:trong đó|chia ra)\b")


@dataclass(frozen=True, slots=True)
class Total:
    """A row that says how many there are: `states`; `read`: how many rows were read of what it is a
    total of (the whole table, or what stands since the section or total before it)."""

    row: int
    states: int
    read: int

    @property
    def agrees(self) -> bool:
        """Whether as many were read as the file says."""
        return self.states == self.read

    @property
    def label(self) -> Text:
        """What is said beside the row."""
        if self.agrees:
            return Text("khớp số dòng đã đọc", "agrees with the rows read")
        return Text(
            f"không khớp: tệp ghi {self.states}, đọc được {self.read}",
            f"does not agree: the file says {self.states}, {self.read} were read",
        )


def data_row_numbers(raw: RawSheet, layout: Layout, this_file: ThisFile) -> list[int]:
    """The numbers of the rows that bring data, in order."""
    rows = raw.frame["row"]
    left_out = {row for row, kind in layout.kinds.items() if kind is not RowKind.ROW}
    if this_file.hidden == "leave_out":
        left_out |= raw.hidden_rows
    read = rows.filter((rows > layout.below) & ~rows.is_in(sorted(left_out)))
    return [int(row) for row in read]


def totals_of(raw: RawSheet, layout: Layout, this_file: ThisFile) -> tuple[Total, ...]:
    """Every total that says how many rows there are; sums of columns of numbers say none."""
    wanted = [row for row, kind in layout.kinds.items() if kind is RowKind.TOTAL]
    if not wanted or this_file.left_out:
        return ()
    rows = data_row_numbers(raw, layout, this_file)
    starts = [0, *sorted(row for row, kind in layout.kinds.items() if kind in _BREAKS)]
    found = []
    for line in lines_of(raw, raw.frame.filter(pl.col("row").is_in(wanted))):
        stated = _stated(raw, layout, line)
        if stated is None:
            continue
        end = bisect_left(rows, line.row)
        parts = [end - bisect_left(rows, start) for start in starts if start < line.row]
        read = min((*reversed(parts), len(rows)), key=lambda count: abs(count - stated))
        found.append(Total(row=line.row, states=stated, read=read))
    return tuple(found)


def _stated(raw: RawSheet, layout: Layout, line: Line) -> int | None:
    """How many a line says there are; None when it says no such number."""
    text = " ".join(line.texts[at] for at in line.words).lower()
    if _OF_SOME.match(text):
        return None
    for pattern in (_WITH_UNIT, _NAMED):
        match = pattern.search(text)
        if match is not None:
            return int(match[1].replace(".", ""))
    numbers = list(_counts(raw, layout, line))
    return int(numbers[0]) if len(numbers) == 1 else None


def _counts(raw: RawSheet, layout: Layout, line: Line) -> Iterator[str]:
    """The numbers in cells of their own, but for sums of columns that hold numbers."""
    row = raw.frame["row"]
    data = raw.frame.filter((row > layout.below) & ~row.is_in(list(layout.kinds))).head(_SAMPLE)
    for at in line.filled:
        if _WHOLE.fullmatch(line.texts[at]):
            cells = data.select(text=raw.as_text(at))["text"].drop_nulls()
            numbers = cells.str.contains(r"^\d[\d.,]*$").sum()
            if 2 * numbers <= cells.len():
                yield line.texts[at]
