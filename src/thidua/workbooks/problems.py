"""What is wrong in single cells: each problem says where, what stands there, and what would be
right.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from thidua.language import Text, say
from thidua.workbooks.specification import NOTHING

LIMIT = 1_000
MOST_VALUE = 80


class Severity(StrEnum):
    """An error stops the import; a warning is shown and does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> Text:
        return Text("Lỗi", "Error") if self is Severity.ERROR else Text("Cảnh báo", "Warning")


class Place(NamedTuple):
    """Where a column stands in a file: its letter (B) and, in vertical sheets, the row of its
    value. `elsewhere`: the places of rows whose value stands in another column, by row.
    """

    letter: str
    title: Text
    row: int | None = None
    elsewhere: Mapping[int, "Place"] = MappingProxyType({})

    def of_row(self, row: int | None) -> "Place":
        """The place of the value in that row."""
        return self.elsewhere.get(row, self) if row is not None else self


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `row` counts as the spreadsheet does, from 1; None for a whole sheet or
    file. `must_read`: a warning that nobody may pass over: what it names is hardly so.
    """

    file: str
    sheet: str
    row: int | None
    column: Text
    value: str
    expected: Text
    message: Text
    severity: Severity = Severity.ERROR
    letter: str = ""
    must_read: bool = False

    @property
    def cell(self) -> str:
        """The cell's address ("B12"), or what is known of it."""
        return f"{self.letter}{self.row}" if self.row is not None else self.letter

    @property
    def label(self) -> Text:
        """How bad it is, in words."""
        return Text("Phải đọc", "Must be read") if self.must_read else self.severity.label

    @property
    def rank(self) -> int:
        """Where it stands in a list: errors first, then what must be read."""
        return 0 if self.severity is Severity.ERROR else 1 if self.must_read else 2

    def __str__(self) -> str:
        where = [
            self.file,
            say(f"trang tính “{self.sheet}”", f"sheet “{self.sheet}”") if self.sheet else "",
        ]
        where += [say(f"dòng {self.row}", f"row {self.row}") if self.row is not None else ""]
        where += [
            say(f"cột “{self.column}”", f"column “{self.column}”") if str(self.column) else ""
        ]
        seen = f" “{self.value}”" if self.value else ""
        wanted = (
            say(f" Cần: {self.expected}.", f" Wanted: {self.expected}.")
            if str(self.expected)
            else ""
        )
        return (
            f"{', '.join(part for part in where if part)}:{seen} {self.message}.{wanted}".replace(
                "..", "."
            )
        )


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How many problems of one severity a column has (all of them, kept or not)."""

    file: str
    sheet: str
    column: Text
    severity: Severity
    count: int


@dataclass
class Problems:
    """Collects every problem of an import; keeps the first `limit` in full and counts the rest.

    `file`, `sheet` and `places` are what `add_rows` writes into its problems; those of a
    `ParsedSheet` have them set, and `words`: by column, how a reader calls each stored word.
    `extend` joins several into one."""

    file: str = ""
    sheet: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    limit: int = LIMIT
    words: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    _stored: list[Problem] = field(default_factory=list, init=False)
    _counts: Counter[tuple[str, str, Text, Severity]] = field(default_factory=Counter, init=False)
    _must_read: int = field(default=0, init=False)

    def name_of(self, row: int) -> str:
        """A row as a sentence names it from elsewhere."""
        return str(row)

    def add(self, problem: Problem) -> None:
        """Add one problem."""
        self._must_read += problem.must_read
        self._counts[problem.file, problem.sheet, problem.column, problem.severity] += 1
        if len(self._stored) < self.limit:
            self._stored.append(problem)

    def add_rows(  # noqa: PLR0913 - one argument for each part of a problem
        self,
        frame: pl.DataFrame,
        *,
        column: str,
        message: Text,
        expected: Text = NOTHING,
        value: str | None = None,
        severity: Severity = Severity.ERROR,
        must_read: bool = False,
    ) -> None:
        """One problem for each row of a (filtered) parsed frame.

        `frame` has `row`; `column` is the id of the column to blame; the value shown is that
        column's, or that of `value` when named. `message` and `expected` may hold placeholders
        naming columns of the frame: `{code}`; what they show is written as in a sheet (dates
        dd/mm/yyyy, decimal comma)."""
        room = max(0, self.limit - len(self._stored))
        place = self.places.get(column, Place("", Text(column, column)))
        for cells in frame.head(room).iter_rows(named=True):
            texts = {name: self._shown(name, cell) for name, cell in cells.items()}
            here = place.of_row(cells.get("row"))
            self._stored.append(
                Problem(
                    file=self.file,
                    sheet=self.sheet,
                    row=here.row if here.row is not None else cells.get("row"),
                    column=here.title,
                    value=str(texts.get(value or column, ""))[:MOST_VALUE],
                    expected=expected.format(**texts),
                    message=message.format(**texts),
                    severity=severity,
                    letter=here.letter,
                    must_read=must_read,
                )
            )
        self._must_read += frame.height * must_read
        if frame.height:
            self._counts[self.file, self.sheet, place.title, severity] += frame.height

    def _shown(self, column: str, cell: object) -> str | Text:
        """A cell as its sheet shows it, a stored word by its name."""
        word = self.words.get(column, {}).get(cell) if isinstance(cell, str) else None
        return word or show(cell)

    def add_sheet(  # noqa: PLR0913 - one argument for each part of a problem
        self,
        message: Text,
        *,
        expected: Text = NOTHING,
        column: str | Text = NOTHING,
        value: str = "",
        row: int | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """One problem of the sheet (or of a whole column, or of one row) rather than of cells."""
        place = (
            self.places.get(column, Place("", Text(column, column)))
            if isinstance(column, str)
            else None
        )
        title = place.title if place is not None else Text(*column)
        self.add(
            Problem(
                file=self.file,
                sheet=self.sheet,
                row=row,
                column=title,
                value=value[:MOST_VALUE],
                expected=expected,
                message=message,
                severity=severity,
                letter=place.letter if place else "",
            )
        )

    def extend(self, other: "Problems") -> None:
        """Take over everything another collector holds, counts included."""
        self._stored.extend(other._stored[: max(0, self.limit - len(self._stored))])
        self._counts.update(other._counts)
        self._must_read += other._must_read

    @classmethod
    def joined(cls, parts: Iterable["Problems"], *, limit: int = LIMIT) -> "Problems":
        """One collector with the problems of all parts: errors, warnings that must be read, other
        warnings; each part by part, row by row.
        """
        whole = cls(limit=limit)
        ordered: list[tuple[int, int, int, Problem]] = []
        for number, part in enumerate(parts):
            whole._counts.update(part._counts)
            whole._must_read += part._must_read
            ordered += [(p.rank, number, p.row or 0, p) for p in part._stored]
        ordered.sort(key=lambda entry: entry[:3])
        whole._stored.extend(problem for *_, problem in ordered[:limit])
        return whole

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._stored)

    def __len__(self) -> int:
        """All problems, those over the limit too."""
        return self._counts.total()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def count(self, severity: Severity = Severity.ERROR) -> int:
        """How many problems of that severity there are in all."""
        return sum(count for (*_, kind), count in self._counts.items() if kind is severity)

    @property
    def has_errors(self) -> bool:
        return self.count() > 0

    @property
    def must_read(self) -> int:
        """How many of the warnings must be read before anything is loaded."""
        return self._must_read

    @property
    def left_out(self) -> int:
        """How many problems are counted but not kept, because of the limit."""
        return len(self) - len(self._stored)

    def counts(self) -> list[ProblemCount]:
        """Problems per file, sheet, column and severity, the most first."""
        return [ProblemCount(*place, count=count) for place, count in self._counts.most_common()]


def show(value: object) -> str:  # noqa: PLR0911 - one line for each kind of value
    """A value as a sheet shows it: dd/mm/yyyy, decimal comma without trailing zeros, có/không."""
    match value:
        case None:
            return ""
        case bool():
            return say("có", "yes") if value else say("không", "no")
        case dt.date():
            return value.strftime("%d/%m/%Y")
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case float():
            return f"{value:.15g}".replace(".", ",")
        case list():
            return ", ".join(show(part) for part in value)
        case _:
            return str(value)
