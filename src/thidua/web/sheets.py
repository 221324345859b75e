"""A list as a file: the same rows as on the page, as CSV or as an Excel workbook."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import xlsxwriter
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.signs import plain_text
from thidua.web.clock import today
from thidua.web.queries import QueryForm, WordField

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SAFE = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class Sheet:
    """A list on its way to a file. `about`: what it is narrowed to; `widths`: of its columns, in
    characters; `tab`: what its sheet is called in a workbook of several.
    """

    name: str
    title: str
    about: Sequence[tuple[str, str]]
    header: Sequence[str]
    rows: Iterable[Sequence[str | int]]
    widths: Sequence[int]
    tab: str = ""


def as_csv(sheet: Sheet) -> HttpResponseBase:
    """The table alone, for other programs: UTF-8 with a mark that Excel needs; the day stands in
    the file's name.
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
        csv.writer(line).writerow(
            [plain_text(cell) if isinstance(cell, str) else cell for cell in row]
        )
        yield line.getvalue()


def as_xlsx(*sheets: Sheet) -> HttpResponseBase:
    """A workbook: on each sheet its title, what it is narrowed to, the day, and the table, its head
    kept in view.
    """
    with workbook(_attached(sheets[0], "xlsx")) as (book, response):
        for sheet in sheets:
            _write(book, sheet)
    return response


@contextmanager
def workbook(disposition: str) -> Iterator[tuple[xlsxwriter.Workbook, HttpResponse]]:
    """A workbook to be filled, and the answer that carries it afterwards: whatever stands in its
    cells, none runs as a formula or leads anywhere. `disposition`: how the answer names the file.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _SAFE)
    response = HttpResponse(content_type=XLSX, headers={"Content-Disposition": disposition})
    yield book, response
    book.close()
    response.content = file.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    bold, title = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"bold": True, "font_size": 14}),
    )
    page = book.add_worksheet(sheet.tab or _("Danh sách"))
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.write(0, 0, sheet.title, title)
    about = [*sheet.about, (_("Ngày lấy"), f"{today():%d/%m/%Y}")]
    for number, (label, value) in enumerate(about, start=1):
        page.write_row(number, 0, (label, value))
    head = len(about) + 2
    page.write_row(head, 0, sheet.header, bold)
    for number, row in enumerate(sheet.rows, start=head + 1):
        page.write_row(number, 0, row)
    page.freeze_panes(head + 1, 0)
    page.repeat_rows(head)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _attached(sheet: Sheet, ending: str) -> str:
    return f'attachment; filename="{sheet.name}-{today():%Y%m%d}.{ending}"'


FORMATS: dict[str, Callable[[Sheet], HttpResponseBase]] = {"csv": as_csv, "xlsx": as_xlsx}


class FormatQuery(QueryForm):
    format = WordField(FORMATS)


def download_format(request: HttpRequest) -> Callable[[Sheet], HttpResponseBase] | None:
    """How the address asks for the page as a file; None: as a page."""
    return FORMATS.get(FormatQuery.read(request.GET)["format"])
