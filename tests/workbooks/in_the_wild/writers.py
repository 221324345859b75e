"""Workbooks as several programs write them."""

import datetime as dt
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter.worksheet import Worksheet as XlsxWriterPage

from tests.workbooks.in_the_wild.papers import Formula, Paper, Shown, Value

Writer = Callable[[Sequence[Paper]], tuple[str, bytes]]
"""Gives a file's name and its content."""

DAY = "dd/mm/yyyy"


def with_xlsxwriter(papers: Sequence[Paper], *, date_1904: bool = False) -> tuple[str, bytes]:
    """As XlsxWriter does: strings shared, days as numbers with a format."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": date_1904})
    border = book.add_format({"border": 1})
    for paper in papers:
        page = book.add_worksheet(paper.name)
        for top, left, bottom, right in paper.merges:
            page.merge_range(top - 1, left, bottom - 1, right, "")
        for row, column, value in paper.filled():
            _put(book, page, row - 1, column, value)
        for hidden in paper.hidden_rows:
            page.set_row(hidden - 1, None, None, {"hidden": True})
        for column in paper.hidden_columns:
            page.set_column(column, column, None, None, {"hidden": True})
        for at in range(len(paper.rows), paper.styled_to):
            page.write_blank(at, 0, None, border)
        if paper.filtered:
            page.autofilter(0, 0, len(paper.rows) - 1, len(paper.rows[0]) - 1)
        if paper.hidden:
            page.hide()
    book.close()
    return "so.xlsx", out.getvalue()


def _put(
    book: xlsxwriter.Workbook, page: XlsxWriterPage, row: int, column: int, value: Value
) -> None:
    match value:
        case Formula():
            page.write_formula(row, column, value.formula, None, value.value)
        case dt.date():
            _put(book, page, row, column, Shown(value, DAY))
        case Shown(dt.date() as day, shape):
            moment = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days have no zone
            page.write_datetime(row, column, moment, book.add_format({"num_format": shape}))
        case Shown():
            shown = book.add_format({"num_format": value.number_format})
            page.write_number(row, column, value.value, shown)
        case str():
            page.write_string(row, column, value)
        case _:
            page.write(row, column, value)


def with_openpyxl(papers: Sequence[Paper], *, date_1904: bool = False) -> tuple[str, bytes]:
    """As openpyxl does: merged cells blank, days with its own format; formulas without values."""
    book = openpyxl.Workbook()
    if date_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    for paper in papers:
        page = book.create_sheet(paper.name)
        for row, column, value in paper.filled():
            _fill(page.cell(row, column + 1), value)
        for top, left, bottom, right in paper.merges:
            page.merge_cells(None, top, left + 1, bottom, right + 1)
        for hidden in paper.hidden_rows:
            page.row_dimensions[hidden].hidden = True
        for column in paper.hidden_columns:
            page.column_dimensions[get_column_letter(column + 1)].hidden = True
        for at in range(len(paper.rows) + 1, paper.styled_to + 1):
            page.cell(at, 1).border = Border(bottom=Side(style="thin"))
        page.auto_filter.ref = page.dimensions if paper.filtered else None
        page.sheet_state = "hidden" if paper.hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return "so.xlsx", out.getvalue()


def _fill(cell: Any, value: Value) -> None:
    match value:
        case Formula():
            cell.value = value.formula
        case Shown():
            cell.value, cell.number_format = value.value, value.number_format
        case dt.date():
            cell.value, cell.number_format = value, DAY
        case _:
            cell.value = value


def with_mac_excel(papers: Sequence[Paper]) -> tuple[str, bytes]:
    """A workbook that counts its days from 1904."""
    return with_xlsxwriter(papers, date_1904=True)


def with_libreoffice(papers: Sequence[Paper]) -> tuple[str, bytes]:
    """As LibreOffice saves what openpyxl wrote; where it is not installed, as openpyxl does."""
    name, content = with_openpyxl(papers)
    office = shutil.which("soffice")
    if office is None:
        return name, content
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "in" / name
        source.parent.mkdir()
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{directory}/profile"
        subprocess.run(  # noqa: S603 - our own file, and the program of the machine
            [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", directory, source],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return name, (Path(directory) / name).read_bytes()
