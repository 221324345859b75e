"""What can go wrong in reviewing a year, said in both languages: what, where, and what would be
right.
"""

from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError, listed
from thidua.language import Text
from thidua.rulebook import FactError


class ClassificationError(RefusedError):
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
                vi="thông tin năm {year} đang được nạp: chờ nạp xong rồi xếp loại",
                en="facts of {year} are being loaded: classify when that is done",
            ).format(year=year)
        )

    @classmethod
    def unreadable_fact(cls, codes: Sequence[str], fact: FactError) -> Self:
        return cls(
            Text(vi="{fact} (trường hợp: {codes})", en="{fact} (subjects: {codes})").format(
                fact=fact.text, codes=listed(codes)
            )
        )

    @classmethod
    def interrupted(cls) -> Self:
        return cls(Text(vi="lần chạy bị ngắt giữa chừng", en="the run was interrupted"))


class PreviewError(RefusedError):
    """A preview that is not about what is there any more."""

    @classmethod
    def gone(cls, layer: str, version: int) -> Self:
        return cls(
            Text(
                "không còn phiên bản {version} của {layer}", "version {version} of {layer} is gone"
            ).format(layer=layer, version=version)
        )

    @classmethod
    def changed(cls, year: int) -> Self:
        return cls(
            Text(
                vi="thông tin hoặc văn bản của năm {year} vừa thay đổi: hãy tính lại",
                en="the facts or texts of {year} have just changed: ask again",
            ).format(year=year)
        )


class SubjectNotFoundError(RefusedError):
    @classmethod
    def code(cls, year: int, code: str) -> Self:
        return cls(
            Text(
                vi="danh sách năm {year} không có mã “{code}”",
                en="no “{code}” in the roster of {year}",
            ).format(year=year, code=code)
        )

    @classmethod
    def several(cls, code: str, kinds: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="mã “{code}” có nhiều trường hợp; chọn một: {kinds}",
                en="“{code}” is several subjects; say which: {kinds}",
            ).format(code=code, kinds=listed(kinds))
        )
