"""Errors that stop the reading or writing of a whole file; what is wrong in single cells is a
`Problem`.
"""

from collections.abc import Iterable, Sequence

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.workbooks.file_kinds import SAVE_XLSX, FileKind

_SAVE_UTF8 = Text(
    vi="Trong Excel chọn Tệp (File) › Lưu như (Save As) › “CSV UTF-8 (Comma delimited)”, hoặc "
    "gửi tệp .xlsx.",
    en="In Excel choose File > Save As > “CSV UTF-8 (Comma delimited)”, or send the .xlsx file.",
)

_CONVERT_FONT = Text(
    vi="Hãy mở tệp bằng Excel, dùng công cụ chuyển mã của UniKey (Ctrl+Shift+F6) chuyển từng bảng "
    "sang Unicode, xem lại chữ hoa ở họ tên, rồi lưu kiểu “Excel Workbook (*.xlsx)”.",
    en="Open it in Excel, convert the table to Unicode with UniKey's converter (Ctrl+Shift+F6), "
    "look at the capitals of names, and save it as “Excel Workbook (*.xlsx)”.",
)


class WorkbookError(RefusedError):
    """A file cannot be used at all. `str()` is one sentence: which `file`, and the `reason`: what
    is wrong, what would be right.
    """

    def __init__(self, file: str, reason: Text) -> None:
        self.file, self.reason = file, reason
        super().__init__(Text(f"{file}: {reason.vi}", f"{file}: {reason.en}"))


