"""Why a file is not taken, not removed, or cannot be had now; said in both languages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from thidua.attachments.limits import MEGABYTE
from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both


class AttachmentError(RefusedError):
    """The base of every error of this room."""

    # One file ------------------------------------------------------------------------------------

    @classmethod
    def empty(cls, name: str) -> Self:
        return cls(Text(f"{name}: tệp rỗng", f"{name}: the file is empty"))

    @classmethod
    def too_big(cls, name: str, *, size: int, most: int) -> Self:
        has, limit = _megabytes(size), most // MEGABYTE
        return cls(
            Text(
                f"{name}: tệp {has.vi}, nhận nhiều nhất {limit} MB",
                f"{name}: the file has {has.en}, {limit} MB are taken at most",
            )
        )

    @classmethod
    def not_taken(
        cls,
        name: str,
        *,
        found: Text,
        taken: Text,
        claimed: Text | None,
        alarm: bool,
    ) -> Self:
        """`found`: what the content is; `taken`: what is; `claimed`: what the name says it is.

        `alarm`: a name that hides a program may be the work of one.
        """
        told = _begun(name, claimed)
        warning = Text(
            " Có thể máy đã nhiễm mã độc: báo cán bộ tin học.",
            " The computer may be infected: tell whoever looks after it.",
        )
        more = warning if alarm and claimed else Text("", "")
        return cls(
            Text(
                f"{told.vi} là {found.vi}, nên không nhận.{more.vi} Nhận: {taken.vi}",
                f"{told.en} is {found.en}, so it is not taken.{more.en} Taken are: {taken.en}",
            )
        )

    @classmethod
    def not_taken_here(cls, name: str, *, found: Text, taken: Text) -> Self:
        """A good file, of a type that this owner does not take."""
        return cls(
            Text(
                f"{name}: ở đây không nhận {found.vi}. Nhận: {taken.vi}",
                f"{name}: {found.en} is not taken here. Taken are: {taken.en}",
            )
        )

    @classmethod
    def lying_name(
        cls, name: str, *, found: Text, fitting: Iterable[str], claimed: Text | None
    ) -> Self:
        """A good file under another one's name: renaming it ourselves would deceive somebody."""
        told, right = _begun(name, claimed), ", ".join(fitting)
        return cls(
            Text(
                f"{told.vi} là {found.vi}; hãy xem lại tệp, rồi đặt đúng đuôi {right}",
                f"{told.en} is {found.en}; look at the file and let its name end in {right}",
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
    def no_room(cls, unit: str, *, year: int, used: int, sent: int, most: int) -> Self:
        """`used`, `sent`, `most`: bytes."""
        has, adds, limit = (_megabytes(number) for number in (used, sent, most))
        return cls(
            Text(
                f"{unit} đã dùng {has.vi} trong {limit.vi} dành cho tệp năm {year}, lần gửi này "
                f"thêm {adds.vi}: chưa lưu tệp nào; hãy gỡ tệp không cần nữa hoặc gửi ít hơn",
                f"{unit} has used {has.en} of {limit.en} for files of {year}, these are "
                f"{adds.en} more: none was stored; remove what is no longer needed, or send less",
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


def _megabytes(size: int) -> Text:
    return Text("{mb} MB", "{mb} MB").format(mb=in_both(Decimal(size) / MEGABYTE, places=1))


def _begun(name: str, claimed: Text | None) -> Text:
    if claimed is None:
        return Text(f"{name}: bên trong", f"{name}: inside it")
    return Text(
        f"{name} không phải {claimed.vi}. Bên trong", f"{name} is not {claimed.en}. Inside it"
    )


class StoreAwayError(AttachmentError):
    """The place where the bytes lie cannot be reached or written: nothing was changed, and the same
    may be sent again.
    """

    status = 503

    @classmethod
    def now(cls) -> Self:
        return cls(
            Text(
                "kho tệp đang không đọc, ghi được; chưa thay đổi gì, hãy thử lại sau ít phút",
                "the store of files cannot be read or written now; nothing was changed, try "
                "again in a few minutes",
            )
        )

    @classmethod
    def full(cls) -> Self:
        """The disk is full: patience does not help."""
        return cls(
            Text(
                "kho tệp đã đầy; chưa thay đổi gì, hãy báo người quản trị máy chủ rồi gửi lại",
                "the store of files is full; nothing was changed: tell whoever looks after the "
                "server, then send again",
            )
        )
