"""What can go wrong with the tree and its people, said in both languages: what, where, and what
would be right.
"""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


def day_text(day: dt.date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


class OrganisationError(RefusedError):
    """The base of every error of this room."""


class WrongPlaceError(OrganisationError):
    """An organisation or a member cannot stand there."""

    @classmethod
    def under(cls, code: str, parent: str, *, allowed: Text) -> Self:
        return cls(
            Text(
                vi="{code} không thể trực thuộc {parent}; cần: {allowed}",
                en="{code} cannot stand under {parent}; expected: {allowed}",
            ).format(code=code, parent=parent, allowed=allowed)
        )

    @classmethod
    def under_itself(cls, code: str, parent: str) -> Self:
        return cls(
            Text(
                vi="{parent} nằm dưới {code}: tổ chức không thể trực thuộc chính nó",
                en="{parent} lies below {code}: an organisation cannot stand under itself",
            ).format(code=code, parent=parent)
        )

    @classmethod
    def no_cell(cls, code: str) -> Self:
        return cls(
            Text(
                vi="{code} không phải chi bộ nên không có đảng viên trực tiếp",
                en="{code} is no cell and has no members directly",
            ).format(code=code)
        )


class WrongDayError(OrganisationError):
    """Something cannot happen on that day."""

    @classmethod
    def not_placed(cls, code: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="ngày {day}, {code} không có trong hệ thống tổ chức",
                en="on {day}, {code} has no place in the tree",
            ).format(code=code, day=day_text(day))
        )

    @classmethod
    def not_after(cls, code: str, day: dt.date, *, since: dt.date) -> Self:
        return cls(
            Text(
                vi="{code}: ngày {day} phải sau ngày {since}, khi thời gian hiện tại bắt đầu",
                en="{code}: {day} must lie after {since}, when the present period began",
            ).format(code=code, day=day_text(day), since=day_text(since))
        )

    @classmethod
    def ended_before(cls, code: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="{code}: không có gì đang diễn ra vào ngày {day}",
                en="{code}: nothing is going on that could end on {day}",
            ).format(code=code, day=day_text(day))
        )

    @classmethod
    def goes_on_after(cls, code: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="{code}: còn thời gian sinh hoạt sau ngày {day}; sửa thời gian ấy trước",
                en="{code}: there is a membership after {day}; correct that one first",
            ).format(code=code, day=day_text(day))
        )


class StillHasError(OrganisationError):
    """An organisation cannot be closed while something hangs on it."""

    @classmethod
    def parts(cls, code: str, day: dt.date, *, children: int, members: int) -> Self:
        return cls(
            Text(
                vi="từ ngày {day}, {code} còn {children} tổ chức trực thuộc và {members} đảng "
                "viên: chuyển họ đi trước",
                en="from {day} on, {code} still has {children} organisations and {members} "
                "members: move them first",
            ).format(code=code, day=day_text(day), children=children, members=members)
        )


class TakenError(OrganisationError):
    @classmethod
    def code(cls, code: str) -> Self:
        return cls(
            Text(vi="mã {code} đã được dùng", en="the code {code} is taken").format(code=code)
        )
