"""What can go wrong in reviewing a year, said in both languages: what, where, and what would be right."""

from collections.abc import Sequence
from typing import Self

from thidua.campaigns.errors import listed
from thidua.language import Text
from thidua.rulebook import FactError


class ReviewError(Exception):
    """The base of every error of this room. `text` holds the sentence in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)


class ClassificationError(ReviewError):
    """A classification that cannot be run."""

    @classmethod
    def running(cls, year: int) -> Self:
        return cls(
            Text(
                vi="năm {year} đang được xếp loại ở một lần chạy khác: chờ lần đó xong",
                en="{year} is being classified by another run: wait for it to finish",
            ).format(year=year)
        )

    @classmethod
    def no_roster(cls, year: int) -> Self:
        return cls(
            Text(
                vi="danh sách năm {year} chưa chốt: chốt danh sách trước khi xếp loại",
                en="the roster of {year} is not frozen: freeze it before classifying",
            ).format(year=year)
        )

    @classmethod
    def being_written(cls, year: int) -> Self:
        return cls(
            Text(
                vi="dữ kiện năm {year} đang được nạp: chờ nạp xong rồi xếp loại",
                en="facts of {year} are being loaded: classify when that is done",
            ).format(year=year)
        )

    @classmethod
    def unreadable_fact(cls, codes: Sequence[str], fact: FactError) -> Self:
        return cls(
            Text(vi="{fact} (đối tượng: {codes})", en="{fact} (subjects: {codes})").format(
                fact=fact.text, codes=listed(codes)
            )
        )

    @classmethod
    def interrupted(cls) -> Self:
        return cls(Text(vi="lần chạy bị ngắt giữa chừng", en="the run was interrupted"))


class FactCorrectionError(ReviewError):
    """A fact that cannot be corrected."""

    @classmethod
    def not_rated(cls, name: str) -> Self:
        return cls(Text("{name} không thuộc diện xếp loại", "{name} is not rated").format(name=name))

    @classmethod
    def not_on_the_sheet(cls, fact: str) -> Self:
        return cls(
            Text("{fact} không có trên phiếu dữ kiện", "{fact} does not stand on the sheet of facts").format(fact=fact)
        )

    @classmethod
    def decided(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="{name} đã được xếp loại tại quyết định số {number}: mở lại quyết định trước khi sửa",
                en="{name} was decided by decision no. {number}: reopen the decision first",
            ).format(name=name, number=number)
        )


class PreviewError(ReviewError):
    """A preview that is not about what is there any more."""

    @classmethod
    def gone(cls, layer: str, version: int) -> Self:
        return cls(
            Text("không còn phiên bản {version} của {layer}", "version {version} of {layer} is gone").format(
                layer=layer, version=version
            )
        )

    @classmethod
    def changed(cls, year: int) -> Self:
        return cls(
            Text(
                vi="dữ kiện hoặc văn bản của năm {year} vừa thay đổi: hãy tính lại",
                en="the facts or texts of {year} have just changed: ask again",
            ).format(year=year)
        )


class ProposalError(ReviewError):
    """A proposal that cannot be accepted."""

    @classmethod
    def not_rated(cls, name: str) -> Self:
        return cls(
            Text(vi="{name} không thuộc diện xếp loại năm nay", en="{name} is not rated this year").format(name=name)
        )

    @classmethod
    def decided(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="{name} đã được xếp loại tại quyết định số {number}",
                en="{name} was decided by decision no. {number}",
            ).format(name=name, number=number)
        )

    @classmethod
    def no_reason(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name}: chọn mức khác “hoàn thành xuất sắc nhiệm vụ” phải nêu lý do",
                en="{name}: choosing another level than outstanding needs a reason",
            ).format(name=name)
        )

    @classmethod
    def no_reason_to_return(cls) -> Self:
        return cls(Text(vi="trả lại phải nêu lý do", en="sending back needs a reason"))

    @classmethod
    def nobody_to_return(cls) -> Self:
        return cls(Text(vi="chưa chọn ai để trả lại", en="nobody was chosen to be sent back"))

    @classmethod
    def not_returned(cls, name: str) -> Self:
        return cls(Text(vi="đề nghị của {name} không bị trả lại", en="{name} was not sent back").format(name=name))

    @classmethod
    def no_proposal(cls, name: str) -> Self:
        return cls(
            Text(vi="{name}: hãy chọn mức đề nghị", en="{name}: choose the level that is proposed").format(name=name)
        )

    @classmethod
    def not_a_level(cls, name: str, word: str, expected: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="{name}: không có mức “{word}”; cần: {expected}",
                en="{name}: no level “{word}”; expected: {expected}",
            ).format(name=name, word=word, expected=", ".join(expected))
        )


class DecisionError(ReviewError):
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
            Text(vi="{field}: dài nhất {most} ký tự", en="{field}: at most {most} characters").format(
                field=field, most=most
            )
        )

    @classmethod
    def covers_nobody(cls) -> Self:
        return cls(Text(vi="hãy chọn ít nhất một loại đối tượng", en="choose at least one kind of subjects"))

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text(vi="mở lại quyết định phải nêu lý do", en="reopening decisions needs a reason"))


class DecisionChangedError(DecisionError):
    """Somebody else saved the draft meanwhile; nothing was written."""

    @classmethod
    def by(cls, who: str, at: str) -> Self:
        return cls(
            Text(
                vi="{who} vừa sửa dự thảo này lúc {at}; chưa lưu để không đè lên",
                en="{who} changed this draft at {at}; nothing was saved over it",
            ).format(who=who, at=at)
        )


class SubjectNotFoundError(ReviewError):
    @classmethod
    def code(cls, year: int, code: str) -> Self:
        return cls(
            Text(vi="danh sách năm {year} không có mã “{code}”", en="no “{code}” in the roster of {year}").format(
                year=year, code=code
            )
        )

    @classmethod
    def several(cls, code: str, kinds: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="mã “{code}” có nhiều đối tượng; chọn một: {kinds}",
                en="“{code}” is several subjects; say which: {kinds}",
            ).format(code=code, kinds=listed(kinds))
        )
