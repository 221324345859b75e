"""Which rows of a table are shown, and what is said beside each: the first ones of every section,
those that a question is about, the rest as runs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from thidua.language import Text
from thidua.matching.kinds import RowKind
from thidua.matching.layout import Layout
from thidua.matching.mapping import ThisFile
from thidua.matching.totals import data_row_numbers
from thidua.workbooks.raw import RawSheet
from thidua.workbooks.specification import Sheet

MOST_LINES = 40
_LAST_LINES = 8
_FIRST_ROWS = 2
_MEMBERS = frozenset({"members", "register", "member_facts", "member_results"})
_LABELS: dict[RowKind, Text] = {
    RowKind.TITLE: Text("tên biểu", "title"),
    RowKind.HEAD: Text("đầu cột", "head"),
    RowKind.NUMBERS: Text("số cột, để ngoài", "numbers of columns, left out"),
    RowKind.SECTION: Text("mục", "section"),
    RowKind.TOTAL: Text("tổng cộng, để ngoài", "total, left out"),
    RowKind.SIGNATURE: Text("chữ ký, để ngoài", "signatures, left out"),
    RowKind.OTHER: Text("ghi chú, để ngoài", "notes, left out"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `first` to `last` of one kind, `rows` of them filled, `hidden` of these hidden.
    `sections`: section rows among them. `shown`: the rows whose cells are shown."""

    first: int
    last: int
    kind: RowKind
    shown: tuple[int, ...]
    rows: int = 1
    hidden: int = 0
    sections: int = 0


@dataclass(slots=True)
class Rows:
    """The rows of a sheet, with what is known of them."""

    raw: RawSheet
    layout: Layout
    this_file: ThisFile
    spec: Sheet | None
    numbers: list[int] = field(init=False)
    data: list[int] = field(init=False)
    hidden: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = self.raw.frame["row"].to_list()
        self.data = data_row_numbers(self.raw, self.layout, ThisFile())
        self.hidden = sorted(self.raw.hidden_rows.intersection(self.data))

    def below_section(self, row: int) -> int:
        """How many rows of data stand between a section row and the next."""
        after = [other for other in self.layout.sections if other > row]
        end = bisect_left(self.data, min(after)) if after else len(self.data)
        return end - bisect_right(self.data, row)

    def hidden_between(self, first: int, last: int) -> int:
        """How many rows of data from `first` to `last` nobody sees in the file."""
        return bisect_right(self.hidden, last) - bisect_left(self.hidden, first)

    def label(self, run: Run) -> Text:
        """What a run was taken for: "đảng viên, 4 dòng ẩn"."""
        if run.kind is not RowKind.ROW:
            return _LABELS[run.kind]
        member = self.spec is not None and self.spec.id in _MEMBERS
        text = Text("đảng viên", "members") if member else Text("dòng dữ liệu", "rows of data")
        if run.sections:
            text = Text(f"{text.vi}, {run.sections} mục", f"{text.en}, {run.sections} sections")
        if run.hidden:
            text = Text(f"{text.vi}, {run.hidden} dòng ẩn", f"{text.en}, {run.hidden} hidden")
        return text


def runs_of(rows: Rows, *, marked: Collection[int]) -> list[Run]:
    """The runs to show, in order; `marked` rows stand alone. At most about `MOST_LINES`: what is in
    the middle of a long table is shown as one run between marked rows."""
    runs = [part for run in _by_kind(rows) for part in _split(rows, run, marked)]
    if len(runs) <= MOST_LINES:
        return runs
    last = len(runs) - _LAST_LINES
    looked_at = [at for at, run in enumerate(runs) if run.first in marked and at < last]
    looked_at = looked_at[: MOST_LINES // 3]
    first = MOST_LINES - _LAST_LINES - 1 - 2 * len(looked_at)
    kept = [*range(first), *(at for at in looked_at if at >= first), *range(last, len(runs))]
    shown: list[Run] = []
    for before, at in zip([-1, *kept], kept, strict=False):
        shown += [*_folded(runs[before + 1 : at]), runs[at]]
    return shown


def _folded(runs: Sequence[Run]) -> list[Run]:
    """Several runs as one run of rows, of which the first row of data is shown."""
    data = [run for run in runs if run.kind is RowKind.ROW]
    if len(runs) <= 1 or not data:
        return list(runs)
    return [
        replace(
            data[0],
            first=runs[0].first,
            last=runs[-1].last,
            rows=sum(run.rows for run in data),
            hidden=sum(run.hidden for run in data),
            sections=sum(run.kind is RowKind.SECTION for run in runs),
        )
    ]


def _by_kind(rows: Rows) -> Iterator[Run]:
    """Neighbouring rows of one kind together, sections each alone; rows of data by their count."""
    kinds = rows.layout.kinds
    special = sorted(kinds)
    together = frozenset(RowKind) - {RowKind.ROW, RowKind.SECTION, RowKind.TOTAL}
    at = 0
    while at < len(rows.numbers):
        row, end = rows.numbers[at], at + 1
        kind = kinds.get(row, RowKind.ROW)
        if kind is RowKind.ROW:
            later = bisect_right(special, row)
            more = later < len(special)
            end = bisect_left(rows.numbers, special[later]) if more else len(rows.numbers)
        while kind in together and kinds.get(_at(rows.numbers, end)) is kind:
            end += 1
        part = rows.numbers[at:end]
        at = end
        if row not in rows.layout.head:
            yield Run(
                first=part[0],
                last=part[-1],
                kind=kind,
                shown=(part[0],) if kind is RowKind.ROW else tuple(part),
                rows=len(part),
                hidden=rows.hidden_between(part[0], part[-1]),
            )


def _at(numbers: Sequence[int], place: int) -> int:
    """The number there, -1 beyond the end."""
    return numbers[place] if place < len(numbers) else -1


def _split(rows: Rows, run: Run, marked: Collection[int]) -> Iterator[Run]:
    """A run of data as its first rows, its marked rows, and runs of the others."""
    if run.kind is not RowKind.ROW:
        yield run
        return
    start = bisect_left(rows.numbers, run.first)
    part = rows.numbers[start : start + run.rows]
    few = len(part) <= _FIRST_ROWS + 1
    alone = {*(part if few else part[:_FIRST_ROWS])}
    alone |= {row for row in marked if run.first <= row <= run.last}
    begin = 0
    cuts = sorted(bisect_left(part, row) for row in alone)
    for cut in [*cuts, len(part)]:
        if begin < cut:
            yield _of_rows(rows, part, begin, cut)
        if cut < len(part):
            yield _of_rows(rows, part, cut, cut + 1)
        begin = cut + 1


def _of_rows(rows: Rows, part: list[int], begin: int, end: int) -> Run:
    first, last = part[begin], part[end - 1]
    return Run(
        first=first,
        last=last,
        kind=RowKind.ROW,
        shown=(first,),
        rows=end - begin,
        hidden=rows.hidden_between(first, last),
    )
