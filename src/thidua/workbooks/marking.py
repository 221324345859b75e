"""A copy of a file with its faulty cells red and commented, for the person who has to correct
it.
"""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from thidua.language import Text, say
from thidua.workbooks.problems import Problem, Problems, Severity
from thidua.workbooks.raw import RawSheet, RawWorkbook, index_of
from thidua.workbooks.reporting import HEADINGS, problem_rows

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
    "default_date_format": "dd/mm/yyyy",
}
_DAY_FORMAT = "dd/mm/yyyy"
_COLOURS = {Severity.ERROR: "#F8C9C4", Severity.WARNING: "#FCE8B2"}
_MOST_COMMENT = 800
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
PROBLEMS = Text("Các lỗi", "Problems")
"""The sheet in front that lists them."""


def mark_errors(raw: RawWorkbook, problems: Problems, out: Path | str) -> None:
    """Write the file's values again; the cells named by `problems` are coloured and say what is
    wrong.

    `raw` is what `read` gave. A first sheet lists all kept problems. Formulas, pictures and styles
    are not copied."""
    from_1904 = any(sheet.date1904 for sheet in raw.sheets.values())
    file = xlsxwriter.Workbook(str(out), {**_OPTIONS, "date_1904": from_1904})
    styles = _Styles(file)
    _list_problems(file, [problem for problem in problems if problem.file == raw.file])
    for sheet in raw.sheets.values():
        if sheet.name in PROBLEMS:  # a marked copy that came back: its old list gives way
            continue
        mine = [
            problem
            for problem in problems
            if (problem.file, problem.sheet) == (raw.file, sheet.name)
        ]
        _copy(
            file.add_worksheet(_NOT_IN_NAMES.sub("-", sheet.name[:31])),
            sheet,
            problems=mine,
            style=styles,
        )
    file.close()


class _Styles:
    """The styles of a marked file: by number format and by what is wrong with a cell."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._styles: dict[tuple[str, str], Any] = {}

    def __call__(self, found: list[Problem], form: str) -> Any:
        """The style of a cell with these problems and that number format ("" for none)."""
        severities = [problem.severity for problem in found]
        worst = Severity.ERROR if Severity.ERROR in severities else Severity.WARNING
        key = (_COLOURS[worst] if found else "", form)
        if key not in self._styles:
            colour, code = key
            properties = {"bg_color": colour} if colour else {}
            properties |= {"num_format": code} if code else {}
            self._styles[key] = self._file.add_format(properties)
        return self._styles[key]


def _list_problems(file: Any, problems: list[Problem]) -> None:
    page = file.add_worksheet(str(PROBLEMS))
    bold = file.add_format({"bold": True})
    for at, (heading, width) in enumerate(
        zip(HEADINGS, (10, 24, 18, 8, 28, 28, 48, 70), strict=True)
    ):
        page.set_column(at, at, width)
        page.write_string(0, at, str(heading), bold)
    for row, cells in enumerate(problem_rows(problems), start=1):
        for at, cell in enumerate(cells):
            page.write_string(row, at, cell)
    page.freeze_panes(1, 0)


def _copy(
    page: Any,
    sheet: RawSheet,
    *,
    problems: list[Problem],
    style: _Styles,
) -> None:
    by_cell: dict[tuple[int, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None and problem.letter:
            by_cell[problem.row, index_of(problem.letter)].append(problem)
    filled = dict(_values(sheet))
    for row, at in sorted(filled.keys() | by_cell.keys()):
        value, form = filled.get((row, at), (None, ""))
        found = by_cell.get((row, at), [])
        if isinstance(value, str):
            page.write_string(row - 1, at, value, style(found, form))
        else:
            page.write(row - 1, at, value, style(found, form))
        if found:
            page.write_comment(
                row - 1, at, "\n".join(map(_comment, found))[:_MOST_COMMENT], {"x_scale": 2}
            )


def _values(sheet: RawSheet) -> list[tuple[tuple[int, int], tuple[object, str]]]:
    """Every filled cell: its place, its value, and the number format that shows it as the file
    did.
    """
    cells: list[tuple[tuple[int, int], tuple[object, str]]] = []
    for name in sheet.frame.columns:
        index, _, kind = name.partition(".")
        if kind not in {"text", "number", "date", "other"}:
            continue
        form = f"{index}.format"
        own = pl.col(form) if form in sheet.frame.columns else pl.lit(None, dtype=pl.String)
        usual = _DAY_FORMAT if kind == "date" else ""
        rows = sheet.frame.filter(pl.col(name).is_not_null()).select(
            "row", pl.col(name), own.fill_null(usual).alias("format")
        )
        cells += [((row, int(index)), (value, code)) for row, value, code in rows.iter_rows()]
    return cells


def _comment(problem: Problem) -> str:
    wanted = (
        say(f" Cần: {problem.expected}", f" Wanted: {problem.expected}")
        if str(problem.expected)
        else ""
    )
    return f"{problem.message}.{wanted}"
