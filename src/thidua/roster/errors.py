"""What can go wrong with the roster of a year."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.campaigns.errors import CampaignError
from thidua.errors import listed
from thidua.language import Text
from thidua.vocabulary import NotReviewed


class RosterError(CampaignError):
    """A roster that cannot be frozen."""

    @classmethod
    def already_frozen(cls, year: int, day: dt.date) -> Self:
        return cls(
            Text(
                vi="danh sách năm {year} đã chốt theo ngày {day}; muốn chốt lại phải yêu cầu rõ",
                en="the roster of {year} is frozen already as of {day}; freezing again must be "
                "asked for",
            ).format(year=year, day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text("sửa danh sách năm phải nêu lý do", "correcting the year's list needs a reason")
        )

    @classmethod
    def not_frozen(cls, year: int) -> Self:
        return cls(
            Text(
                vi="danh sách năm {year} chưa chốt: chốt cả danh sách trước",
                en="the roster of {year} is not frozen: freeze the whole of it first",
            ).format(year=year)
        )

    @classmethod
    def nobody_of(cls, kind: Text, code: str) -> Self:
        return cls(
            Text(
                vi="không có {kind} nào mang mã {code}: nạp vào hệ thống trước",
                en="nobody of this kind ({kind}) has the code {code}: load them first",
            ).format(kind=kind, code=code)
        )

    @classmethod
    def leads_nothing(cls, code: str, leads: str) -> Self:
        return cls(
            Text(
                vi="cá nhân lãnh đạo {code} phải kèm mã tổ chức mình lãnh đạo; “{leads}” không "
                "phải",
                en="the leader {code} comes with the code of what they lead; “{leads}” is none",
            ).format(code=code, leads=leads)
        )

    @classmethod
    def not_there(cls, code: str, day: dt.date) -> Self:
        return cls(
            Text(
                vi="{code} không có trong hệ thống ngày chốt danh sách {day}: sửa ngày vào chi bộ, "
                "chức vụ hoặc vị trí của tổ chức trước",
                en="{code} does not stand in the tree on the cut-off date {day}: correct the days "
                "of membership, of the post or of the organisation's place first",
            ).format(code=code, day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def not_listed(cls, code: str) -> Self:
        return cls(
            Text(
                vi="{code} không có trong danh sách năm: sửa danh sách trước",
                en="{code} is not on the year's list: correct the list first",
            ).format(code=code)
        )

    @classmethod
    def decided(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="{name} đã được xếp loại tại quyết định số {number}: mở lại quyết định ấy trước",
                en="{name} was decided by decision no. {number}: reopen it first",
            ).format(name=name, number=number)
        )

    @classmethod
    def exempt(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} không thuộc diện xếp loại theo quy định, nên không ghi chưa kiểm điểm",
                en="{name} is not rated by rule, so no review is put off",
            ).format(name=name)
        )

    @classmethod
    def not_put_off(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} không có ghi chưa kiểm điểm", en="no review of {name} was put off"
            ).format(name=name)
        )

    @classmethod
    def no_such_reason(cls) -> Self:
        words = [reason.title for reason in NotReviewed]
        return cls(
            Text(
                vi="lý do chưa kiểm điểm: cần {words}", en="why not reviewed: one of {words}"
            ).format(
                words=Text("; ".join(one.vi for one in words), "; ".join(one.en for one in words))
            )
        )

    @classmethod
    def no_note(cls) -> Self:
        return cls(
            Text(
                "lý do khác thì phải ghi rõ ở phần ghi chú",
                "another reason is told in the note",
            )
        )

    @classmethod
    def day_outside(cls, day: dt.date, first: dt.date, last: dt.date) -> Self:
        return cls(
            Text(
                vi="ngày kiểm điểm bù {day} phải nằm trong khoảng từ {first} đến hôm nay {last}",
                en="the review was made up for on {day}; that must lie between {first} and today, "
                "{last}",
            ).format(day=f"{day:%d/%m/%Y}", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
        )

    @classmethod
    def nobody(cls, day: dt.date) -> Self:
        return cls(
            Text(
                vi="không có tổ chức nào trong hệ thống ngày {day}: nạp tệp tổ chức trước",
                en="no organisation stands in the tree on {day}: load the organisations first",
            ).format(day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def unplaced(cls, day: dt.date, people: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="ngày {day}, những đảng viên sau thuộc tổ chức không có vị trí trong hệ "
                "thống: {people}",
                en="on {day} the organisation of these members had no place in the tree: {people}",
            ).format(day=f"{day:%d/%m/%Y}", people=listed(people))
        )
