"""One import under way: its files, what each sheet came to, everything that is wrong so far."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction

from thidua.db.frames import execute
from thidua.exchange.books import Book
from thidua.exchange.files import ReadFiles, sheets_of
from thidua.language import Text
from thidua.loading.outcomes import Outcome
from thidua.loading.sheets import Stage, sheets_of_book
from thidua.roster.loading.year import YearLoading
from thidua.rulebook.framework import Framework
from thidua.workbooks import ParsedSheet, Problem, Problems
from thidua.workbooks.specification import NOTHING

SheetLoader = Callable[[ParsedSheet, YearLoading], Outcome]


@dataclass
class Run:
    """One import as it goes through its stages."""

    input: ReadFiles
    loading: YearLoading
    report: Callable[[Text], None]
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problems] = field(default_factory=list)
    frozen_before: dict[int, dt.datetime | None] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(problems.has_errors for problems in self.problems)

    def load(
        self, stage: Stage, *, frameworks: Sequence[Framework] = (), by_units: bool = False
    ) -> None:
        """Load the sheets of a stage, from every file that has them; `by_units`: those that units
        below the province bring.
        """
        entries = [(book, entry) for book in Book for entry in sheets_of_book(book)]
        for book, entry in entries:
            if entry.stage is not stage or (by_units and not entry.by_units):
                continue
            sheet = entry.described(frameworks)
            for parsed in sheets_of(self.input.files, book, sheet):
                self.report(Text(f"Trang “{sheet.title.vi}”", f"Sheet “{sheet.title.en}”"))
                # Kept by reference: later checks may still add to a sheet's problems.
                self.problems.append(parsed.problems)
                self._load_sheet(parsed, entry.load)

    def _load_sheet(self, parsed: ParsedSheet, loader: SheetLoader) -> None:
        if parsed.frame.is_empty():  # a sheet of the template that nobody filled in says nothing
            self.outcomes.append(Outcome(file=parsed.problems.file, sheet=parsed.spec.title))
            return
        try:
            with transaction.atomic():
                self.outcomes.append(loader(parsed, self.loading))
        except (IntegrityError, DataError) as error:
            self.refuse(error, parsed)

    def refuse(self, error: Exception, parsed: ParsedSheet | None = None) -> None:
        """The database's own rules refused something that no check of ours had found."""
        # Its words may name what is stored elsewhere: only who loads for the whole province reads
        # them.
        detail = "" if self.loading.part else ": " + str(error).partition("\n")[0]
        if not self.has_errors:
            self.problems.append(
                whole(
                    Text(f"cơ sở dữ liệu không nhận{detail}", f"the database refused{detail}"),
                    file=parsed.problems.file if parsed else "",
                    sheet=parsed.problems.sheet if parsed else "",
                )
            )

    def wants(self, *books: Book) -> bool:
        """Whether one of these workbooks came in."""
        return any(file.book in books for file in self.input.files)

    def settle(self) -> None:
        """Let the database check now what it would check when the transaction ends."""
        try:
            with transaction.atomic():
                execute("SET CONSTRAINTS ALL IMMEDIATE")
                execute("SET CONSTRAINTS ALL DEFERRED")
        except IntegrityError as error:
            self.refuse(error)


def whole(message: Text, *, file: str = "", sheet: str = "") -> Problems:
    """One error about the whole of a file or sheet."""
    problems = Problems(file=file, sheet=sheet)
    problems.add(
        Problem(
            file=file,
            sheet=sheet,
            row=None,
            column=NOTHING,
            value="",
            expected=NOTHING,
            message=message,
        )
    )
    return problems
