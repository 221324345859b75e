"""A list as a file: the same rows as on the page, as CSV or as an Excel workbook."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from thidua.campaigns.models import RosterEntry
from thidua.language import say
from thidua.reports.listing import every, place_of
from thidua.web.levels import shown

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def header() -> list[str]:
    return [
        say("Mã", "Code"),
        say("Tên", "Name"),
        say("Đối tượng", "Subject"),
        say("Thuộc", "Within"),
        say("Tự nhận", "Self-claimed"),
        say("Đạt tiêu chuẩn", "Reached"),
        say("Mức", "Level"),
    ]


def rows(entries: "QuerySet[RosterEntry, Any]") -> Iterator[list[str]]:
    """One row a subject, in the reader's language."""
    for entry in every(entries):
        proposal, rating = getattr(entry, "proposal", None), getattr(entry, "rating", None)
        reached = rating.low if rating is not None and rating.low == rating.high else None
        yield [
            entry.code,
            entry.name,
            str(entry.get_subject_type_display()),
            place_of(entry),
            str(shown(proposal.self_claimed).full) if proposal is not None and proposal.self_claimed else "",
            str(shown(reached).full),
            str(shown(entry.level).full),  # type: ignore[attr-defined]
        ]


def as_csv(entries: "QuerySet[RosterEntry, Any]", *, name: str) -> HttpResponseBase:
    """UTF-8 with a mark that Excel needs; a cell that a spreadsheet would run as a formula is quoted as text."""
    lines = list(_csv_lines(entries))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _csv_lines(entries: "QuerySet[RosterEntry, Any]") -> Iterator[str]:
    yield "\ufeff"
    for row in (header(), *rows(entries)):
        line = io.StringIO()
        csv.writer(line).writerow(["'" + cell if cell.startswith(FORMULA_STARTS) else cell for cell in row])
        yield line.getvalue()


def as_xlsx(entries: "QuerySet[RosterEntry, Any]", *, name: str) -> HttpResponseBase:
    """A workbook of one sheet, its head kept in view."""
    file = io.BytesIO()
    safe = {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, safe)
    sheet = book.add_worksheet(say("Danh sách", "List"))
    sheet.freeze_panes(1, 0)
    for column, width in enumerate((14, 34, 16, 44, 26, 26, 26)):
        sheet.set_column(column, column, width)
    bold = book.add_format({"bold": True})
    for number, row in enumerate((header(), *rows(entries))):
        sheet.write_row(number, 0, row, bold if number == 0 else None)
    book.close()
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


FORMATS = {"csv": as_csv, "xlsx": as_xlsx}
