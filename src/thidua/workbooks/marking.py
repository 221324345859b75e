"""A copy of a file with its faulty cells red and commented, for the person who has to correct
it.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from thidua.language import Text, say
from thidua.workbooks.guards import index_of
from thidua.workbooks.problems import Problem, Problems, Severity
from thidua.workbooks.raw import RawSheet, RawWorkbook
from thidua.workbooks.reporting import HEADINGS, problem_rows

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
    "default_date_format": "dd/mm/yyyy",
}
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
    file = xlsxwriter.Workbook(str(out), _OPTIONS)
    styles = {
        severity: {
            kind: file.add_format({"bg_color": colour} | extra) for kind, extra in _extras().items()
        }
        for severity, colour in _COLOURS.items()
    }
    plain = {kind: file.add_format(extra) for kind, extra in _extras().items()}
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
            style=_style_of(styles, plain),
        )
    file.close()


def _extras() -> dict[str, dict[str, str]]:
    return {"date": {"num_format": "dd/mm/yyyy"}, "percent": {"num_format": "0.00%"}, "": {}}


def _style_of(
    styles: dict[Severity, dict[str, Any]], plain: dict[str, Any]
) -> Callable[[list[Problem], str], Any]:
    def style(found: list[Problem], kind: str) -> Any:
        if not found:
            return plain[kind]
        worst = min(
            (problem.severity for problem in found),
            key=lambda severity: severity is not Severity.ERROR,
        )
        return styles[worst][kind]

    return style


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
    style: Callable[[list[Problem], str], Any],
) -> None:
    by_cell: dict[tuple[int, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None and problem.letter:
            by_cell[problem.row, index_of(problem.letter)].append(problem)
    filled = dict(_values(sheet))
    for row, at in sorted(filled.keys() | by_cell.keys()):
        value, kind = filled.get((row, at), (None, ""))
        found = by_cell.get((row, at), [])
        if isinstance(value, str):
            page.write_string(row - 1, at, value, style(found, kind))
        else:
            page.write(row - 1, at, value, style(found, kind))
        if found:
            page.write_comment(
                row - 1, at, "\n".join(map(_comment, found))[:_MOST_COMMENT], {"x_scale": 2}
            )


def _values(sheet: RawSheet) -> list[tuple[tuple[int, int], tuple[object, str]]]:
    """Every filled cell: its place, its value, and which number format shows it."""
    cells: list[tuple[tuple[int, int], tuple[object, str]]] = []
    for name in sheet.frame.columns:
        index, _, kind = name.partition(".")
        if kind not in {"text", "number", "date", "other"}:
            continue
        percent = (
            f"{index}.percent"
            if kind == "number" and f"{index}.percent" in sheet.frame.columns
            else None
        )
        as_percent = pl.col(percent).fill_null(value=False) if percent else pl.lit(value=False)
        rows = sheet.frame.filter(pl.col(name).is_not_null()).select(
            "row", pl.col(name), as_percent.alias("percent")
        )
        for row, value, is_percent in rows.iter_rows():
            cells.append(
                (
                    (row, int(index)),
                    (value, "percent" if is_percent else "date" if kind == "date" else ""),
                )
            )
    return cells


def _comment(problem: Problem) -> str:
    wanted = (
        say(f" Cần: {problem.expected}", f" Wanted: {problem.expected}")
        if str(problem.expected)
        else ""
    )
    return f"{problem.message}.{wanted}"
