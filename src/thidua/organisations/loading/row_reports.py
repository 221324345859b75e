"""What is found row by row, reported to a sheet column by column."""

from dataclasses import dataclass, field

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.workbooks.specification import NOTHING

_FEW = 5
"""So many alike are told one by one."""

_MESSAGE, _EXPECTED = Text("{_vi}", "{_en}"), Text("{_wanted_vi}", "{_wanted_en}")
_SCHEMA = {
    "row": pl.Int64,
    "_column": pl.String,
    "_vi": pl.String,
    "_en": pl.String,
    "_wanted_vi": pl.String,
    "_wanted_en": pl.String,
}
_Report = tuple[int, str, str, str, str, str]


@dataclass
class RowReports:
    """Errors and warnings of single rows, until they are handed to a sheet."""

    faults: list[_Report] = field(default_factory=list)
    warnings: list[_Report] = field(default_factory=list)
    alike: dict[tuple[Text, str], list[_Report]] = field(default_factory=dict)

    def fault(self, row: int, column: str, message: Text, expected: Text) -> None:
        """An error in a row."""
        self.faults.append((row, column, *message, *expected))

    def warn(
        self,
        row: int,
        column: str,
        message: Text,
        expected: Text = NOTHING,
        *,
        together: Text = NOTHING,
    ) -> None:
        """A warning that must be read. `together`: what is said once, of {count} rows, where more
        than a few have it.
        """
        report = (row, column, *message, *expected)
        if str(together):
            self.alike.setdefault((together, column), []).append(report)
        else:
            self.warnings.append(report)

    @property
    def faulty(self) -> set[int]:
        """The rows in error."""
        return {row for row, *_ in self.faults}

    def hand_to(self, check: Checking) -> None:
        """Report everything in the sheet."""
        self._join_alike()
        for column, rows in _by_column(check, self.faults):
            check.fail(rows, column=column, message=_MESSAGE, expected=_EXPECTED)
        for column, rows in _by_column(check, self.warnings):
            check.warn(rows, column=column, message=_MESSAGE, expected=_EXPECTED, must_read=True)
        self.faults, self.warnings = [], []

    def _join_alike(self) -> None:
        for (together, column), reports in self.alike.items():
            if len(reports) <= _FEW:
                self.warnings += reports
            else:
                first, *_, wanted_vi, wanted_en = reports[0]
                message = together.format(count=len(reports))
                self.warnings.append((first, column, *message, wanted_vi, wanted_en))
        self.alike = {}


def _by_column(check: Checking, reports: list[_Report]) -> list[tuple[str, pl.DataFrame]]:
    told = pl.DataFrame(reports, schema=_SCHEMA, orient="row")
    return [
        (column, check.frame.join(rows, on="row", maintain_order="right"))
        for (column,), rows in told.group_by("_column", maintain_order=True)
    ]
