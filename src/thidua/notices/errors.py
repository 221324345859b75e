"""Why nobody is reminded, or a day cannot be promised; said in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class NoticeError(RefusedError):
    """The base of every error of this room."""

    @staticmethod
    def not_yours(unit: str) -> "OutOfReachError":
        return OutOfReachError(
            Text(
                "{unit} không thuộc phạm vi phụ trách và không giữ thông tin nào của đơn vị: chỉ "
                "nhắc được nơi đang giữ việc chung với đơn vị",
                "{unit} is outside your part and holds nothing of yours: only those who hold "
                "something that you wait for can be reminded",
            ).format(unit=unit)
        )

    @classmethod
    def nobody(cls) -> Self:
        return cls(
            Text(
                "chưa chọn nơi nào để nhắc: hãy chọn ít nhất một nơi",
                "nobody was chosen: choose at least one unit",
            )
        )

    @classmethod
    def promised_before(cls, day: dt.date) -> Self:
        return cls(
            Text(
                "ngày hẹn phải từ hôm nay, {day}, trở đi",
                "the day promised must be today, {day}, or later",
            ).format(day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def promised_after(cls, day: dt.date) -> Self:
        return cls(
            Text(
                "ngày hẹn chậm nhất là {day}: hãy hẹn một ngày gần hơn",
                "the day promised can be {day} at the latest: choose a nearer one",
            ).format(day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def no_such_link(cls) -> Self:
        return cls(
            Text(
                "liên kết xác nhận không còn dùng được (đã dùng, quá hạn, hoặc của tài khoản "
                "khác): hãy yêu cầu liên kết mới",
                "this link is good no more (used, too old, or another account's): ask for a new "
                "one",
            )
        )

    @classmethod
    def too_many_links(cls, most: int) -> Self:
        return cls(
            Text(
                "đã gửi {most} liên kết trong một ngày: hãy thử lại ngày mai",
                "{most} links were sent within a day: try again tomorrow",
            ).format(most=most)
        )

    @classmethod
    def no_mail_server(cls) -> Self:
        return cls(
            Text(
                "máy chủ thư của trang này chưa được cài đặt: hãy nhờ người vận hành",
                "this site has no mail server: ask whoever runs it",
            )
        )


class OutOfReachError(NoticeError):
    """A unit that the reader may not remind; a page answers as if it were not there."""

    status = 404
