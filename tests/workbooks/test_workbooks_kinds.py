"""What a file is its content says, whatever it is called: read as it is, or named with the way
out.
"""

import io
import zipfile

import pytest

from tests.workbooks.samples import HEADER, PEOPLE, raw_of, row, xlsx
from thidua.language import speaking
from thidua.workbooks import UnreadableFileError, parse, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = xlsx([HEADER, row()])
CSV = "Mã,Họ và tên\n01,Đỗ Thị Hường\n".encode()
NAMES = ["a.xlsx", "a.xls", "a.csv", "a.docx", "a.xlsm", "a.txt", "a"]


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


def zipped(**parts: bytes) -> bytes:
    """A zip of parts; `__` stands for a slash and `_dot_` for a point in their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_is_read_under_any_name(name: str) -> None:
    assert (raw_of(GOOD, name).name, raw_of(GOOD, name).frame.height) == ("Đảng viên", 2)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_table_of_text_is_read_under_any_name(name: str, encoding: str) -> None:
    sheet = raw_of(CSV.decode().encode(encoding), name)
    assert sheet.is_csv
    assert parse(sheet, PEOPLE).frame["full_name"].to_list() == ["Đỗ Thị Hường"]


XML_2003 = b"""<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
KINDS: dict[str, tuple[bytes, str, str]] = {
    "old Excel": (ole("Workbook"), ".xls (Excel 97–2003)", "Excel Workbook"),
    "older Excel": (ole("Book"), ".xls (Excel 97–2003)", "Excel Workbook"),
    "Excel of 1990": (b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(90), ".xls", "Excel Workbook"),
    "HTML called .xls": (b"<html><body><table><tr><td>x</td></table>", "HTML", "chọn Có"),
    "a bare table": (b"\xef\xbb\xbf\n<TABLE border=1><tr><td>x</td></tr>", "HTML", "chọn Có"),
    "HTML in UTF-16": ("<!DOCTYPE html><html>".encode("utf-16"), "HTML", "Excel Workbook"),
    "a web archive": (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "HTML", "Excel Workbook"),
    "XML of 2003": (XML_2003, "XML 2003", "Excel Workbook"),
    "OpenDocument": (zipped(mimetype=ODS, content_dot_xml=b"<x/>"), ".ods", "LibreOffice"),
    "binary Excel": (zipped(xl__workbook_dot_bin=b"x"), ".xlsb", "Excel Workbook"),
    "Word": (
        zipped(word__document_dot_xml=b"<w/>", word__vbaProject_dot_bin=b"x"),
        "Word (.docx)",
        "dán vào một trang tính Excel mới",
    ),
    "old Word": (ole("WordDocument"), "Word cũ (.doc)", "dán vào một trang tính"),
    "rich text": (rb"{\rtf1\ansi", ".rtf", "dán vào một trang tính"),
    "text document": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"<x/>"),
        ".odt",
        "dán vào một trang tính",
    ),
    "slides": (zipped(ppt__presentation_dot_xml=b"<p/>"), "trình chiếu", "dán vào"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "tệp PDF", "xin nơi gửi tệp Excel gốc"),
    "PDF after rubbish": (b"\n\n%PDF-1.4\n", "tệp PDF", "xin nơi gửi tệp Excel gốc"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(20), "tệp ảnh", "xin nơi gửi tệp Excel gốc"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(20), "tệp ảnh", "xin nơi gửi"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(20), "tệp ảnh", "xin nơi gửi"),
    "Numbers": (zipped(Index__Document_dot_iwa=b"x"), "Apple Numbers", "Xuất sang > Excel"),
    "a zip of files": (zipped(a_dot_xlsx=GOOD, b_dot_xlsx=GOOD), "tệp nén", "giải nén"),
    "a zip of folders": (zipped(xa__a_dot_csv=b"1"), "tệp nén", "giải nén"),
    "RAR": (b"Rar!\x1a\x07\x01\x00", "tệp nén", "giải nén"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "tệp nén", "giải nén"),
    "a program": (b"MZ\x90\x00" + bytes(90), "chương trình", "chọn lại tệp"),
    "a link": (
        b'{"url": "https://docs.google.com/open?id=1"}',
        "Google Trang tính",
        "Microsoft Excel (.xlsx)",
    ),
    "a password": (ole("EncryptedPackage"), "đặt mật khẩu", "bỏ mật khẩu"),
    "nobody knows": (bytes(range(256)) * 4, "không rõ là loại tệp gì", "Excel Workbook"),
}


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.bin"])
@pytest.mark.parametrize(("content", "what", "advice"), KINDS.values(), ids=KINDS)
def test_another_kind_is_named_with_the_way_out(
    content: bytes, what: str, advice: str, name: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        raw_of(content, name)
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    assert what in text
    assert advice in text


def test_no_kind_is_told_to_retype_or_to_save_what_cannot_be_saved() -> None:
    for kind in ("PDF", "PNG"):
        with pytest.raises(UnreadableFileError) as caught:
            read(KINDS[kind][0], "a")  # by way of the limited process
        assert "Lưu như" not in str(caught.value)
        with speaking("en"):
            assert "Ask the sender for the Excel file" in str(caught.value)
