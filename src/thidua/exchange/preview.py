"""What an import would do, kept for the page: counts and changes by sheet, faulty rows as the file
shows them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

import polars as pl

from thidua.exchange.files import Recognised
from thidua.exchange.models import PreviewSheet
from thidua.exchange.results import ImportResult
from thidua.exchange.targets import entries, spec_of
from thidua.exchange.understood import FileSheet, way_of
from thidua.language import Text
from thidua.loading.outcomes import Change, Outcome
from thidua.workbooks import Problem, RawSheet, Severity, Sheet
from thidua.workbooks.headers import find_headers
from thidua.workbooks.raw import letter_of

MOST_COLUMNS = 60
MOST_CELL = 120
_SEARCHED = 25


class StoredFault(TypedDict):
    """A problem as it is kept: texts in both languages."""

    error: bool
    must_read: bool
    row: int | None
    letter: str
    column: Text
    value: str
    message: Text
    expected: Text


class FaultyRow(TypedDict):
    """A row of the file with its cells as text and what is wrong in it."""

    row: int
    cells: list[str]
    faults: list[StoredFault]


def stored_fault(problem: Problem) -> StoredFault:
    return StoredFault(
        error=problem.severity is Severity.ERROR,
        must_read=problem.must_read,
        row=problem.row,
        letter=problem.letter,
        column=problem.column,
        value=problem.value,
        message=problem.message,
        expected=problem.expected,
    )


def summary_of(result: ImportResult) -> dict[str, Any]:
    """The numbers and sentences about the whole: what the list and the head of the preview show."""
    counted = {
        name: sum(getattr(sheet, name) for sheet in result.sheets)
        for name in ("new", "changed", "unchanged", "removed")
    }
    frozen = result.frozen
    known = _places(result)
    return {
        **counted,
        "errors": result.problems.count(),
        "warnings": result.problems.count(Severity.WARNING),
        "must_read": result.problems.must_read,
        "left_out": result.problems.left_out,
        "notes": [list(note) for note in result.notes],
        "whole": [
            stored_fault(problem)
            for problem in result.problems
            if (problem.file, problem.sheet) not in known
        ],
        "frozen": {"rated": frozen.rated, "excluded": frozen.excluded} if frozen else None,
        "refrozen": result.refrozen,
        "year": result.year,
        "books": sorted({book.value for file in result.files for book in file.books}),
        "readings": [
            _reading(sheet) for file in result.files for sheet in file.sheets if sheet.told
        ],
    }


def _reading(sheet: FileSheet) -> dict[str, Any]:
    """By which remembered way a table was read, and what of it is to be seen."""
    memory = sheet.memory
    return {
        "file": sheet.raw.file,
        "sheet": sheet.raw.name,
        "way": list(way_of(sheet)),
        "shape": memory.pk if memory else None,
        "notes": [list(note) for note in sheet.understood.notes],
    }


def _places(result: ImportResult) -> set[tuple[str, str]]:
    return {
        (file.raw.file, sheet.raw.name)
        for file in result.files
        for sheet in file.sheets
        if sheet.target
    }


def sheets_of(result: ImportResult) -> list[PreviewSheet]:
    """Every sheet that was recognised, in the order of the files; unsaved."""
    outcomes = {(one.file, one.place): one for one in result.sheets}
    problems: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in result.problems:
        problems[problem.file, problem.sheet].append(problem)
    counts: dict[tuple[str, str, Severity], int] = defaultdict(int)
    for count in result.problems.counts():
        counts[count.file, count.sheet, count.severity] += count.count
    found: list[PreviewSheet] = []
    for file, spec, told in _recognised(result.files):
        raw = told.raw
        sheet = _sheet(spec, told, outcomes.get((raw.file, raw.name)), problems[raw.file, raw.name])
        sheet.file, sheet.position = file.raw.file, len(found)
        sheet.errors = counts[raw.file, raw.name, Severity.ERROR]
        sheet.warnings = counts[raw.file, raw.name, Severity.WARNING]
        found.append(sheet)
    return found


def _recognised(files: Iterable[Recognised]) -> Iterable[tuple[Recognised, Sheet, FileSheet]]:
    """The sheets that become one of ours: those of ours in the order of their workbook."""
    places = {name: place for place, name in enumerate(entries())}
    for file in files:
        for sheet in sorted(file.sheets, key=lambda one: places.get(one.target, 0)):
            if spec := spec_of(sheet.target):
                yield file, spec, sheet


def _sheet(
    spec: Sheet, sheet: FileSheet, outcome: Outcome | None, problems: list[Problem]
) -> PreviewSheet:
    raw = sheet.raw
    in_cells = [problem for problem in problems if problem.row is not None and problem.letter]
    columns = _columns(spec, sheet) if in_cells else []
    counted: Mapping[str, int] = {
        name: getattr(outcome, name) if outcome else 0
        for name in ("new", "changed", "unchanged", "removed", "in_error")
    }
    return PreviewSheet(
        title_vi=spec.title.vi,
        title_en=spec.title.en,
        columns=columns,
        rows=_faulty_rows(raw, in_cells, len(columns)),
        others=[
            stored_fault(problem)
            for problem in problems
            if problem.row is None or not problem.letter
        ],
        changes=[_change(change) for change in _in_order(outcome.changes)] if outcome else [],
        **counted,
    )


def _columns(spec: Sheet, sheet: FileSheet) -> list[list[str]]:
    """Letter and header of the columns; a sheet of names and values has no header."""
    raw = sheet.raw
    width = min(raw.width, MOST_COLUMNS)
    headers = [""] * width
    if sheet.understood.layout.headings:
        for heading in sheet.understood.layout.headings:
            if heading.at < width:
                headers[heading.at] = heading.written[:MOST_CELL]
    elif not spec.vertical:
        at = find_headers(raw, spec).row
        rows = dict(raw.rows_as_text(_SEARCHED))
        headers = [cell[:MOST_CELL] for cell in rows.get(at, headers)[:width]]
    return [[letter_of(index), header] for index, header in enumerate(headers)]


def _faulty_rows(raw: RawSheet, problems: list[Problem], width: int) -> list[FaultyRow]:
    by_row: dict[int, list[StoredFault]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None:
            by_row[problem.row].append(stored_fault(problem))
    wanted = pl.Series(list(by_row), dtype=pl.Int64)
    texts = [
        raw.as_text(index).fill_null("").str.head(MOST_CELL).alias(f"text{index}")
        for index in range(width)
    ]
    rows = raw.frame.filter(pl.col("row").is_in(wanted.implode())).select("row", *texts)
    cells = {row: list(row_texts) for row, *row_texts in rows.iter_rows()}
    return [
        FaultyRow(row=row, cells=cells.get(row, [""] * width), faults=faults)
        for row, faults in sorted(by_row.items())
    ]


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """As the rows stand in the file; what is no longer in it comes last."""
    return sorted(changes, key=lambda change: (change.row is None, change.row or 0))


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "row": change.row,
        "subject": change.subject,
        "column": list(change.column),
        "before": change.before,
        "after": change.after,
    }
