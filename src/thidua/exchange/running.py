"""One import under way: its files, what each sheet came to, everything that is wrong so far."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction

from thidua.db.frames import execute
from thidua.exchange.books import Book
from thidua.exchange.files import ReadFiles, sheets_of
from thidua.exchange.together import divided, note_of, with_repeated
from thidua.language import Text
from thidua.loading.outcomes import Outcome
from thidua.loading.sheets import Stage, sheets_of_book
from thidua.roster.loading.year import YearLoading
from thidua.rulebook.framework import Framework
from thidua.workbooks import ParsedSheet, Problem, Problems
from thidua.workbooks.joining import join
from thidua.workbooks.specification import NOTHING
from thidua.workbooks.together import reconcile

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
            found = sheets_of(self.input.files, f"{book.value}.{sheet.id}", sheet)
            self._load_sheet(found, entry.load)

    def _load_sheet(self, sheets: Sequence[ParsedSheet], loader: SheetLoader) -> None:
        """Load one sheet of all files that have it: what is in several is compared first."""
        filled = []
        for parsed in sorted(sheets, key=lambda one: (one.problems.file, one.problems.sheet)):
            title = parsed.spec.title
            self.report(Text(f"Trang “{title.vi}”", f"Sheet “{title.en}”"))
            # Kept by reference: later checks may still add to a sheet's problems.
            self.problems.append(parsed.problems)
            if parsed.frame.is_empty():  # a sheet of the template left blank says nothing
                place = parsed.problems.sheet
                self.outcomes.append(Outcome(file=parsed.problems.file, sheet=title, place=place))
            else:
                filled.append(parsed)
        if len(filled) == 1:
            self.outcomes += self._loaded(filled, loader)
        elif filled:
            together = reconcile(filled)
            loaded = [one for group in together.groups for one in self._loaded(group, loader)]
            self.outcomes += with_repeated(loaded, together)
            if note := note_of(together):
                self.loading.warnings.append(note)

    def _loaded(self, parts: Sequence[ParsedSheet], loader: SheetLoader) -> list[Outcome]:
        """What loading these files' sheet at once came to, for each of them; nothing where the
        database refused it.
        """
        joined = join(parts)
        try:
            with transaction.atomic():
                return divided(loader(joined, self.loading), parts)
        except (IntegrityError, DataError) as error:
            self.refuse(error, joined)
            return []

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
        return any(file.books & {*books} for file in self.input.files)

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
