"""A table as a file: the rows and columns of the page, as CSV or as an Excel workbook."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.web.cells import Cell, Column, in_csv, in_spreadsheet
from thidua.web.clock import today
from thidua.web.file_names import disposition
from thidua.web.queries import QueryForm, WordField
from thidua.workbooks.explaining import EXPLANATION

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SAFE = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_MOST_HEAD = 200
"""Characters of a title above a printed page; a spreadsheet takes 255 with its signs."""


@dataclass(frozen=True)
class Sheet:
    """A table on its way to a file that is called `name` (`file_names.file_name`).

    `about`: what it is narrowed to, as label and value; `by`: who takes it; `tab`: what its sheet
    is called in a workbook of several; `stays`: how many columns on the left stay in view.
    """

    name: str
    title: str
    about: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    tab: str = ""
    by: str = ""
    stays: int = 1

    @property
    def header(self) -> list[str]:
        return [column.head for column in self.columns]


def as_csv(sheet: Sheet) -> HttpResponseBase:
    """The table alone, for other programs: UTF-8 with a mark that Excel needs, dates dd/mm/yyyy,
    decimal point.
    """
    response = StreamingHttpResponse(
        list(_csv_lines(sheet)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = _attached(sheet, "csv")
    return response


def _csv_lines(sheet: Sheet) -> Iterator[str]:
    yield "\ufeff"
    for row in (sheet.header, *sheet.rows):
        line = io.StringIO()
        csv.writer(line).writerow([in_csv(cell) for cell in row])
        yield line.getvalue()


def as_xlsx(*sheets: Sheet) -> HttpResponseBase:
    """A workbook: each table on a sheet that begins with its headings, so that it can be sorted and
    loaded; what it is, narrowed to what, taken by whom and when on a last one, as in our workbooks.
    Whatever stands in its cells, none runs as a formula or leads anywhere.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _SAFE)
    book.set_properties({"title": sheets[0].title, "author": sheets[0].by})
    formats = _Formats(book)
    for sheet in sheets:
        _write(book, sheet, formats)
    _explain(book, sheets[0], formats)
    book.close()
    disposition = {"Content-Disposition": _attached(sheets[0], "xlsx")}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=disposition)


class _Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def number(self, shown: str) -> Any:
        """The format of a number, by how it is shown; None for what needs none."""
        if shown and shown not in self.made:
            self.made[shown] = self.book.add_format({"num_format": shown})
        return self.made.get(shown)


def _write(book: xlsxwriter.Workbook, sheet: Sheet, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.tab or _("Danh sách"))
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.wide, formats.number(column.format))
        page.write_string(0, at, column.head, formats.head)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _put(page, (last, at), cell, column, formats)
    page.freeze_panes(1, sheet.stays)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_header(f"&L{sheet.title[:_MOST_HEAD].replace('&', '&&')}&R{today():%d/%m/%Y}")
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _put(page: Any, at: tuple[int, int], cell: Cell, column: Column, formats: _Formats) -> None:
    written = in_spreadsheet(cell, column)
    style = formats.number(written.format)
    match written.value:
        case None:
            pass
        case str():
            page.write_string(*at, written.value, style)
        case dt.date():
            page.write_datetime(*at, written.value, style)
        case _:
            page.write_number(*at, written.value, style)


def _explain(book: xlsxwriter.Workbook, sheet: Sheet, formats: _Formats) -> None:
    """What the file is: on a sheet that loading leaves out, by its name."""
    page = book.add_worksheet(str(EXPLANATION))
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, sheet.title, formats.title)
    about = [*sheet.about, (_("Ngày lấy"), f"{today():%d/%m/%Y}")]
    about += [(_("Người lấy"), sheet.by)] if sheet.by else []
    for number, (label, value) in enumerate(about, start=1):
        page.write_string(number, 0, label)
        page.write_string(number, 1, value)


def _attached(sheet: Sheet, ending: str) -> str:
    return disposition(f"{sheet.name}.{ending}")


FORMATS: dict[str, Callable[[Sheet], HttpResponseBase]] = {"csv": as_csv, "xlsx": as_xlsx}


class FormatQuery(QueryForm):
    format = WordField(FORMATS)
