"""A whole file against the description of its workbook: which sheet is which, which workbook it is
at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from thidua.language import Text
from thidua.workbooks.errors import WrongTemplateError
from thidua.workbooks.explaining import EXPLANATION, WORD_LISTS
from thidua.workbooks.headers import find_headers, header_key, lay_flat, listing
from thidua.workbooks.marking import PROBLEMS
from thidua.workbooks.parsing import ParsedSheet, parse
from thidua.workbooks.problems import LIMIT, Problems, Severity
from thidua.workbooks.raw import RawSheet, RawWorkbook
from thidua.workbooks.specification import Sheet, Workbook

_EXPLAINING = {header_key(name) for text in (EXPLANATION, WORD_LISTS, PROBLEMS) for name in text}


@dataclass(frozen=True, slots=True)
class ParsedWorkbook:
    """The parsed sheets of a file, by id. Optional sheets that the file lacks are there, empty."""

    file: str
    spec: Workbook
    sheets: Mapping[str, ParsedSheet]
    own_problems: Problems = field(default_factory=Problems)

    def __getitem__(self, sheet_id: str) -> ParsedSheet:
        return self.sheets[sheet_id]

    def frame(self, sheet_id: str) -> pl.DataFrame:
        """The typed frame of one sheet."""
        return self.sheets[sheet_id].frame

    @property
    def problems(self) -> Problems:
        """Everything wrong in the file now: of the file, then sheet by sheet; errors before
        warnings.
        """
        return self.all_problems()

    def all_problems(self, *, limit: int = LIMIT) -> Problems:
        """`problems` with another limit."""
        return Problems.joined(
            [self.own_problems, *(sheet.problems for sheet in self.sheets.values())], limit=limit
        )


def match_sheets(raw: RawWorkbook, book: Workbook) -> dict[str, RawSheet]:
    """The file's sheets by the ids of `book`. A CSV file is the sheet whose headers fit best."""
    found: dict[str, RawSheet] = {}
    for sheet in raw.sheets.values():
        if sheet.is_csv:
            best = max(book.sheets, key=lambda spec: _fit(sheet, spec))
            return {best.id: sheet} if any(_fit(sheet, best)) else {}
        for spec in book.sheets:
            if header_key(sheet.name) in _sheet_names(spec) and spec.id not in found:
                found[spec.id] = sheet
                break
    return found


def is_explanation(name: str) -> bool:
    """Whether a sheet of that name is one that we add to a workbook: explanations, lists of words,
    lists of problems.
    """
    return header_key(name) in _EXPLAINING


def _sheet_names(spec: Sheet) -> set[str]:
    return {header_key(name) for name in (spec.id, *spec.title, *spec.aliases)}


def _fit(raw: RawSheet, spec: Sheet) -> tuple[int, int, int]:
    """How well a sheet's headers fit a description: all required columns there, columns known, few
    unknown.
    """
    flat = lay_flat(raw, spec)[0] if spec.vertical else raw
    headers = find_headers(flat, spec)
    if not headers.row:
        return (0, 0, 0)
    complete = all(column.id in headers.columns for column in spec.columns if column.required)
    return (2 if complete else 1, len(headers.columns), -len(headers.unknown))


def is_complete(raw: RawSheet, spec: Sheet, *, alone: bool = True) -> bool:
    """Whether a sheet's header row has all required columns and, `alone`, none besides ours."""
    headers = find_headers(raw, spec)
    return (
        bool(headers.row)
        and all(column.id in headers.columns for column in spec.columns if column.required)
        and not (alone and headers.unknown)
    )


def recognise(raw: RawWorkbook, books: Sequence[Workbook]) -> Workbook:
    """Which of the workbooks the file is, by its sheets' names and headers.

    Raises WrongTemplateError with what was found and what would fit.
    """

    def score(book: Workbook) -> tuple[int, int, int]:
        fits = [_fit(sheet, book.sheet(name)) for name, sheet in match_sheets(raw, book).items()]
        return (
            sum(fit[0] for fit in fits),
            sum(fit[1] for fit in fits),
            sum(fit[2] for fit in fits),
        )

    best = max(books, key=score)
    if score(best) == (0, 0, 0):
        raise WrongTemplateError.nothing_fits(
            raw.file, found=_seen(raw), expected=[_describe(book) for book in books]
        )
    return best


def _seen(raw: RawWorkbook) -> list[str]:
    """Each sheet with the words of its first row."""
    seen = []
    for sheet in raw.sheets.values():
        first = next(iter(sheet.rows_as_text(1)), (0, []))[1]
        seen.append(f"“{sheet.name}” [{listing([cell for cell in first if cell], 8) or '–'}]")
    return seen


def _describe(book: Workbook) -> Text:
    return Text(
        vi=f"“{book.title.vi}” (các trang {listing(sheet.title.vi for sheet in book.sheets)})",
        en=f"“{book.title.en}” (the sheets {listing(sheet.title.en for sheet in book.sheets)})",
    )


def parse_workbook(raw: RawWorkbook, book: Workbook) -> ParsedWorkbook:
    """Parse every sheet of the file that `book` describes.

    A CSV file is one sheet; the others come as empty frames and are not missed. In an .xlsx file a
    missing sheet that is not optional is an error in `problems`, an unknown one a warning. Raises
    WrongTemplateError when the file has none of the sheets."""
    found = match_sheets(raw, book)
    if not found:
        raise WrongTemplateError.nothing_fits(
            raw.file, found=_seen(raw), expected=[_describe(book)]
        )
    own = Problems(file=raw.file)
    if not any(sheet.is_csv for sheet in found.values()):
        _report_sheets(raw, book, found, own)
    sheets = {}
    for spec in book.sheets:
        if spec.id in found:
            sheets[spec.id] = parse(found[spec.id], spec)
        else:
            problems = Problems(file=raw.file, sheet=str(spec.title))
            sheets[spec.id] = ParsedSheet(spec=spec, frame=spec.empty_frame(), problems=problems)
    return ParsedWorkbook(file=raw.file, spec=book, sheets=sheets, own_problems=own)


def _report_sheets(
    raw: RawWorkbook, book: Workbook, found: Mapping[str, RawSheet], own: Problems
) -> None:
    here = listing(raw.sheets)
    for spec in book.sheets:
        if spec.id not in found and not spec.optional:
            own.add_sheet(
                Text(
                    f"thiếu trang tính (sheet) “{spec.title.vi}”; tệp có các trang tính {here}",
                    f"the sheet “{spec.title.en}” is missing; the file has {here}",
                ),
                expected=Text(
                    f"một trang tính tên “{spec.title.vi}”", f"a sheet named “{spec.title.en}”"
                ),
            )
    used = {sheet.name for sheet in found.values()}
    for name, sheet in raw.sheets.items():
        if name not in used and not is_explanation(name) and sheet.frame.height:
            own.add_sheet(
                Text(
                    "trang tính không có trong mẫu, bỏ qua",
                    "the sheet is not in the template and is ignored",
                ),
                value=name,
                expected=Text(
                    "các trang " + listing(spec.title.vi for spec in book.sheets),
                    "the sheets " + listing(spec.title.en for spec in book.sheets),
                ),
                severity=Severity.WARNING,
            )
