"""What stops an import or export as a whole; what is wrong in single cells is a list of
problems.
"""

from collections.abc import Iterable, Sequence
from typing import Self

from thidua.errors import RefusedError, and_more
from thidua.language import Text
from thidua.workbooks import WorkbookError


class ExchangeError(RefusedError):
    """The base of every error of this room."""


class LoadingAlreadyError(ExchangeError):
    @classmethod
    def elsewhere(cls) -> Self:
        return cls(
            Text(
                vi="đang có một lần nạp khác chưa xong: chờ lần đó xong rồi nạp lại",
                en="another import is under way: wait until it has finished, then try again",
            )
        )


class NothingToDoError(ExchangeError):
    @classmethod
    def no_files(cls) -> Self:
        return cls(Text(vi="chưa chọn tệp nào", en="no file was given"))

    @classmethod
    def no_year(cls) -> Self:
        return cls(
            Text(
                vi="chưa có năm thi đua nào: nêu năm, hoặc nạp trang tính “Năm” trước",
                en="there is no campaign yet: name the year, or load the sheet “Year” first",
            )
        )


class UnknownKindError(ExchangeError):
    @classmethod
    def kind(cls, kind: str, known: Iterable[str]) -> Self:
        return cls(
            Text(
                vi="không có loại tệp “{kind}”; cần: {known}",
                en="no workbook “{kind}”; expected: {known}",
            ).format(kind=kind, known=", ".join(known))
        )


class UploadRefusedError(ExchangeError):
    """An upload, or a step of one, that cannot be; the sentence says what would be right."""

    @classmethod
    def too_many(cls, most: int) -> Self:
        return cls(Text(f"mỗi lần tải lên tối đa {most} tệp", f"at most {most} files at a time"))

    @classmethod
    def too_big(cls, name: str, *, size: int, most: int) -> Self:
        megabytes, limit = f"{size / 1_048_576:.1f}", most // 1_048_576
        return cls(
            Text(
                f"tệp “{name}” nặng {megabytes.replace('.', ',')} MB, tối đa {limit} MB: xoá ảnh "
                "và trang thừa, "
                "hoặc chia thành nhiều tệp",
                f"the file “{name}” has {megabytes} MB, at most {limit} MB are taken: delete "
                f"pictures and unused sheets, "
                "or split it",
            )
        )

    @classmethod
    def together_too_big(cls, most: int) -> Self:
        limit = most // 1_048_576
        return cls(
            Text(
                f"các tệp cộng lại vượt {limit} MB: tải lên thành nhiều lần",
                f"the files have more than {limit} MB together: send them in several uploads",
            )
        )

    @classmethod
    def unreadable(cls, error: WorkbookError) -> Self:
        """A file that is no table at all, in the words of who looked at it."""
        named = Text("tệp “{file}”: {reason}", "the file “{file}”: {reason}")
        return cls(named.format(file=error.file, reason=error.reason))

    @classmethod
    def busy(cls) -> Self:
        return cls(
            Text(
                "lần nạp này đang được xử lý: chờ một lát rồi mở lại trang",
                "this upload is being worked on: wait a moment and open the page again",
            )
        )

    @classmethod
    def not_now(cls, state: object) -> Self:
        return cls(
            Text(
                f"lần nạp này đã sang trạng thái khác ({state}): xem lại trang rồi làm tiếp",
                f"this upload has moved on ({state}): look at the page again",
            )
        )

    @classmethod
    def other_preview(cls) -> Self:
        return cls(
            Text(
                "bản xem trước đã đổi từ lúc mở trang: xem lại rồi xác nhận",
                "the preview has changed since the page was opened: look again, then confirm",
            )
        )

    @classmethod
    def unread(cls, number: int) -> Self:
        return cls(
            Text(
                f"chưa nạp: hãy đọc {number} cảnh báo phải đọc rồi đánh dấu là đã đọc",
                f"not loaded: read the {number} warnings that must be read, and say that you have",
            )
        )

    @classmethod
    def nothing_new(cls) -> Self:
        return cls(
            Text(
                "mọi dòng đã có sẵn, không có gì để nạp",
                "everything is stored already, there is nothing to load",
            )
        )


class UndoRefusedError(ExchangeError):
    """Why an import cannot be taken back."""

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("hãy ghi lý do hoàn tác", "say why it is taken back"))

    @classmethod
    def reason_too_long(cls, most: int) -> Self:
        return cls(
            Text(
                "lý do hoàn tác dài quá: nhiều nhất {most} ký tự",
                "the reason is too long: {most} characters at most",
            ).format(most=most)
        )

    @classmethod
    def decided(cls, numbers: Sequence[str], more: int) -> Self:
        named = ", ".join(numbers)
        rest = and_more(more, "quyết định")
        return cls(
            Text(
                "đã có quyết định ban hành sau lần nạp này: {named}. Mở lại quyết định trước, "
                "hoặc sửa bằng một lần nạp mới",
                "decisions were issued after this import: {named}. Reopen them first, "
                "or correct by another import",
            ).format(named=Text(f"{named} {rest.vi}", f"{named} {rest.en}") if more else named)
        )

    @classmethod
    def changed(cls, rows: Sequence[tuple[str, str]], more: int) -> Self:
        named = "; ".join(f"{kind} ({by})" if by else kind for kind, by in rows)
        rest = (f"; và {more} dòng khác", f"; and {more} more rows") if more else ("", "")
        return cls(
            Text(
                f"có dòng đã được thay đổi sau lần nạp này: {named}{rest[0]}. Hoàn tác các thay "
                f"đổi sau trước, "
                "hoặc sửa bằng một lần nạp mới",
                f"rows have been changed since this import: {named}{rest[1]}. Take back what "
                f"came later first, "
                "or correct by another import",
            )
        )

    @classmethod
    def stood_on(cls, kind: str) -> Self:
        return cls(
            Text(
                f"dữ liệu nhập sau đang dùng các dòng này ({kind}): sửa bằng một lần nạp mới",
                f"what came later stands on rows that this import brought: {kind}",
            )
        )

    @classmethod
    def left_the_unit(cls) -> Self:
        return cls(
            Text(
                "có trường hợp từ đó đã chuyển sang đơn vị khác: nhờ tỉnh sửa",
                "subjects have moved to another unit since: ask the province to correct it",
            )
        )

    @classmethod
    def roster_moved(cls) -> Self:
        return cls(
            Text(
                "lần nạp này đã chốt lại một danh sách năm có sẵn nên không hoàn tác được: sửa "
                "bằng một lần nạp mới",
                "this import froze an existing roster again and cannot be taken back: correct "
                "by another import",
            )
        )
