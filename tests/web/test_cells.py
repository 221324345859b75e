"""A value is the same in the workbook, in CSV and on the clipboard: a number, a day, a code."""

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import cast

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import load_workbook

from thidua.language import speaking
from thidua.web.cells import Cell, Column, Kind, Percent, in_csv, in_spreadsheet, on_clipboard
from thidua.web.sheets import Sheet, as_csv, as_xlsx

COLUMNS = [
    Column("Mã", Kind.CODE),
    Column("Tên"),
    Column("Số", Kind.NUMBER),
    Column("Năm", Kind.YEAR),
    Column("Tỷ lệ", Kind.SHARE),
    Column("Ngày", Kind.DATE),
]
ROW: list[Cell] = [
    "00125",
    "=1+1",
    13_886,
    2021,
    Percent(Decimal("91.8")),
    dt.date(2021, 12, 1),
]
SHEET = Sheet("tep", "Bảng", [("Phạm vi", "cả tỉnh")], COLUMNS, [ROW], by="Người Lấy")


def test_a_workbook_holds_numbers_days_and_codes_as_what_they_are() -> None:
    response = cast("HttpResponse", as_xlsx(SHEET))
    book = load_workbook(io.BytesIO(response.content))
    page = book.worksheets[0]
    head, row = page.iter_rows()
    assert [cell.value for cell in head] == ["Mã", "Tên", "Số", "Năm", "Tỷ lệ", "Ngày"]
    assert [(cell.data_type, cell.value, cell.number_format) for cell in row] == [
        ("s", "00125", "@"),
        ("s", "=1+1", "General"),
        ("n", 13_886, "#,##0"),
        ("n", 2021, "0"),
        ("n", 0.918, "0.0%"),
        ("d", dt.datetime(2021, 12, 1), "dd/mm/yyyy"),  # noqa: DTZ001 - as a cell has it
    ]


def test_a_workbook_says_on_its_last_sheet_what_it_is_and_who_took_it() -> None:
    response = cast("HttpResponse", as_xlsx(SHEET))
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Danh sách", "Giải thích"]
    lines = [tuple(row) for row in book["Giải thích"].iter_rows(values_only=True)]
    assert lines[0][0] == "Bảng"
    assert ("Phạm vi", "cả tỉnh") in lines
    assert ("Người lấy", "Người Lấy") in lines
    assert (book.properties.title, book.properties.creator) == ("Bảng", "Người Lấy")


def test_csv_has_points_and_days_and_no_formula() -> None:
    response = cast("StreamingHttpResponse", as_csv(SHEET))
    text = b"".join(cast("list[bytes]", response.streaming_content)).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text))
    assert row == ["00125", "'=1+1", "13886", "2021", "91.8%", "01/12/2021"]


def test_the_clipboard_has_the_value_beside_how_it_reads() -> None:
    with speaking("vi"):
        assert on_clipboard(ROW, COLUMNS) == [
            "00125",
            "=1+1",
            ["13886", "13886", "#,##0"],
            ["2021", "2021", "0"],
            ["91,8%", "0.918", "0.0%"],
            ["01/12/2021", "44531", "dd/mm/yyyy"],
        ]
    with speaking("en"):
        assert on_clipboard(ROW, COLUMNS)[4] == ["91.8%", "0.918", "0.0%"]


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_is_not_known_is_blank_and_no_zero(nothing: Cell) -> None:
    column = Column("Số", Kind.NUMBER)
    assert in_spreadsheet(nothing, column).value is None
    assert in_csv(nothing) == ""
    assert on_clipboard([nothing], [column]) == [""]


@pytest.mark.parametrize(
    ("cell", "value", "shown"),
    [
        (Percent(Decimal(100)), Decimal(1), "0%"),
        (Percent(Decimal(100).normalize()), Decimal(1), "0%"),
        (Percent(Decimal("91.0")), Decimal("0.91"), "0.0%"),
        (Percent(Decimal("21.8"), "≥"), Decimal("0.218"), "\\≥0.0%"),
        (Decimal("1234.50"), Decimal("1234.50"), "#,##0.00"),
        (Decimal("1E+2"), Decimal(100), "#,##0"),
        (0, 0, "#,##0"),
        ("9/9", "9/9", "@"),
        ("Khiển trách", "Khiển trách", "@"),
    ],
)
def test_a_number_keeps_the_look_it_has_on_the_page(cell: Cell, value: object, shown: str) -> None:
    assert in_spreadsheet(cell, Column("Số", Kind.NUMBER)) == (value, shown)
