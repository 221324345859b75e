"""Sheets that rooms load and write: each room registers its own, in one of the six workbooks.

The exchange room makes the workbooks of what is registered: their templates, their import, their
export. A new sheet is no edit of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, Literal, Protocol, TypeVar

import polars as pl

from thidua.loading.outcomes import Loading, Outcome
from thidua.rulebook.framework import Framework
from thidua.web.registry import Registry
from thidua.workbooks import ParsedSheet, Sheet

BookId = Literal["organisations", "members", "facts", "decisions", "registrations", "progress"]


class Stage(IntEnum):
    """When a sheet is loaded: each stage sees what the earlier ones wrote."""

    TREE = 1
    """The organisations, their people: before any year."""
    YEAR = 2
    """What opens the year."""
    LISTS = 3
    """What a year has as a whole, before its roster is frozen."""
    SUBJECTS = 4
    """What is about the subjects of the frozen roster."""
    REGISTERED = 5
    """What units register: of a year that is launched, whether its roster is frozen or not."""
    CARRIED_OUT = 6
    """How far units are with what was accepted."""


class Export(Protocol):
    """What a sheet is written from: the part of the tree that is exported."""

    @property
    def codes(self) -> pl.DataFrame:
        """`id`, `code` and `path` (and more) of every organisation."""

    @property
    def people(self) -> pl.DataFrame:
        """`id`, `code` and what is stored of every person."""

    def organisation_codes(self) -> pl.DataFrame:
        """The codes of the organisations of the part, in a column `code`."""

    def in_scope(self, rows: pl.DataFrame, column: str = "organisation_id") -> pl.DataFrame:
        """The rows whose organisation, its id in `column`, lies in the part."""

    def with_code(self, rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
        """Rows with the code of the organisation whose id stands in `column`, as `name`."""


LoadingOf = TypeVar("LoadingOf", bound=Loading)
ExportOf = TypeVar("ExportOf", bound=Export)


@dataclass(frozen=True)
class BookSheet(Generic[LoadingOf, ExportOf]):
    """One sheet: its workbook, its description, how it is loaded, how its stored rows are written.

    `sheet` is a function where its columns are those that frameworks declare. `place` orders the
    sheets in the workbook, and in loading within a stage. `by_units`: units below the province
    bring it for their own subjects. `for_roster`: the roster is frozen from it. Without an `export`
    a sheet is only brought: it is in no template and in no file that goes out.
    """

    book: BookId
    sheet: Sheet | Callable[[Sequence[Framework]], Sheet]
    load: Callable[[ParsedSheet, LoadingOf], Outcome]
    export: Callable[[ExportOf], pl.DataFrame] | None
    place: int = 100
    stage: Stage = Stage.SUBJECTS
    by_units: bool = False
    for_roster: bool = False

    @property
    def given_out(self) -> bool:
        """Whether templates and exports have it."""
        return self.export is not None

    def described(self, frameworks: Sequence[Framework] = ()) -> Sheet:
        """The sheet's description, with the columns that these frameworks declare."""
        return self.sheet if isinstance(self.sheet, Sheet) else self.sheet(frameworks)


SHEETS: Registry[BookSheet[Any, Any]] = Registry("sheets of the workbooks")


def sheets_of_book(book: str) -> list[BookSheet[Any, Any]]:
    """The registered sheets of a workbook in their order."""
    return sorted((entry for entry in SHEETS if entry.book == book), key=lambda entry: entry.place)
