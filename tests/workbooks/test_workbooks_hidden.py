"""What a file's user does not see, or sees as one cell: hidden rows, columns and sheets, merges."""

import io

import openpyxl
import xlsxwriter

from tests.workbooks.samples import raw_of, rezipped
from thidua.workbooks import read


def written(*, hidden_sheet: bool = False) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Đảng viên")
    for row in range(6):
        page.write_row(row, 0, [f"a{row}", f"b{row}", "c", "d"])
    page.set_row(2, None, None, {"hidden": True})
    page.set_row(4, 0)
    page.set_row(9, None, None, {"hidden": True})  # holds nothing
    page.set_column(1, 1, None, None, {"hidden": True})
    page.set_column(8, 12, None, None, {"hidden": True})  # beyond the table
    page.merge_range(0, 2, 1, 3, "gộp")
    if hidden_sheet:
        page.hide()
        book.add_worksheet("Khác").activate()
    book.close()
    return out.getvalue()


def test_hidden_rows_and_columns_that_hold_something_are_named() -> None:
    raw = raw_of(written())
    assert raw.hidden_rows == {3, 5}
    assert raw.hidden_columns == {1}
    assert raw.visible


def test_merged_cells_are_named_with_rows_from_1_and_columns_from_0() -> None:
    assert raw_of(written()).merges == ((1, 2, 2, 3),)


def test_filtered_rows_are_hidden_rows() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in range(1, 5):
        page.append([row])
    page.auto_filter.ref = "A1:A4"
    page.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    assert raw_of(out.getvalue()).hidden_rows == {3}


def test_the_limited_process_hands_all_of_it_over() -> None:
    sheets = read(written(hidden_sheet=True), "f.xlsx").sheets
    raw = sheets["Đảng viên"]
    assert (raw.visible, sheets["Khác"].visible) == (False, True)
    assert raw.hidden_rows == {3, 5}
    assert raw.hidden_columns == {1}
    assert raw.merges == ((1, 2, 2, 3),)


def test_rows_that_carry_no_numbers_are_counted() -> None:
    rows = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    hidden = rows.replace("<row>", "<row hidden='1'>")
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}{hidden}{rows}</sheetData></worksheet>"
    )
    content = rezipped(written(), xl__worksheets__sheet1_dot_xml=xml.encode())
    assert raw_of(content).hidden_rows == {2}


def test_a_csv_file_hides_nothing() -> None:
    raw = raw_of(b"a,b\n1,2\n", "f.csv")
    assert not raw.hidden_rows | raw.hidden_columns
    assert raw.visible
    assert raw.merges == ()
