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
    def under(cls, name: str, parent: str, *, allowed: Text) -> Self:
        return cls(
            Text(
                vi="{name} không thể trực thuộc {parent}; cần: {allowed}",
                en="{name} cannot stand under {parent}; expected: {allowed}",
            ).format(name=name, parent=parent, allowed=allowed)
        )

    @classmethod
    def under_itself(cls, name: str, parent: str) -> Self:
        return cls(
            Text(
                vi="{parent} nằm dưới {name}: tổ chức không thể trực thuộc chính nó",
                en="{parent} lies below {name}: an organisation cannot stand under itself",
            ).format(name=name, parent=parent)
        )

    @classmethod
    def no_cell(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} không phải chi bộ nên không có đảng viên trực tiếp",
                en="{name} is no cell and has no members directly",
            ).format(name=name)
        )


class WrongDayError(OrganisationError):
    """Something cannot happen on that day."""

    @classmethod
    def not_placed(cls, name: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="ngày {day}, {name} không có trong hệ thống tổ chức",
                en="on {day}, {name} has no place in the tree",
            ).format(name=name, day=day_text(day))
        )

    @classmethod
    def not_after(cls, name: str, day: dt.date, *, since: dt.date) -> Self:
        return cls(
            Text(
                vi="{name}: ngày {day} phải sau ngày {since}, khi thời gian hiện tại bắt đầu",
                en="{name}: {day} must lie after {since}, when the present period began",
            ).format(name=name, day=day_text(day), since=day_text(since))
        )

    @classmethod
    def ended_before(cls, name: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="{name}: không có gì đang diễn ra vào ngày {day}",
                en="{name}: nothing is going on that could end on {day}",
            ).format(name=name, day=day_text(day))
        )

    @classmethod
    def goes_on_after(cls, name: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="{name}: còn thời gian sinh hoạt sau ngày {day}; sửa thời gian ấy trước",
                en="{name}: there is a membership after {day}; correct that one first",
            ).format(name=name, day=day_text(day))
        )


class StillHasError(OrganisationError):
    """An organisation cannot be closed while something hangs on it."""

    @classmethod
    def parts(cls, name: str, day: dt.date, *, children: int, members: int) -> Self:
        return cls(
            Text(
                vi="từ ngày {day}, {name} còn {children} tổ chức trực thuộc và {members} đảng "
                "viên: chuyển họ đi trước",
                en="from {day} on, {name} still has {children} organisations and {members} "
                "members: move them first",
            ).format(name=name, day=day_text(day), children=children, members=members)
        )


class TakenError(OrganisationError):
    @classmethod
    def code(cls, code: str) -> Self:
        return cls(
            Text(vi="mã {code} đã được dùng", en="the code {code} is taken").format(code=code)
        )
