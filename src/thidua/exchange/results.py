"""What an import came to: counts for each sheet, the changes, everything that is wrong."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from thidua.exchange.files import Recognised
from thidua.exchange.understood import FileSheet
from thidua.language import Text
from thidua.loading.outcomes import Outcome
from thidua.roster.freezing import Frozen
from thidua.workbooks import Problems


@dataclass(frozen=True, slots=True)
class Step:
    """How far a load or an export has got: what it is doing now, and how many of how many steps lie
    behind it.
    """

    text: Text
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or (`dry_run`, or with errors in `problems`) would have done.

    `differs`: it was agreed to something else, so all was taken back. `unread`: so many of its
    warnings must be read first, and all was taken back. `act`: the id of the act in
    the history. `frozen`: what freezing the year's roster came to; `refrozen`: there had been one,
    and it changed. `files`: what was read, for whoever shows or marks it. `asking`: the sheets that
    cannot be read without somebody's word; while there are any, nothing is loaded or checked."""

    sheets: Sequence[Outcome]
    problems: Problems
    dry_run: bool = False
    notes: Sequence[Text] = field(default_factory=tuple)
    year: int | None = None
    frozen: Frozen | None = None
    refrozen: bool = False
    differs: bool = False
    unread: int = 0
    act: str = ""
    files: Sequence[Recognised] = field(default_factory=tuple, repr=False)

    @property
    def ok(self) -> bool:
        """Nothing is in error, and nothing is left to ask."""
        return not self.problems.has_errors and not self.asking

    @property
    def asking(self) -> Sequence[FileSheet]:
        return [sheet for file in self.files for sheet in file.sheets if sheet.asks]

    @property
    def applied(self) -> bool:
        """The files are in the database now."""
        return self.ok and not (self.dry_run or self.differs or self.unread)

    @property
    def changes_nothing(self) -> bool:
        """Everything in the files is stored already."""
        return self.ok and not any(sheet.writes for sheet in self.sheets)

    @property
    def fingerprint(self) -> str:
        """Tells this outcome from any other: two runs of the same files agree exactly when they do
        the same.
        """
        sheets = [
            (
                sheet.file,
                sheet.sheet.vi,
                sheet.new,
                sheet.changed,
                sheet.unchanged,
                sheet.removed,
                sheet.in_error,
                sheet.digest,
            )
            for sheet in self.sheets
        ]
        frozen = (
            (self.frozen.added, self.frozen.changed, self.frozen.removed) if self.frozen else None
        )
        tables = [
            (sheet.raw.file, sheet.raw.name, *sheet.read_by)
            for file in self.files
            for sheet in file.sheets
            if not sheet.plain
        ]
        return hashlib.sha256(
            json.dumps(
                [
                    *(sheets, self.year, frozen, tables),
                    *(len(self.problems), self.problems.must_read),
                ]
            ).encode()
        ).hexdigest()
