"""Registers as offices keep them: titles, a head of two rows, sections, a total, signatures.
All people are invented.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEAD = (
    ("TT", "A4:A5"),
    ("Họ và tên", "B4:B5"),
    ("Ngày, tháng, năm sinh", "C4:D4"),
    ("Quê quán", "E4:E5"),
    ("Trình độ", "F4:G4"),
    ("Ngày vào Đảng", "H4:I4"),
    ("Chức vụ", "J4:J5"),
    ("Ghi chú", "K4:K5"),
)
BELOW = {
    "C5": "Nam",
    "D5": "Nữ",
    "F5": "Học vấn",
    "G5": "Chuyên môn",
    "H5": "Dự bị",
    "I5": "Chính thức",
}
People = Sequence[Sequence[str]]
"""Name, birth of a man, of a woman, admitted, official since, post, note."""


def register(path: Path, sections: Mapping[str, People], *, hidden: int = 0) -> Path:
    """Write the register of a commune as of 30/11/2021; the row `hidden` from the end is hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    sheet["A1"], sheet["A2"] = "ĐẢNG BỘ XÃ", "DANH SÁCH ĐẢNG VIÊN"
    sheet["A3"] = "(tính đến ngày 30/11/2021)"
    for words, cells in HEAD:
        sheet[cells.split(":")[0]] = words
        sheet.merge_cells(cells)
    for place, words in BELOW.items():
        sheet[place] = words
    sheet.append([f"({number})" for number in range(1, 12)])
    for at, (section, people) in enumerate(sections.items()):
        sheet.append([f"{('I', 'II', 'III', 'IV')[at]}. {section}"])
        for number, (name, man, woman, admitted, official, role, note) in enumerate(people, 1):
            home = ("An Bình", "12/12", "")
            sheet.append([number, name, man, woman, *home, admitted, official, role, note])
    if hidden:
        sheet.row_dimensions[sheet.max_row - hidden].hidden = True
    sheet.append([f"Tổng số: {sum(map(len, sections.values()))} đảng viên"])
    sheet.append([])
    sheet.append([*[""] * 8, "T/M ĐẢNG UỶ"])
    sheet.append([*[""] * 8, "BÍ THƯ"])
    book.save(path)
    return path
