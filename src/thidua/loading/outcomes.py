"""What loading a sheet came to, and what passes from one sheet to the next."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from thidua.accounts.actors import Actor
from thidua.language import Text
from thidua.workbooks import Column, ParsedSheet, show
from thidua.workbooks.specification import NOTHING
from thidua.workbooks.words import choices_of

MOST_CHANGES = 200
"""At most so many changes of each kind are listed for a sheet; all are counted."""


class ChangeKind(StrEnum):
    """What would happen to a row."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"

    @property
    def label(self) -> Text:
        return _TITLES[self]


_TITLES = {
    ChangeKind.NEW: Text("mới", "new"),
    ChangeKind.CHANGED: Text("thay đổi", "changed"),
    ChangeKind.REMOVED: Text("bỏ đi", "removed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that becomes another (`column`, `before`, `after`), or one row that comes or goes.

    `row` is the row of the file; None for what goes because the file no longer has it.
    """

    kind: ChangeKind
    row: int | None
    subject: str
    column: Text = NOTHING
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Outcome:
    """How many rows of one sheet are new, changed, unchanged, in error; how many stored rows go;
    the first changes.

    `digest` tells all of the changes apart from any others, listed or not. `rows`: for the counts
    of the same names, the rows they count (of what goes: a row about whoever it goes from), so that
    a sheet of several files can be told file by file. `place`: the sheet's own name in the file,
    where a file may have several tables of one kind.
    """

    file: str
    sheet: Text
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    in_error: int = 0
    changes: tuple[Change, ...] = ()
    digest: str = ""
    place: str = ""
    rows: Mapping[str, pl.Series] = field(default_factory=dict, compare=False, repr=False)

    @property
    def writes(self) -> int:
        """How many rows would be, or were, written."""
        return self.new + self.changed + self.removed


@dataclass
class Loading:
    """One import in progress: who does it, for which year, and which codes earlier sheets have in
    error.

    `part`: the path of the organisation under which alone it may look and write; "" for the whole
    tree. `keeps`: whether what it writes is meant to stay; else it only looks. `as_of`: the latest
    day on which a year is rated, of those that are open or come in this import. `named`: by the id
    of a sheet, whom its earlier files have been about, where each may be in one file only."""

    actor: Actor
    year: int | None = None
    part: str = ""
    keeps: bool = True
    as_of: dt.date | None = None
    doubtful: dict[str, set[str]] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)
    named: dict[str, set[int]] = field(default_factory=dict)
    finishers: list[Callable[[], None]] = field(default_factory=list)

    def doubt(self, kind: str, codes: Iterable[str]) -> None:
        """Rows that name these codes cannot be judged: the codes' own rows are in error."""
        self.doubtful.setdefault(kind, set()).update(codes)


Loader = Callable[[ParsedSheet, Loading], Outcome]


def sheet_text(value: object, column: Column) -> str:
    """A stored value as the sheet would show it, words by their titles."""
    if isinstance(value, str):
        return next(
            (str(choice.title) for choice in choices_of(column) if choice.word == value), value
        )
    return show(value)


def list_changes(
    changed: pl.DataFrame,
    *,
    subject: str,
    columns: Sequence[Column],
    names: dict[str, str] | None = None,
) -> list[Change]:
    """The changes in the `changed` frame of a `Diff`: one for each value that differs.

    `subject`: the frame's column that names what changes. `names`: sheet column → frame column
    where they differ."""
    found: list[Change] = []
    for cells in changed.head(MOST_CHANGES).iter_rows(named=True):
        for column in columns:
            name = (names or {}).get(column.id, column.id)
            if name in cells["changes"]:
                before, after = (
                    sheet_text(cells[f"{name}__before"], column),
                    sheet_text(cells[name], column),
                )
                found.append(
                    Change(
                        ChangeKind.CHANGED,
                        cells["row"],
                        cells[subject],
                        column.title,
                        before=before,
                        after=after,
                    )
                )
    return found


def list_rows(rows: pl.DataFrame, kind: ChangeKind, *, subject: str) -> list[Change]:
    """Rows that come or go."""
    return [
        Change(kind, cells.get("row"), cells[subject])
        for cells in rows.head(MOST_CHANGES).iter_rows(named=True)
    ]
