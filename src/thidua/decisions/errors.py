"""What can go wrong with decisions."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text

DATED_OUTSIDE = Text(
    vi="ngày quyết định {day} phải nằm trong khoảng từ {first} (ngày kiểm điểm) đến {last}",
    en="the decision is dated {day}; it must lie between {first} (the review) and {last}",
)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


class DecisionError(RefusedError):
    """A change of decisions that their state forbids."""

    @classmethod
    def nothing_issued(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} không có quyết định nào đã ban hành để mở lại",
                en="no decision of {year} is issued that could be reopened",
            ).format(year=year)
        )

    @classmethod
    def not_issued(cls, number: str) -> Self:
        return cls(
            Text(
                vi="quyết định số {number} chưa ban hành nên không có gì để mở lại",
                en="decision no. {number} is not issued, so there is nothing to reopen",
            ).format(number=number)
        )

    @classmethod
    def not_decided(cls, name: str) -> Self:
        return cls(
            Text(
                vi="mức của {name} chưa có quyết định nào nên không có gì để mở lại",
                en="the level of {name} is not decided, so there is nothing to reopen",
            ).format(name=name)
        )

    @classmethod
    def not_in_it(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="mức của {name} không còn nằm trong quyết định số {number} đã ban hành",
                en="the level of {name} is not held by an issued decision no. {number}",
            ).format(name=name, number=number)
        )

    @classmethod
    def about_oneself(cls) -> Self:
        return cls(
            Text(
                vi="không ai mở lại mức xếp loại của chính mình",
                en="nobody reopens their own level",
            )
        )

    @classmethod
    def not_above(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} không phải cấp uỷ đã quyết định hoặc cấp uỷ cấp trên",
                en="{name} is neither the committee that decided nor one above it",
            ).format(name=name)
        )

    @classmethod
    def begun_already(cls, number: str) -> Self:
        return cls(
            Text(
                vi="mức này đã có quyết định lần hai: {number}",
                en="this level has its second decision: {number}",
            ).format(number=number)
        )

    @classmethod
    def before_the_first(cls, day: dt.date, number: str, earlier: dt.date) -> Self:
        return cls(
            Text(
                vi="quyết định lần hai đề ngày {day}, trước quyết định số {number} ngày {earlier}",
                en="the second decision is dated {day}, before decision no. {number} of {earlier}",
            ).format(day=_day(day), number=number, earlier=_day(earlier))
        )

    @classmethod
    def issued(cls, number: str) -> Self:
        return cls(
            Text(
                vi="quyết định số {number} đã ban hành, không sửa được nữa; muốn sửa thì mở lại",
                en="decision no. {number} is issued and cannot be changed; reopen it first",
            ).format(number=number)
        )

    @classmethod
    def number_taken(cls, number: str) -> Self:
        return cls(
            Text(
                vi="số {number} đã dùng cho một quyết định khác của cấp uỷ này trong năm",
                en="no. {number} belongs to another decision of this committee this year",
            ).format(number=number)
        )

    @classmethod
    def not_allowed(cls, field: Text, expected: Sequence[str]) -> Self:
        return cls(
            Text(vi="{field}: cần {expected}", en="{field}: needs {expected}").format(
                field=field, expected=", ".join(expected)
            )
        )

    @classmethod
    def too_long(cls, field: Text, most: int) -> Self:
        return cls(
            Text(
                vi="{field}: dài nhất {most} ký tự", en="{field}: at most {most} characters"
            ).format(field=field, most=most)
        )

    @classmethod
    def dated_outside(cls, day: dt.date, first: dt.date, last: dt.date) -> Self:
        return cls(DATED_OUTSIDE.format(day=_day(day), first=_day(first), last=_day(last)))

    @classmethod
    def before_supplemented(cls, day: dt.date, number: str, earlier: dt.date) -> Self:
        return cls(
            Text(
                vi="quyết định bổ sung đề ngày {day}, trước quyết định số {number} được bổ sung, "
                "ngày {earlier}",
                en="the supplementary decision is dated {day}, before decision no. {number} of "
                "{earlier}, which it supplements",
            ).format(day=_day(day), number=number, earlier=_day(earlier))
        )

    @classmethod
    def supplements_a_supplement(cls, number: str) -> Self:
        return cls(
            Text(
                vi="quyết định số {number} đã là quyết định bổ sung: hãy bổ sung quyết định đầu",
                en="decision no. {number} is a supplement itself: supplement the first one",
            ).format(number=number)
        )

    @classmethod
    def supplements_another(cls, number: str) -> Self:
        return cls(
            Text(
                vi="quyết định số {number} là của cấp uỷ khác hoặc năm khác, không bổ sung được",
                en="decision no. {number} is another committee's or year's; it cannot be "
                "supplemented here",
            ).format(number=number)
        )

    @classmethod
    def supplements_open(cls, number: str) -> Self:
        return cls(
            Text(
                vi="quyết định số {number} chưa ban hành: thêm vào quyết định ấy, không cần bổ "
                "sung",
                en="decision no. {number} is not issued: add to it, no supplement is needed",
            ).format(number=number)
        )

    @classmethod
    def covers_nobody(cls) -> Self:
        return cls(
            Text(
                vi="hãy chọn ít nhất một loại: đảng viên, tổ chức đảng, tập thể, cá nhân",
                en="choose at least one kind of subjects",
            )
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(vi="mở lại quyết định phải nêu lý do", en="reopening decisions needs a reason")
        )


class DecisionChangedError(DecisionError):
    """Somebody else saved the draft meanwhile; nothing was written."""

    @classmethod
    def by(cls, who: str, at: str) -> Self:
        return cls(
            Text(
                vi="{who} vừa sửa dự thảo này lúc {at}; phần đồng chí sửa chưa lưu: so hai bản "
                "dưới đây rồi chọn",
                en="{who} changed this draft at {at}; nothing was saved over it",
            ).format(who=who, at=at)
        )
