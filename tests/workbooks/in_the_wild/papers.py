"""Sheets as an office has them on its screen, before anybody writes them to a file."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shown:
    """A cell with a number format of its own: what is stored, and how Excel shows it."""

    value: float | dt.date
    number_format: str


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out, and what came of it when the file was saved."""

    formula: str
    value: str | float


Value = str | int | float | bool | dt.date | Shown | Formula | None


@dataclass
class Paper:
    """One sheet. `merges`: (first row, first column, last row, last column), rows from 1, columns
    from 0. `hidden_rows`: numbers of rows; `hidden_columns`: indexes. `styled_to`: rows below that
    only have borders. `hidden`: the sheet itself is."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    styled_to: int = 0
    hidden: bool = False

    def filled(self) -> Iterator[tuple[int, int, Value]]:
        """The cells that hold something: row from 1, column from 0, value."""
        for row, cells in enumerate(self.rows, start=1):
            for column, value in enumerate(cells):
                if value is not None:
                    yield row, column, value

    def add(self, *rows: Sequence[Value]) -> "Paper":
        """Write rows below the last one."""
        self.rows += [list(row) for row in rows]
        return self

    def across(self, text: str, width: int) -> "Paper":
        """A text in a cell merged over the whole width."""
        self.rows.append([text])
        self.merges.append((len(self.rows), 0, len(self.rows), width - 1))
        return self

    def head_of_two(self, upper: Sequence[Value], lower: Sequence[Value]) -> "Paper":
        """A head of two rows: a column without a name below is merged downwards, a name without one
        to its right over what stands below it."""
        row = len(self.rows) + 1
        self.add(upper, lower)
        at = 0
        while at < len(upper):
            end = at
            while end + 1 < len(upper) and upper[end + 1] is None and lower[end + 1] is not None:
                end += 1
            if lower[at] is None:
                self.merges.append((row, at, row + 1, at))
            elif end > at:
                self.merges.append((row, at, row, end))
            at = end + 1
        return self

    def numbers(self, width: int, written: str = "({})") -> "Paper":
        """The row that counts the columns."""
        return self.add([written.format(at + 1) for at in range(width)])

    def signed(self, width: int, *lines: str) -> "Paper":
        """A blank row, then what stands at the right below a table."""
        right = max(0, width - 3)
        return self.add([], *([*[None] * right, line] for line in lines))


def blank_columns(rows: Iterable[Sequence[Value]], *places: int) -> list[list[Value]]:
    """The same rows with blank columns before those places."""
    found = []
    for row in rows:
        cells = list(row)
        for place in sorted(places, reverse=True):
            if len(cells) > place:
                cells.insert(place, None)
        found.append(cells)
    return found
