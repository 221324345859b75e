"""Reading the files of an import: all of them, two at a time; which workbook each is; its
sheets.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from thidua.exchange.books import Book, workbook
from thidua.language import Text
from thidua.workbooks import (
    ParsedSheet,
    Problems,
    RawSheet,
    RawWorkbook,
    Sheet,
    WorkbookError,
    match_sheets,
    parse,
    parse_workbook,
    read,
    recognise,
)

AT_ONCE = 2
"""Files read at the same time, each in a limited process of its own."""


@dataclass(frozen=True)
class Recognised:
    """A file that was read, which workbook it is, and which of its sheets are whose."""

    raw: RawWorkbook
    book: Book
    found: dict[str, RawSheet]


@dataclass
class ReadFiles:
    """Everything that came in: recognised files, and what was wrong with the others."""

    files: list[Recognised] = field(default_factory=list)
    problems: list[Problems] = field(default_factory=list)


def read_files(paths: Sequence[Path], *, on_read: Callable[[str], None]) -> ReadFiles:
    """Read and recognise the files; what is wrong with one as a whole becomes a problem, the others
    go on.
    """
    found = ReadFiles()
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        names = _names(paths)
        for name, outcome in zip(names, pool.map(_read, paths, names), strict=True):
            on_read(name)
            if isinstance(outcome, WorkbookError):
                found.problems.append(_whole_file(outcome))
            else:
                found.files.append(outcome)
    return found


def _names(paths: Sequence[Path]) -> list[str]:
    """What the files are called in messages: those of one name by their folder too."""
    counts = Counter(path.name for path in paths)
    return [path.name if counts[path.name] == 1 else f"{path.parent}/{path.name}" for path in paths]


def _read(path: Path, name: str) -> Recognised | WorkbookError:
    books = {workbook(book).id: book for book in Book}
    try:
        raw = read(path, name)
        spec = recognise(raw, [workbook(book) for book in Book])
    except WorkbookError as error:
        return error
    return Recognised(raw=raw, book=books[spec.id], found=match_sheets(raw, spec))


def _whole_file(error: WorkbookError) -> Problems:
    problems = Problems(file=error.file)
    problems.add_sheet(_without_stop(error.reason))
    return problems


def _without_stop(text: Text) -> Text:
    return Text(text.vi.removesuffix("."), text.en.removesuffix("."))


def sheets_of(files: Iterable[Recognised], book: Book, sheet: Sheet) -> list[ParsedSheet]:
    """That sheet of every file that has it, parsed."""
    return [
        parse(file.found[sheet.id], sheet)
        for file in files
        if file.book is book and sheet.id in file.found
    ]


def faults_of(file: Recognised) -> Problems:
    """What is wrong with the file beside its sheets: missing and unknown ones."""
    return parse_workbook(
        RawWorkbook(file.raw.file, _headers_only(file.raw)), workbook(file.book)
    ).own_problems


def _headers_only(raw: RawWorkbook) -> dict[str, RawSheet]:
    return {
        name: RawSheet(sheet.file, sheet.name, sheet.frame.head(1), sheet.width, sheet.is_csv)
        for name, sheet in raw.sheets.items()
    }
