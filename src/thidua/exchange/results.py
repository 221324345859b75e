"""What an import came to: counts for each sheet, the changes, everything that is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from thidua.language import Text
from thidua.organisations.loading.outcomes import Outcome
from thidua.workbooks import Problems


@dataclass(frozen=True, slots=True)
class Step:
    """How far a load or an export has got: what it is doing now, and how many of how many steps lie behind it."""

    text: Text
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or (`dry_run`, or with errors in `problems`) would have done."""

    sheets: Sequence[Outcome]
    problems: Problems
    dry_run: bool = False
    notes: Sequence[Text] = field(default_factory=tuple)
    year: int | None = None

    @property
    def ok(self) -> bool:
        """Nothing is in error."""
        return not self.problems.has_errors

    @property
    def applied(self) -> bool:
        """The files are in the database now."""
        return self.ok and not self.dry_run

    @property
    def changes_nothing(self) -> bool:
        """Everything in the files is stored already."""
        return self.ok and not any(sheet.writes for sheet in self.sheets)
