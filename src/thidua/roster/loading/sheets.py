"""Sheets of a year: loaded into its campaign, written from what the reader of the export may see.

Rooms register theirs in `thidua.loading.sheets.SHEETS`.
"""

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import INDICATORS, LIMITS, YEAR
from thidua.loading.sheets import BookSheet, Export, Stage
from thidua.loading.writing import blanks
from thidua.roster.loading.lists import (
    INDICATOR_LIST,
    LIMIT_LIST,
    load_indicators,
    load_limits,
    stored_list,
)
from thidua.roster.loading.year import YearLoading, load_year, stored_values
from thidua.rulebook.framework import Framework


class YearExport(Export, Protocol):
    """What a sheet is written from: the year, inside the part of the tree that is exported."""

    @property
    def year(self) -> Campaign: ...

    @property
    def frameworks(self) -> Sequence[Framework]:
        """The frameworks that the year is bound to."""

    def subjects(self) -> pl.DataFrame:
        """The rated subjects, a row each: `entry_id`, `subject_type`, `code`, `led`, …"""

    def with_subject_codes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows about people or organisations (`subject_type`, `person_id`, `organisation_id`) with
        their `code`; those of others are left out.
        """


YearSheet = BookSheet[YearLoading, YearExport]


def export_year(export: YearExport) -> pl.DataFrame:
    """The sheet *Năm*."""
    values = stored_values(export.year)
    columns = {
        column.id: pl.Series([values[column.id]], dtype=column.dtype) for column in YEAR.columns
    }
    return blanks(pl.DataFrame(columns))


def export_indicators(export: YearExport) -> pl.DataFrame:
    """The sheet *Chỉ tiêu*."""
    return blanks(stored_list(INDICATOR_LIST, export.year))


def export_limits(export: YearExport) -> pl.DataFrame:
    """The sheet *Hạn chế*."""
    return blanks(stored_list(LIMIT_LIST, export.year))


SHEETS_OF_THE_YEAR = (
    YearSheet("facts", YEAR, load_year, export_year, place=10, stage=Stage.YEAR),
    YearSheet("facts", INDICATORS, load_indicators, export_indicators, place=60, stage=Stage.LISTS),
    YearSheet("facts", LIMITS, load_limits, export_limits, place=70, stage=Stage.LISTS),
)
