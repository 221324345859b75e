"""A register as a commune prints it, from the file to members: title, head of two rows, sections
that name cells, a total and signatures; what nobody can know is asked once.
"""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.test_register import counts, spells, told
from thidua.accounts.actors import Operator
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.exchange.understood import Said, how_to_read
from thidua.matching.answering import answer
from thidua.organisations.models import Organisation, Person, Position

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

AS_OF = dt.date(2022, 11, 30)
HEAD = (
    "TT|Họ và tên|Ngày, tháng, năm sinh||Quê quán|Trình độ||Ngày vào Đảng||Chức vụ|Ghi chú",
    "||Nam|Nữ||Học vấn|Chuyên môn|Dự bị|Chính thức||",
)
MERGED = ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:G4", "H4:I4", "J4:J5", "K4:K5")
EAST = (
    (1, "Đỗ Thị Ánh", "1/1/1980", None, None, None, None, "3/2/2010", None, "Bí thư", None),
    (2, "Nguyễn Văn Bình", None, "2/1/1980", None, None, None, "3/2/2010", None, None, None),
    (3, "Trần Đăng Đức", "3/1/1980", None, None, None, None, "3/2/2010", "1/8/2021", None, None),
    (4, "Phạm Quang Sử", "1941", None, None, None, None, "2/9/1966", "2/9/1967", None, "Miễn SH"),
)
WEST = (
    (1, "Lê Thị Hường", None, "4/1/1980", None, None, None, "3/2/2010", None, "ĐUV", "Đi XKLĐ"),
    (2, "Phạm Quốc Ẩn", "5/1/1980", None, None, None, None, "3/2/2010", None, None, "SHTT"),
)
ANSWERS = {
    "value:since": {"since": "admission"},
    "words:note": {"đi xklđ": "temporary_elsewhere"},
    "only_year:born_on": {"born_on": "keep"},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The register of X01."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for title in ("ĐẢNG BỘ XÃ AN BÌNH", "DANH SÁCH ĐẢNG VIÊN", "(tính đến ngày 30/11/2022)"):
        sheet.append([title])
    for line in HEAD:
        sheet.append([cell or None for cell in line.split("|")])
    sheet.append([f"({number})" for number in range(1, 12)])
    for cells in MERGED:
        sheet.merge_cells(cells)
    for section, rows in (("Chi bộ thôn Đông", EAST), ("CB thôn Đoài", WEST)):
        sheet.append([None, section])
        for row in rows:
            sheet.append(row)
    sheet.append(["Tổng số: 6 đảng viên"])
    sheet.append(["T/M ĐẢNG UỶ", *[None] * 7, "BÍ THƯ"])
    path = tmp_path / "So dang vien.xlsx"
    book.save(path)
    return path


def bring(path: Path) -> tuple[list[str], ImportResult]:
    """Load it for the commune, with the answers. Returns what was asked besides."""
    unit = Organisation.objects.get(code="X01")
    first = import_files([path], actor=Operator(), unit=unit, how=how_to_read(unit))
    [sheet] = first.asking
    asked = [one.id for one in sheet.understood.questions if not one.answered]
    mapping, this_file = answer(sheet.understood, ANSWERS)
    said = {(path.name, "Sheet1"): Said(mapping, this_file)}
    how = how_to_read(unit, said=said)
    return asked, import_files([path], actor=Operator(), unit=unit, how=how)


def test_a_printed_register_becomes_members_after_what_only_a_person_knows(file: Path) -> None:
    asked, result = bring(file)

    assert sorted(asked) == sorted(ANSWERS)
    assert result.applied, told(result)
    assert counts(result) == (1, 4, 1, 0)
    assert next(iter(result.sheets[-1].changes)).subject == ("Phạm Quang Sử (X01-DV0001)")
    assert spells("X01-DV0001") == [
        (dt.date(2015, 1, 1), dt.date(2022, 11, 29), "X01-1", "official"),
        (AS_OF, None, "X01-1", "exempt"),
    ]
    assert spells("DV03")[-1] == (dt.date(2021, 8, 1), None, "X01-1", "official")
    assert spells("DV04")[-1] == (AS_OF, None, "X01-2", "temporary_elsewhere")
    assert Person.objects.get(code="X01-DV0001").born_year == 1941
    assert Position.objects.filter(person__code="DV01", organisation__code="X01-1").exists()
    assert [note.vi[:36] for note in result.notes] == ["Danh sách năm 2021 đã chốt từ trước "]
    assert "chức vụ ở cấp uỷ cấp trên: không ghi từ sổ này" in " ".join(told(result))


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    bring(file)

    _, again = bring(file)

    assert counts(again) == (0, 0, 6, 0), told(again)
