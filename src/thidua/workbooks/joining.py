"""One sheet that came in several files, as one: its rows numbered through, what is wrong in them
told in the file where it stands.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from thidua.language import Text
from thidua.workbooks.parsing import ParsedSheet
from thidua.workbooks.problems import Problem, ProblemCount, Problems, Severity
from thidua.workbooks.specification import NOTHING

FILE = 10_000_000
"""Row 12 of the third file is row 2 × FILE + 12 of the joined sheet: no file has so many rows."""


def join(parts: Sequence[ParsedSheet]) -> ParsedSheet:
    """The rows of all parts, in their order. Their columns must be the same (`found`).

    What loaders report of a row goes to the problems of its own part, under its own number."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    frames = [
        part.frame.with_columns(pl.col("row") + number * FILE) for number, part in enumerate(parts)
    ]
    return ParsedSheet(
        spec=first.spec,
        frame=pl.concat([frame.select(first.frame.columns) for frame in frames]),
        problems=JoinedProblems([part.problems for part in parts]),
        found=first.found,
        open_ids=first.open_ids,
    )


def names_of(parts: Sequence[Problems]) -> list[str]:
    """What each part is called: its file, and its sheet where the file has several parts."""
    files = Counter(part.file for part in parts)
    return [part.file if files[part.file] == 1 else f"{part.file} · {part.sheet}" for part in parts]


class JoinedProblems(Problems):
    """The problems of several files' sheet, read as one list and kept file by file."""

    def __init__(self, parts: Sequence[Problems]) -> None:
        super().__init__(file=parts[0].file, sheet=parts[0].sheet, places=parts[0].places)
        self.parts, self.names = parts, names_of(parts)

    def name_of(self, row: int) -> str:
        """A row as a sentence names it from elsewhere: 12 (b.xlsx)."""
        return f"{row % FILE} ({self.names[row // FILE]})"

    def add(self, problem: Problem) -> None:
        """To the file that the row lies in."""
        number, row = divmod(problem.row or 0, FILE)
        self.parts[number].add(replace(problem, row=row if problem.row is not None else None))

    def add_rows(  # noqa: PLR0913 - as the problems of one file
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
        """As `Problems.add_rows`; numbers of rows that a message names (columns called `…row…`) say
        of which file where that is another.
        """
        for number, part in enumerate(self.parts):
            mine = frame.filter(pl.col("row") // FILE == number)
            if mine.is_empty():
                continue
            others = [name for name in mine.columns if "row" in name and name != "row"]
            part.add_rows(
                mine.with_columns(
                    pl.col("row") % FILE, *(self._named(name, number) for name in others)
                ),
                column=column,
                message=message,
                expected=expected,
                value=value,
                severity=severity,
                must_read=must_read,
            )

    def _named(self, name: str, number: int) -> pl.Expr:
        files = dict(enumerate(self.names))
        row = pl.col(name)
        plain = (row % FILE).cast(pl.String)
        file = (row // FILE).replace_strict(files, default="", return_dtype=pl.String)
        return (
            pl.when(row // FILE == number)
            .then(plain)
            .otherwise(pl.format("{} ({})", plain, file))
            .alias(name)
        )

    def add_sheet(self, message: Text, *, row: int | None = None, **others: Any) -> None:
        """To the first file, or to that of the row."""
        number, at = divmod(row or 0, FILE)
        self.parts[number].add_sheet(message, row=at if row is not None else None, **others)

    def __iter__(self) -> Iterator[Problem]:
        for number, part in enumerate(self.parts):
            for problem in part:
                shifted = None if problem.row is None else problem.row + number * FILE
                yield replace(problem, row=shifted)

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    def __bool__(self) -> bool:
        return any(self.parts)

    def count(self, severity: Severity = Severity.ERROR) -> int:
        """How many problems of that severity there are in all files."""
        return sum(part.count(severity) for part in self.parts)

    @property
    def must_read(self) -> int:
        """How many of the warnings of all files must be read."""
        return sum(part.must_read for part in self.parts)

    def counts(self) -> list[ProblemCount]:
        """Problems per file, sheet, column and severity."""
        return [count for part in self.parts for count in part.counts()]
