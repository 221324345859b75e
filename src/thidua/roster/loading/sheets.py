"""Sheets of a year: loaded into its campaign, written from what the reader of the export may see.

Rooms register theirs in `thidua.loading.sheets.SHEETS`.
"""

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from thidua.campaigns.loading.lists import CampaignExport
from thidua.campaigns.sheets import YEAR
from thidua.loading.sheets import BookSheet, Stage
from thidua.loading.writing import blanks
from thidua.roster.loading.year import YearLoading, load_year, stored_values
from thidua.rulebook.framework import Framework


class YearExport(CampaignExport, Protocol):
    """What a sheet about the subjects of a year is written from."""

    @property
    def frameworks(self) -> Sequence[Framework]:
        """The frameworks that the year is bound to."""

    def subjects(self) -> pl.DataFrame:
        """The subjects of whom facts are wanted, a row each: `entry_id`, `subject_type`, `code`,
        `led`, `rated`, …
        """

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


YEAR_SHEET = YearSheet("facts", YEAR, load_year, export_year, place=10, stage=Stage.YEAR)
