"""The marked copy: the same values, faulty cells red with what is wrong."""

from pathlib import Path

import openpyxl

from tests.workbooks.samples import BOOK, HEADER, row, xlsx
from thidua.workbooks import mark_errors, parse_workbook, read


def test_the_copy_keeps_the_values_and_marks_the_faulty_cells(tmp_path: Path) -> None:
    content = xlsx(
        [["DANH SÁCH"], HEADER, row(grade="?", score=87.5), row(code=None, full_name="+ Lê")]
    )
    raw = read(content, "goc.xlsx")
    mark_errors(raw, parse_workbook(raw, BOOK).problems, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["Đảng viên"]
    assert page["D3"].value == "?"
    assert page["D3"].fill.fgColor.rgb == "FFF8C9C4"
    assert page["D3"].comment is not None
    assert page["D3"].comment.text.startswith("không có trong danh mục. Cần: một trong: “Xuất sắc”")
    assert page["A4"].comment is not None
    assert page["A4"].comment.text == "ô bắt buộc bị bỏ trống. Cần: điền “Mã”"
    assert page["G3"].comment is None
    assert [
        list(line)[1:] for line in book["Các lỗi"].iter_rows(min_row=2, max_col=6, values_only=True)
    ] == [
        ["goc.xlsx", "Đảng viên", "3", "D · Mức", "?"],
        ["goc.xlsx", "Đảng viên", "4", "A · Mã", ""],
    ]
    again = read(tmp_path / "a.xlsx").sheets["Đảng viên"].frame
    before = raw.sheets["Đảng viên"].frame
    assert again.select(sorted(again.columns)).equals(before.select(sorted(before.columns)))
