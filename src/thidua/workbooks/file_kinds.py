"""What a file is by its content, where it is neither a workbook nor a table of text: its name for
the reader, and how to come from it to a file that is read.
"""

import re
from collections.abc import Collection
from enum import Enum

from thidua.language import Text

SAVE_XLSX = Text(
    vi="Hãy mở tệp bằng Excel, chọn Tệp (File) › Lưu như (Save As) và chọn kiểu “Excel Workbook "
    "(*.xlsx)”.",
    en="Open it in Excel, choose File > Save As and the type “Excel Workbook (*.xlsx)”.",
)
_COPY_TABLE = Text(
    vi="Hãy mở tệp, sao chép bảng rồi dán vào một trang tính Excel mới đã định dạng ô là Văn bản "
    "(Text) để giữ số 0 ở đầu mã, xem lại ngày tháng, rồi lưu kiểu “Excel Workbook (*.xlsx)”.",
    en="Open it, copy the table into a new Excel sheet whose cells are formatted as Text (codes "
    "keep their leading zeros), look at the dates, and save it as “Excel Workbook (*.xlsx)”.",
)
_ASK_SOURCE = Text(
    vi="Hãy xin nơi gửi tệp Excel gốc; đừng sao chép hay nhập lại từ đây, chữ và số dễ sai.",
    en="Ask the sender for the Excel file behind it; text copied or typed from here goes wrong.",
)
_UNPACK = Text(
    vi="Hãy giải nén rồi gửi từng tệp .xlsx bên trong (gửi được nhiều tệp một lần).",
    en="Unpack it and send the .xlsx files inside (several may be sent at once).",
)
_NOT_A_TABLE = Text(vi="Hãy chọn lại tệp bảng tính.", en="Choose the file of the table.")


class FileKind(Enum):
    """A kind of file that is not read: what it is, and the way out."""

    XLS = Text("tệp .xls (Excel 97–2003)", "an .xls file (Excel 97–2003)"), SAVE_XLSX
    XLSB = Text("tệp .xlsb (Excel nhị phân)", "an .xlsb file (binary Excel)"), SAVE_XLSX
    XML_2003 = Text("bảng tính XML 2003", "an XML Spreadsheet 2003"), SAVE_XLSX
    HTML = (
        Text("trang web (HTML) do phần mềm khác xuất ra", "a web page (HTML) from another program"),
        Text(
            vi=f"{SAVE_XLSX.vi} Nếu Excel hỏi vì đuôi tệp không khớp, chọn Có.",
            en=f"{SAVE_XLSX.en} If Excel asks because the ending does not match, choose Yes.",
        ),
    )
    ODS = (
        Text("tệp .ods (OpenDocument)", "an .ods file (OpenDocument)"),
        Text(
            vi="Hãy mở tệp bằng LibreOffice hoặc Excel, chọn Tệp (File) › Lưu như (Save As) và "
            "chọn kiểu “Excel Workbook (*.xlsx)”.",
            en="Open it in LibreOffice or Excel, choose File > Save As and the type “Excel "
            "Workbook (*.xlsx)”.",
        ),
    )
    NUMBERS = (
        Text("tệp Apple Numbers", "an Apple Numbers file"),
        Text(
            vi="Hãy mở bằng Numbers, chọn Tệp > Xuất sang > Excel, rồi gửi tệp .xlsx.",
            en="Open it in Numbers, choose File > Export To > Excel, and send the .xlsx file.",
        ),
    )
    DOCX = Text("tệp Word (.docx)", "a Word file (.docx)"), _COPY_TABLE
    DOC = Text("tệp Word cũ (.doc)", "an old Word file (.doc)"), _COPY_TABLE
    ODT = Text("tệp văn bản .odt", "a text document (.odt)"), _COPY_TABLE
    RTF = Text("tệp văn bản .rtf", "a text document (.rtf)"), _COPY_TABLE
    SLIDES = Text("tệp trình chiếu", "a presentation"), _COPY_TABLE
    PDF = Text("tệp PDF", "a PDF file"), _ASK_SOURCE
    PICTURE = Text("tệp ảnh", "a picture"), _ASK_SOURCE
    ARCHIVE = Text("tệp nén (zip, rar, 7z)", "an archive (zip, rar, 7z)"), _UNPACK
    LINK = (
        Text("đường dẫn tới Google Trang tính", "a link to Google Sheets"),
        Text(
            vi="Hãy mở trong Google Trang tính, chọn Tệp > Tải xuống > Microsoft Excel (.xlsx).",
            en="Open it in Google Sheets, choose File > Download > Microsoft Excel (.xlsx).",
        ),
    )
    PROGRAM = Text("một chương trình", "a program"), _NOT_A_TABLE

    @property
    def what(self) -> Text:
        """What it is, as a sentence goes on: “a PDF file”."""
        return self.value[0]

    @property
    def advice(self) -> Text:
        """A sentence: how to send the same data rightly."""
        return self.value[1]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096
_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"II*\0", FileKind.PICTURE),
    (b"MM\0*", FileKind.PICTURE),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
)
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", re.DOTALL)
_OLE_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("WordDocument", FileKind.DOC),
    ("PowerPoint Document", FileKind.SLIDES),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
)
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype html|html|head|meta|body|table|style|div|span)\b", re.IGNORECASE)
_XML_2003 = ("urn:schemas-microsoft-com:office:spreadsheet", 'progid="excel.sheet"')


def foreign_kind(content: bytes) -> FileKind | None:
    """What a file that is no zip is by its first bytes; None for a text that may be a table, and
    for what nobody knows.
    """
    head = content[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(OLE):
        streams = (kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in content)
        return next(streams, None)
    if _OLD_EXCEL.match(head):
        return FileKind.XLS
    if _BITMAP.match(head) or head[4:8] == b"ftyp" or head[8:12] == b"WEBP":
        return FileKind.PICTURE
    return FileKind.PDF if b"%PDF-" in head[:1_024] else _text_kind(head)


def _text_kind(head: bytes) -> FileKind | None:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if utf16 else "utf-8-sig", errors="ignore").lstrip().lower()
    if text.startswith("mime-version:"):
        return FileKind.HTML
    if text.startswith("{") and "docs.google.com" in text:
        return FileKind.LINK
    if not text.startswith("<"):
        return None
    if any(sign in text for sign in _XML_2003):
        return FileKind.XML_2003
    if "urn:oasis:names:tc:opendocument" in text:
        return FileKind.ODS
    return FileKind.HTML if _HTML.search(text) else None


def foreign_zip(names: Collection[str], mimetype: bytes) -> FileKind | None:
    """What a zip that is no workbook is, by the (small) names of its parts and its part
    `mimetype`; None for what may be a workbook.
    """
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if mimetype:
        return (
            FileKind.ODS if b"spreadsheet" in mimetype or b"text" not in mimetype else FileKind.ODT
        )
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        return FileKind.NUMBERS
    for folder, kind in (("word/", FileKind.DOCX), ("ppt/", FileKind.SLIDES)):
        if any(name.startswith(folder) for name in names):
            return kind
    inside = [name for name in names if not name.endswith("/")]
    if "[content_types].xml" not in names and not any(name.startswith("xl/") for name in names):
        return FileKind.ARCHIVE if inside else None
    return None
