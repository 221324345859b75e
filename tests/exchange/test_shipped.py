"""The ways of reading that come with the software: each names what there is and reads its table."""

from pathlib import Path

import openpyxl
import pytest

from thidua.exchange.looking import look_at
from thidua.exchange.mapping_checks import check_mapping
from thidua.exchange.memory import shipped

UPPER = (
    *("STT", "Họ và tên *", "Giới tính *", "Sinh ngày *", "Số định danh cá nhân *"),
    *("Số thẻ Đảng *", "Tổ chức Đảng sinh hoạt *", "Quê quán", None, "Ngày vào Đảng *"),
    *("Ngày chính thức *", "Trạng thái hoạt động *", "Ngày rời/mất/miễn SH"),
)
LOWER = (*[None] * 7, "Tỉnh/Thành", "Chi tiết", *[None] * 4)
PERSON = (
    *(1, "Nguyễn Văn Mẫu", "Nam", "20/05/1980", "001", "DV91", "X01-1", "Hải Dương", "Nam Sách"),
    *("03/02/2005", "03/02/2006", "Đang sinh hoạt", None),
)


@pytest.mark.django_db
def test_each_names_a_sheet_its_columns_and_their_words() -> None:
    assert shipped()
    for way in shipped().values():
        check_mapping(way.mapping)
        assert way.name


@pytest.mark.django_db
@pytest.mark.usefixtures("province", "quick")
def test_the_entry_workbook_of_the_members_database_is_read_by_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("DANH SÁCH THÔNG TIN ĐẢNG VIÊN",), (), UPPER, LOWER, PERSON):
        sheet.append(list(row))
    sheet.merge_cells("H3:I3")
    for letter in "ABCDEFGJKLM":
        sheet.merge_cells(f"{letter}3:{letter}4")
    book.save(tmp_path / "csdl.xlsx")

    (file,) = look_at([tmp_path / "csdl.xlsx"], given={}).files
    (read,) = file.sheets
    assert read.memory is not None
    assert read.memory.name == "Bảng nhập của Cơ sở dữ liệu đảng viên"
    assert read.target == "members.register"
