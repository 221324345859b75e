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
    def no_reason(cls) -> Self:
        return cls(Text(vi="mở lại quyết định phải nêu lý do", en="reopening decisions needs a reason"))


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