class UnreadableFileError(WorkbookError):
    """The bytes are not a workbook or CSV file that we read."""

    @classmethod
    def _because(
        cls, name: str, vi: str, en: str, advice: Text | None = None
    ) -> "UnreadableFileError":
        tail = advice or Text("", "")
        return cls(name, Text(vi=f"{vi} {tail.vi}".rstrip(), en=f"{en} {tail.en}".rstrip()))

    @classmethod
    def missing(cls, name: str) -> "UnreadableFileError":
        return cls._because(name, "không tìm thấy tệp.", "no such file.")

    @classmethod
    def empty(cls, name: str) -> "UnreadableFileError":
        return cls._because(
            name, "tệp rỗng, không có dòng nào.", "the file is empty, it has no rows."
        )

    @classmethod
    def too_big(cls, name: str, *, size: int, limit: int) -> "UnreadableFileError":
        mb, most = f"{size / 1_048_576:.0f}", f"{limit / 1_048_576:.0f}"
        return cls._because(
            name,
            f"tệp {mb} MB, vượt mức cho phép {most} MB. Hãy chia thành nhiều tệp hoặc xoá ảnh "
            f"và trang thừa.",
            f"the file has {mb} MB, more than the {most} MB allowed. Split it, or delete "
            f"pictures and unused sheets.",
        )

    @classmethod
    def unknown_type(cls, name: str) -> "UnreadableFileError":
        return cls._because(
            name,
            "không phải tệp .xlsx hoặc .csv, và không rõ là loại tệp gì.",
            "this is neither an .xlsx nor a .csv file.",
            SAVE_XLSX,
        )

    @classmethod
    def broken(cls, name: str, *, detail: str = "") -> "UnreadableFileError":
        note = f" ({detail})" if detail else ""
        return cls._because(
            name,
            f"tệp .xlsx bị hỏng hoặc tải lên chưa trọn vẹn{note}.",
            f"the .xlsx file is broken or was not uploaded completely{note}.",
            Text(
                vi="Hãy mở và lưu lại bằng Excel rồi gửi lại.",
                en="Open and save it again in Excel, then send it again.",
            ),
        )

    @classmethod
    def password(cls, name: str) -> "UnreadableFileError":
        return cls._because(
            name,
            "tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu (Tệp > Thông tin > Bảo "
            "vệ sổ làm việc > "
            "Mã hoá bằng mật khẩu, để trống) rồi gửi lại.",
            "the file is protected by a password. Remove it (File > Info > Protect Workbook > "
            "Encrypt with Password, "
            "leave it empty) and send it again.",
        )

    @classmethod
    def of_kind(cls, name: str, kind: FileKind) -> "UnreadableFileError":
        return cls._because(
            name,
            f"đây là {kind.what.vi}, không phải tệp .xlsx hoặc .csv.",
            f"this is {kind.what.en}, not an .xlsx or .csv file.",
            kind.advice,
        )

    @classmethod
    def macros(cls, name: str) -> "UnreadableFileError":
        return cls._because(
            name,
            "tệp có chứa macro (chương trình) nên không được nhận.",
            "the file carries macros (programs) and is not accepted.",
            SAVE_XLSX,
        )

    @classmethod
    def bomb(cls, name: str, *, detail: Text) -> "UnreadableFileError":
        return cls._because(
            name,
            f"tệp nén bất thường: {detail.vi}.",
            f"the file is packed in an abnormal way: {detail.en}.",
            Text(
                vi="Hãy chép dữ liệu sang một tệp mới tải từ phần mềm.",
                en="Copy the data into a fresh template.",
            ),
        )

    @classmethod
    def too_large_sheet(
        cls, name: str, *, sheet: str, extent: str, rows: int, columns: int
    ) -> "UnreadableFileError":
        return cls._because(
            name,
            f"trang tính “{sheet}” có dữ liệu tới {extent}, vượt mức "
            + f"{rows:,} dòng × {columns} cột.".replace(",", "."),
            f"the sheet “{sheet}” is filled up to {extent}, more than {rows:,} rows × {columns} "
            "columns.",
            Text(
                vi="Hãy xoá các dòng, cột thừa ở cuối trang tính, hoặc chia thành nhiều tệp.",
                en="Delete the rows and columns too many at its end, or split the file.",
            ),
        )

    @classmethod
    def too_hard(cls, name: str, *, seconds: int) -> "UnreadableFileError":
        return cls._because(
            name,
            f"đọc tệp tốn quá nhiều bộ nhớ hoặc quá {seconds} giây nên đã dừng.",
            f"reading took too much memory or more than {seconds} seconds and was stopped.",
            Text(
                vi="Hãy chép dữ liệu sang một tệp mới tải từ phần mềm.",
                en="Copy the data into a fresh template.",
            ),
        )

    @classmethod
    def csv_quotes(cls, name: str, *, row: int) -> "UnreadableFileError":
        return cls._because(
            name,
            f'từ dòng {row} có dấu nháy kép (") đặt sai hoặc mở mà không đóng, nên không tách '
            f"được các cột.",
            f'from row {row} on a quotation mark (") stands wrong or is never closed, so '
            f"columns cannot be told apart.",
            _SAVE_UTF8,
        )

    @classmethod
    def encoding(cls, name: str, *, found: Text) -> "UnreadableFileError":
        return cls._because(
            name,
            f"tệp CSV dùng {found.vi}, không phải UTF-8.",
            f"the CSV file is written in {found.en}, not in UTF-8.",
            _SAVE_UTF8,
        )

    @classmethod
    def old_font(cls, name: str, *, found: str) -> "UnreadableFileError":
        return cls._because(
            name,
            f"chữ gõ bằng phông cũ {found}, và không phải mọi chữ đều chuyển được sang Unicode.",
            f"the text is typed with old {found} fonts, and not all of it can be converted.",
            _CONVERT_FONT,
        )

    @classmethod
    def old_capitals(cls, name: str, *, found: str, words: Sequence[str]) -> "UnreadableFileError":
        some = ", ".join(f"“{word}”" for word in words[:5])
        return cls._because(
            name,
            f"chữ gõ bằng phông cũ {found} không cho biết chữ nào viết hoa ({some}).",
            f"text typed with old {found} fonts does not tell capitals ({some}).",
            _CONVERT_FONT,
        )

    @classmethod
    def lost_letters(cls, name: str, *, seen: str) -> "UnreadableFileError":
        return cls._because(
            name,
            f"chữ có dấu đã mất thành dấu hỏi khi lưu tệp (“{seen}”), không lấy lại được từ tệp "
            f"này. Hãy mở tệp gốc và lưu lại.",
            f"letters with accents became question marks when it was saved (“{seen}”) and are gone "
            f"from this file. Save it again from the original.",
            _SAVE_UTF8,
        )


class WrongTemplateError(WorkbookError):
    """A readable file that fits none of the expected workbooks."""

    @classmethod
    def nothing_fits(
        cls, name: str, *, found: Iterable[str], expected: Iterable[Text]
    ) -> "WrongTemplateError":
        """`found`: sheets with the headers seen in them; `expected`: descriptions of what would
        fit.
        """
        here = "; ".join(found) or "–"
        wanted = list(expected)
        return cls(
            name,
            Text(
                vi=f"không đúng mẫu. Tìm thấy {here}. Cần "
                f"{'; hoặc '.join(text.vi for text in wanted)}.",
                en=f"not one of our templates. Found {here}. Wanted "
                f"{'; or '.join(text.en for text in wanted)}.",
            ),
        )
