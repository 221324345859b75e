"""Sheets that are formatted to the last row or column, and sheets that are filled that far."""

import io

import openpyxl
import pytest
import xlsxwriter

from tests.workbooks.samples import HEADER, PEOPLE, raw_of, rezipped, row, xlsx
from thidua.workbooks import UnreadableFileError, parse, read

SHEET_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def formatted_to(*cells: str) -> bytes:
    """PEOPLE's header and one row, and blank cells with a style of their own."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx([HEADER, row()])))
    for cell in cells:
        book["Đảng viên"][cell].number_format = "@"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("cells", [("K1048576",), ("XFD2",), ("A1048576", "XFD1")])
def test_blank_cells_to_the_last_row_or_column_are_no_fault(cells: tuple[str, ...]) -> None:
    raw = read(formatted_to(*cells), "f.xlsx").sheets["Đảng viên"]
    assert (raw.frame["row"].to_list(), raw.width) == ([1, 2], len(HEADER))
    assert not parse(raw, PEOPLE).problems


def test_a_claim_alone_is_no_fault() -> None:
    text = '<c r="A1" t="inlineStr"><is><t>Mã</t></is></c>'
    xml = SHEET_XML.format(
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{text}</row></sheetData>'
    )
    raw = raw_of(rezipped(xlsx([HEADER]), xl__worksheets__sheet1_dot_xml=xml.encode()))
    assert (raw.frame.height, raw.width) == (1, 1)


def test_formulas_filled_down_to_the_last_row_that_show_nothing_are_left_out() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet("Đảng viên")
    page.write_row(0, 0, ["Mã", "Họ và tên"])
    page.write_row(1, 0, ["DV1", "Nguyễn Văn An"])
    for at in range(2, 1_048_576, 50):
        page.write_formula(at, 1, f'=IF(A{at}=""," ","x")', None, " ")
    page.write_formula(1_048_575, 1, '=IF(A1=""," ","x")', None, " ")
    book.close()
    raw = read(out.getvalue(), "f.xlsx").sheets["Đảng viên"]
    assert raw.frame["row"].to_list() == [1, 2]


@pytest.mark.parametrize("cell", ["A1048576", "GS3", "XFD1048576"])
def test_filled_cells_beyond_the_limits_are_refused_by_their_address(cell: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([HEADER, row()])))
    book["Đảng viên"][cell].value = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFileError) as caught:
        read(out.getvalue(), "f.xlsx")
    said = str(caught.value)
    assert (
        f"trang tính “Đảng viên” có dữ liệu tới {cell}, vượt mức 1.000.000 dòng × 200 cột" in said
    )


def test_filled_cells_beyond_a_claim_that_is_too_small_are_refused_as_well() -> None:
    cells = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>x</t></is></c>' for letter in ("A", "GS")
    )
    xml = SHEET_XML.format(f'<dimension ref="A1"/><sheetData><row r="1">{cells}</row></sheetData>')
    with pytest.raises(UnreadableFileError, match="có dữ liệu tới GS1"):
        raw_of(rezipped(xlsx([HEADER]), xl__worksheets__sheet1_dot_xml=xml.encode()))


def test_a_csv_file_saved_with_blank_columns_and_rows_to_the_end_is_no_fault() -> None:
    lines = ["Mã,Họ và tên" + "," * 300, "DV1,Nguyễn Văn An" + "," * 300]
    raw = raw_of("\n".join([*lines, *[","] * 1_000_100]).encode(), "f.csv")
    assert raw.frame["row"].to_list() == [1, 2]
    with pytest.raises(UnreadableFileError, match="có dữ liệu tới 1×301"):
        raw_of(("Mã" + "," * 300 + "x").encode(), "f.csv")
