"""Sheets about a year's subjects that rooms load and write: each room registers its own.

They stand in the decisions workbook, are loaded once the facts of the year are, and are written
from what the reader of the export may see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.loading.outcomes import Outcome
from thidua.roster.loading.year import YearLoading
from thidua.web.registry import Registry
from thidua.workbooks import ParsedSheet, Sheet


class YearExport(Protocol):
    """What a sheet is written from: the year, inside the part of the tree that is exported."""

    @property
    def year(self) -> Campaign: ...

    def subjects(self) -> pl.DataFrame:
        """The rated subjects, a row each: `entry_id`, `subject_type`, `code`, `led`, …"""

    def organisation_codes(self) -> pl.DataFrame:
        """The codes of the organisations, in a column `code`."""

    def with_subject_codes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows about people or organisations (`subject_type`, `person_id`, `organisation_id`) with
        their `code`; those of others are left out.
        """


@dataclass(frozen=True)
class YearSheet:
    """One sheet: its description, how it is loaded, how its stored rows are written.

    `place` orders the sheets in the workbook and in loading.
    """

    sheet: Callable[[], Sheet]
    load: Callable[[ParsedSheet, YearLoading], Outcome]
    export: Callable[[YearExport], pl.DataFrame]
    place: int = 100


YEAR_SHEETS: Registry[YearSheet] = Registry("sheets of the decisions workbook")


def year_sheets() -> list[YearSheet]:
    """The registered sheets in their order."""
    return sorted(YEAR_SHEETS, key=lambda entry: entry.place)
