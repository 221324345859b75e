"""What is pasted from a workbook, read against the grid before anything is written: which cells it
fills, and what is wrong with it, in sentences. A whole block or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thidua.language import Text
from thidua.vocabulary import Grade, UnknownWordError
from thidua.workbooks.text import fold

_EMPTY = frozenset({"", "-", "–"})
SHOWN = 6
"""So many faults are told one by one."""


@dataclass
class Pasted:
    """`cells`: (row's key, criterion, grade), empty ones left out; `faults`: why not."""

    cells: list[tuple[int, str, Grade]] = field(default_factory=list)
    faults: list[Text] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len({row for row, _criterion, _grade in self.cells})


def read_pasted(
    text: str,
    *,
    rows: Sequence[tuple[int, str]],
    criteria: Mapping[str, Text],
    row: int,
    criterion: str,
) -> Pasted:
    """Read tab-separated lines from the cell of `row` and `criterion` on. `rows`: the key and name
    of each line of the grid, in its order.

    A line of headings and a column of names are looked at, not written: a heading that is another
    criterion than the column's, or a name that is another person's, says so."""
    block = [line.split("\t") for line in text.strip("\r\n").splitlines()]
    found, names = Pasted(), list(criteria)
    keys = [key for key, _name in rows]
    if row not in keys or criterion not in names or not block:
        found.faults.append(_NOWHERE)
        return found
    reading = _Reading(found, rows[keys.index(row) :], criteria, names[names.index(criterion) :])
    reading.read(block)
    return found


@dataclass
class _Reading:
    found: Pasted
    rows: Sequence[tuple[int, str]]
    criteria: Mapping[str, Text]
    columns: Sequence[str]

    def read(self, block: list[list[str]]) -> None:
        with_names = self._is_name(block[-1][0])
        heads = block[0][1:] if with_names else block[0]
        if self._are_headings(heads):
            self._check_headings(heads)
            block = block[1:]
        if len(block) > len(self.rows):
            self.found.faults.append(_TOO_LONG.format(number=len(block), room=len(self.rows)))
            return
        for (key, name), line in zip(self.rows, block, strict=False):
            if with_names:
                self._check_name(name, line[0])
            self._line(key, name, line[1:] if with_names else line)

    def _line(self, key: int, name: str, line: list[str]) -> None:
        if len(line) > len(self.columns):
            if not any(fault.vi.startswith(_TOO_WIDE.vi[:12]) for fault in self.found.faults):
                self.found.faults.append(_TOO_WIDE.format(number=len(line), room=len(self.columns)))
            return
        for criterion, written in zip(self.columns, line, strict=False):
            said = written.strip()
            if said in _EMPTY:
                continue
            try:
                self.found.cells.append((key, criterion, Grade.parse(said)))
            except UnknownWordError:
                self.found.faults.append(
                    _NO_GRADE.format(name=name, title=self.criteria[criterion], said=said[:40])
                )

    def _is_name(self, said: str) -> bool:
        known = {fold(name) for _key, name in self.rows}
        return fold(said) in known

    def _are_headings(self, line: Sequence[str]) -> bool:
        titles = {fold(title.vi) for title in self.criteria.values()}
        return any(fold(said) in titles for said in line)

    def _check_headings(self, line: Sequence[str]) -> None:
        for criterion, said in zip(self.columns, line, strict=False):
            title = self.criteria[criterion]
            if said.strip() and fold(said) != fold(title.vi):
                self.found.faults.append(_WRONG_COLUMN.format(said=said.strip(), title=title))

    def _check_name(self, name: str, said: str) -> None:
        if fold(said) != fold(name):
            self.found.faults.append(_WRONG_ROW.format(said=said.strip(), name=name))


_NOWHERE = Text("Chọn một ô của bảng rồi dán.", "Choose a cell of the grid, then paste.")
_TOO_LONG = Text(
    "Khối dán có {number} dòng, từ ô này trở xuống chỉ còn {room} dòng.",
    "{number} lines are pasted, there are {room} from this cell on.",
)
_TOO_WIDE = Text(
    "Khối dán có {number} cột, từ ô này sang phải chỉ còn {room} tiêu chí: có lẽ dán nhầm cột.",
    "{number} columns are pasted, there are {room} criteria from this cell on: the wrong column?",
)
_NO_GRADE = Text(
    "{name}, “{title}”: “{said}” không phải mức chấm (XS, T, TB, K): có lẽ dán nhầm cột.",
    "{name}, “{title}”: “{said}” is no grade (XS, T, TB, K): the wrong column?",
)
_WRONG_COLUMN = Text(
    "Cột “{said}” của bảng tính dán vào cột “{title}”: chọn đúng ô đầu rồi dán lại.",
    "Column “{said}” is pasted into “{title}”: choose the right first cell and paste again.",
)
_WRONG_ROW = Text(
    "Dòng của {said} dán vào dòng của {name}: chọn đúng ô đầu rồi dán lại.",
    "The line of {said} is pasted into that of {name}: choose the right first cell again.",
)
