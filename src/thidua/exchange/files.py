"""Reading the files of an import: all of them, two at a time; which workbook each is; its
sheets.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from thidua.exchange.books import Book, workbook
from thidua.exchange.given import headings_of
from thidua.exchange.understood import FileSheet, HowToRead, sheets_understood
from thidua.language import Text
from thidua.workbooks import (
    ParsedSheet,
    Problems,
    RawSheet,
    RawWorkbook,
    Severity,
    Sheet,
    WorkbookError,
    parse_workbook,
    read,
)
from thidua.workbooks.specification import NOTHING

AT_ONCE = 2
"""Files read at the same time, each in a limited process of its own."""


@dataclass(frozen=True)
class Recognised:
    """A file that was read. `book`: the workbook of ours that it is, None for tables as an office
    keeps them; `sheets`: each with what it becomes.
    """

    raw: RawWorkbook
    book: Book | None
    sheets: Sequence[FileSheet]

    @property
    def books(self) -> set[Book]:
        """The workbooks that its sheets belong to."""
        own = {self.book} if self.book else set()
        return own | {Book(sheet.target.partition(".")[0]) for sheet in self.sheets if sheet.target}


@dataclass
class ReadFiles:
    """Everything that came in: recognised files, and what was wrong with the others."""

    files: list[Recognised] = field(default_factory=list)
    problems: list[Problems] = field(default_factory=list)

    @property
    def asking(self) -> list[FileSheet]:
        """The sheets that cannot be read without somebody's word."""
        return [sheet for file in self.files for sheet in file.sheets if sheet.asks]


def read_files(
    paths: Sequence[Path], how: HowToRead, *, on_read: Callable[[str], None]
) -> ReadFiles:
    """Read and recognise the files; what is wrong with one as a whole becomes a problem, the others
    go on.
    """
    found = ReadFiles()
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        names = _names(paths)
        for name, outcome in zip(names, pool.map(_read, paths, names), strict=True):
            on_read(name)
            try:
                found.files.append(_recognised(outcome, how))
            except WorkbookError as error:
                found.problems.append(_whole_file(error))
    found.problems += _given_in_vain(found, how)
    return found


def _given_in_vain(found: ReadFiles, how: HowToRead) -> list[Problems]:
    """A mapping that was given for no table of these files: its tables would be read otherwise."""
    shapes = {sheet.understood.shape for file in found.files for sheet in file.sheets}
    problems = []
    for shape, given in how.given.items():
        if shape not in shapes:
            problems.append(Problems(file=given.name))
            problems[-1].add_sheet(
                Text(
                    "cách đọc này không dành cho bảng nào trong các tệp",
                    "this way of reading is for no table of the files",
                ),
                expected=Text(
                    f"một bảng có các đầu cột {headings_of(given)}",
                    f"a table with the headings {headings_of(given)}",
                ),
            )
    return problems


def _recognised(outcome: RawWorkbook | WorkbookError, how: HowToRead) -> Recognised:
    if isinstance(outcome, WorkbookError):
        raise outcome
    book, sheets = sheets_understood(outcome, how)
    return Recognised(raw=outcome, book=book, sheets=sheets)


def _names(paths: Sequence[Path]) -> list[str]:
    """What the files are called in messages: those of one name by their folder too."""
    counts = Counter(path.name for path in paths)
    return [path.name if counts[path.name] == 1 else f"{path.parent}/{path.name}" for path in paths]


def _read(path: Path, name: str) -> RawWorkbook | WorkbookError:
    try:
        return read(path, name)
    except WorkbookError as error:
        return error


def _whole_file(error: WorkbookError) -> Problems:
    problems = Problems(file=error.file)
    problems.add_sheet(_without_stop(error.reason))
    return problems


def _without_stop(text: Text) -> Text:
    return Text(text.vi.removesuffix("."), text.en.removesuffix("."))


def sheets_of(files: Iterable[Recognised], target: str, spec: Sheet) -> list[ParsedSheet]:
    """That sheet ("book.sheet") of every file that has it, as often as it has it, parsed."""
    return [sheet.parsed(spec) for file in files for sheet in file.sheets if sheet.target == target]


def faults_of(file: Recognised) -> Problems:
    """What is wrong with the file beside its sheets: missing and unknown ones."""
    tables = {sheet.raw.name for sheet in file.sheets if sheet.target and not sheet.plain}
    if file.book is None or tables:
        return _nothing_of(file)
    return parse_workbook(
        RawWorkbook(file.raw.file, _headers_only(file.raw)), workbook(file.book)
    ).own_problems


def _nothing_of(file: Recognised) -> Problems:
    """The sheets beside an office's tables that nothing was found in."""
    problems = Problems(file=file.raw.file)
    for sheet in file.sheets:
        if not sheet.target and not sheet.understood.this_file.left_out:
            problems.add_sheet(
                Text(
                    "chưa nhận ra trang này là bảng gì, bỏ qua",
                    "what this sheet is was not recognised, and it is ignored",
                ),
                value=sheet.raw.name,
                expected=NOTHING,
                severity=Severity.WARNING,
            )
    return problems


def _headers_only(raw: RawWorkbook) -> dict[str, RawSheet]:
    return {
        name: RawSheet(sheet.file, sheet.name, sheet.frame.head(1), sheet.width, sheet.is_csv)
        for name, sheet in raw.sheets.items()
    }
