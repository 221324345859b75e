"""Why a file is not taken, not removed, or cannot be had now; said in both languages."""

from collections.abc import Iterable
from typing import Self

from thidua.attachments.limits import MEGABYTE
from thidua.errors import RefusedError
from thidua.language import Text


class AttachmentError(RefusedError):
    """The base of every error of this room."""

    # One file ------------------------------------------------------------------------------------

    @classmethod
    def empty(cls, name: str) -> Self:
        return cls(Text(f"{name}: tệp rỗng", f"{name}: the file is empty"))

    @classmethod
    def too_big(cls, name: str, *, size: int, most: int) -> Self:
        has, limit = f"{size / MEGABYTE:.1f}", most // MEGABYTE
        return cls(
            Text(
                f"{name}: tệp {has.replace('.', ',')} MB, nhận nhiều nhất {limit} MB",
                f"{name}: the file has {has} MB, {limit} MB are taken at most",
            )
        )

    @classmethod
    def not_taken(cls, name: str, *, found: Text, taken: Iterable[str]) -> Self:
        """`found`: what the content is; `taken`: the endings that are."""
        endings = ", ".join(taken)
        return cls(
            Text(
                f"{name}: nội dung là {found.vi}, không được nhận; nhận: {endings}",
                f"{name}: its content is {found.en}, which is not taken; taken are: {endings}",
            )
        )

    @classmethod
    def lying_name(cls, name: str, *, ending: str, fitting: Iterable[str]) -> Self:
        right = ", ".join(fitting)
        return cls(
            Text(
                f"{name}: đuôi tên là {ending} nhưng nội dung là {right}; hãy xem lại tệp, rồi "
                "đặt đúng đuôi",
                f"{name}: the name ends in {ending} but the content is {right}; look at the "
                "file and name it rightly",
            )
        )

    @classmethod
    def not_utf8(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name}: văn bản không dùng bảng mã UTF-8; hãy lưu lại, chọn UTF-8",
                f"{name}: the text is not in UTF-8; save it again and choose UTF-8",
            )
        )

    @classmethod
    def old_office(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name}: tệp Word, Excel đời cũ hoặc có mật khẩu; hãy lưu lại thành .docx, "
                ".xlsx, không mật khẩu",
                f"{name}: an old or password-protected Word or Excel file; save it as .docx or "
                ".xlsx without password",
            )
        )

    @classmethod
    def active_package(cls, name: str, *, what: Text) -> Self:
        return cls(
            Text(
                f"{name}: tệp có {what.vi}, không được nhận; hãy bỏ phần ấy hoặc lưu thành PDF",
                f"{name}: the file carries {what.en} and is not taken; take that out, or save "
                "it as PDF",
            )
        )

    @classmethod
    def broken(cls, name: str) -> Self:
        return cls(
            Text(
                f"{name}: tệp hỏng hoặc bị cụt, không mở được; hãy gửi lại bản mở được",
                f"{name}: the file is damaged or cut short and cannot be opened; send one that can",
            )
        )

    @classmethod
    def too_many_pixels(cls, name: str, *, width: int, height: int, most: int) -> Self:
        limit = most // MEGABYTE
        return cls(
            Text(
                f"{name}: ảnh {width} × {height} điểm, nhận nhiều nhất {limit} triệu điểm; hãy "
                "thu nhỏ ảnh",
                f"{name}: the picture has {width} × {height} pixels, {limit} million are taken; "
                "make it smaller",
            )
        )

    @classmethod
    def long_caption(cls, name: str, *, length: int, most: int) -> Self:
        return cls(
            Text(
                f"{name}: chú thích dài {length} chữ, nhiều nhất {most}",
                f"{name}: the caption has {length} signs, {most} at most",
            )
        )

    # An owner's files ----------------------------------------------------------------------------

    @classmethod
    def too_many(cls, *, there: int, sent: int, most: int) -> Self:
        return cls(
            Text(
                f"nhận nhiều nhất {most} tệp ở đây: đã có {there}, gửi thêm {sent}; hãy bớt tệp",
                f"{most} files are taken here at most: {there} are there, {sent} were sent; "
                "send fewer",
            )
        )

    @classmethod
    def owner_gone(cls) -> Self:
        return cls(
            Text(
                "nơi nhận tệp không còn; chưa lưu tệp nào",
                "what the files were sent to is no longer there; none was stored",
            )
        )

    @classmethod
    def removed_already(cls, name: str) -> Self:
        return cls(Text(f"{name}: tệp đã được gỡ", f"{name}: the file is removed already"))

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("hãy ghi vì sao gỡ tệp", "say why the file is removed"))

    @classmethod
    def long_reason(cls, *, length: int, most: int) -> Self:
        return cls(
            Text(
                f"lý do dài {length} chữ, nhiều nhất {most}",
                f"the reason has {length} signs, {most} at most",
            )
        )


class StoreAwayError(AttachmentError):
    """The place where the bytes lie cannot be reached or written: nothing was changed."""

    @classmethod
    def now(cls) -> Self:
        return cls(
            Text(
                "kho tệp đang không đọc, ghi được; chưa thay đổi gì, hãy thử lại sau ít phút",
                "the store of files cannot be read or written now; nothing was changed, try "
                "again in a few minutes",
            )
        )
