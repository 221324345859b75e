"""Files that are refused as a whole: each message names the file, says what is wrong and what would
be right.
"""

import io
import zipfile
from pathlib import Path

import pytest

from tests.workbooks.samples import BOOK, HEADER, PEOPLE, rezipped, row, xlsx
from thidua.language import Text, speaking
from thidua.workbooks import (
    UnreadableFileError,
    WrongTemplateError,
    parse_workbook,
    read,
    recognise,
)
from thidua.workbooks.guards import Limits
from thidua.workbooks.specification import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
GOOD = xlsx([HEADER, row()])
SHEET_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def refusal(content: bytes, name: str = "tap-tin.xlsx", limits: Limits | None = None) -> str:
    """What is said when the file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, limits=limits or Limits())
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    return text


def test_a_file_over_the_limit_is_refused_unread() -> None:
    assert "vượt mức cho phép 50 MB" in refusal(b"PK" + bytes(50 * 1024 * 1024))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"khong-co.xlsx: không tìm thấy tệp"):
        read(tmp_path / "khong-co.xlsx")


@pytest.mark.parametrize("name", ["rong.xlsx", "rong.csv"])
def test_an_empty_file(name: str) -> None:
    assert "tệp rỗng" in refusal(b"", name)


def test_a_file_of_another_type() -> None:
    assert "không phải tệp .xlsx hoặc .csv" in refusal(b"%PDF-1.7 ...")


def test_a_zip_that_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "không phải tệp .xlsx hoặc .csv" in refusal(out.getvalue())


@pytest.mark.parametrize("cut", [40, len(GOOD) // 2, len(GOOD) - 30], ids=["head", "middle", "end"])
def test_a_workbook_cut_off_in_the_middle(cut: int) -> None:
    assert "bị hỏng hoặc tải lên chưa trọn vẹn" in refusal(GOOD[:cut])


def test_a_workbook_with_damaged_bytes() -> None:
    start = GOOD.index(b"xl/worksheets/sheet1.xml") + 60
    damaged = GOOD[:start] + bytes(40) + GOOD[start + 40 :]
    assert "bị hỏng" in refusal(damaged)


def test_a_workbook_with_broken_xml() -> None:
    broken = rezipped(
        GOOD, xl__worksheets__sheet1_dot_xml=b"<worksheet><sheetData><row r='1'><c r='A1'"
    )
    assert "bị hỏng" in refusal(broken)


def test_a_password_is_named_with_the_way_to_remove_it() -> None:
    text = refusal(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "đặt mật khẩu" in text
    assert "Mã hoá bằng mật khẩu" in text


def test_old_excel_is_named_with_the_way_to_save_it() -> None:
    text = refusal(OLE + "Workbook".encode("utf-16-le"), "cu.xls")
    assert ".xls (Excel 97–2003)" in text
    assert "Lưu như" in text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (rezipped(GOOD, xl__vbaProject_dot_bin=b"x"), "giau.xlsx"),
        (
            rezipped(
                GOOD,
                **{
                    "[Content_Types]_dot_xml": b"application/vnd.ms-excel.sheet.macroEnabled."
                    b"main+xml"
                },
            ),
            "giau.xlsx",
        ),
    ],
)
def test_macros_are_refused_by_content(content: bytes, name: str) -> None:
    assert "macro" in refusal(content, name)


def test_other_office_formats_are_named() -> None:
    assert ".xlsb" in refusal(rezipped(GOOD, xl__workbook_dot_bin=b"x"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert "OpenDocument" in refusal(out.getvalue(), "libre.ods")


def test_a_part_that_unpacks_a_thousandfold() -> None:
    bomb = rezipped(GOOD, xl__media__image1_dot_xml=b"0" * 20_000_000)
    text = refusal(bomb)
    assert "tệp nén bất thường" in text
    assert "xl/media/image1.xml bung ra gấp" in text


def test_parts_that_unpack_to_more_than_we_hold() -> None:
    assert "bung ra tới" in refusal(GOOD, limits=Limits(unpacked=1_000))


def test_too_many_parts() -> None:
    assert "phần bên trong" in refusal(GOOD, limits=Limits(parts=3))


def test_a_sheet_of_two_cells_far_apart_kills_only_the_reading_process() -> None:
    cell = '<row r="{1}"><c r="{0}{1}"><v>1</v></c></row>'
    cells = cell.format("A", 1) + cell.format("GS", 1_048_576)
    far = SHEET_XML.format(f"<sheetData>{cells}</sheetData>").encode()
    text = refusal(
        rezipped(GOOD, xl__worksheets__sheet1_dot_xml=far), limits=Limits(memory=1_200_000_000)
    )
    assert "quá nhiều bộ nhớ" in text


def test_reading_that_takes_too_long_is_stopped() -> None:
    assert "quá 0 giây" in refusal(GOOD, limits=Limits(seconds=0))


def test_the_refusal_is_also_in_english() -> None:
    with speaking("en"):
        assert "protected by a password" in refusal(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_links_to_other_files_are_ignored() -> None:
    linked = rezipped(GOOD, xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>")
    assert read(linked, "lien-ket.xlsx").sheets["Đảng viên"].frame.height == 2


def test_a_wrong_template_says_what_was_found_and_what_would_fit() -> None:
    raw = read(xlsx([["Sản phẩm", "Đơn giá"], ["Bút", 5]], title="Bảng giá"), "gia.xlsx")
    with pytest.raises(WrongTemplateError) as caught:
        parse_workbook(raw, BOOK)
    text = str(caught.value)
    assert text.startswith("gia.xlsx: không đúng mẫu")
    assert "“Bảng giá” [“Sản phẩm”, “Đơn giá”]" in text
    assert "“Mẫu thử” (các trang “Đảng viên”, “Các năm trước”, “Thông tin năm”)" in text
    with pytest.raises(WrongTemplateError):
        recognise(raw, [BOOK])


def test_the_kind_of_workbook_is_recognised_by_headers_when_names_are_shared() -> None:
    other = Workbook(
        "other", Text("Khác", "Other"), (PEOPLE.__class__("p", PEOPLE.title, PEOPLE.columns[:1]),)
    )
    assert recognise(read(GOOD, "a.xlsx"), [other, BOOK]) is BOOK


def test_a_missing_sheet_and_an_unknown_sheet_are_listed() -> None:
    needed = Workbook(
        "two",
        Text("Hai trang", "Two"),
        (PEOPLE, PEOPLE.__class__("x", Text("Chức vụ", "Posts"), PEOPLE.columns)),
    )
    problems = list(parse_workbook(read(GOOD, "a.xlsx"), needed).problems)
    assert [str(problem) for problem in problems] == [
        "a.xlsx: thiếu trang tính (sheet) “Chức vụ”; tệp có các trang tính “Đảng viên”. "
        "Cần: một trang tính tên “Chức vụ”."
    ]
