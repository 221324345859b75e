"""What can go wrong with a year, said in both languages: what, where, and what would be right."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.utils import timezone

from thidua.campaigns.models import FrameworkText
from thidua.language import Text

NAMED = 20
"""At most so many codes stand in one message; the rest is counted."""


def listed(codes: Sequence[str]) -> Text:
    """The first codes of a list, and how many more there are."""
    more = len(codes) - NAMED
    shown = ", ".join(codes[:NAMED])
    return Text(shown, shown) if more <= 0 else Text(f"{shown} và {more} mã khác", f"{shown} and {more} more")


class CampaignError(Exception):
    """The base of every error of this room. `text` holds the sentence in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)


class CampaignNotFoundError(CampaignError):
    @classmethod
    def year(cls, year: int, *, known: Sequence[int]) -> Self:
        years = ", ".join(map(str, known))
        return cls(
            Text(
                vi="chưa mở năm thi đua {year}; các năm đã có: {years}",
                en="no campaign for {year}; there are: {years}",
            ).format(year=year, years=years or Text("không có năm nào", "none"))
        )


class CampaignRefusedError(CampaignError):
    """A change of a year that its state or its values forbid."""

    @classmethod
    def already_decided(cls, year: int, decisions: int) -> Self:
        return cls(
            Text(
                vi="năm {year} đã có {n} quyết định xếp loại được ban hành: mở lại các quyết định trước khi thay đổi",
                en="{n} decisions of {year} are issued: reopen them before changing the year",
            ).format(year=year, n=decisions)
        )

    @classmethod
    def missing(cls, fields: Sequence[str]) -> Self:
        names = ", ".join(fields)
        return cls(Text(vi="năm thi đua còn thiếu: {names}", en="the year still needs: {names}").format(names=names))

    @classmethod
    def unknown(cls, fields: Sequence[str], expected: Sequence[str]) -> Self:
        return cls(
            Text(vi="không hiểu mục {names}; cần: {expected}", en="unknown: {names}; expected: {expected}").format(
                names=", ".join(fields), expected=", ".join(expected)
            )
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("cần nêu lý do", "a reason is needed"))

    @classmethod
    def no_version(cls, layer: str, version: int) -> Self:
        return cls(
            Text(
                vi="hướng dẫn “{layer}” không có phiên bản {version}",
                en="the local layer “{layer}” has no version {version}",
            ).format(layer=layer, version=version)
        )

    @classmethod
    def outside(cls, field: str, day: dt.date, first: dt.date, last: dt.date) -> Self:
        return cls(
            Text(
                vi="{field} {day} phải nằm trong khoảng từ {first} đến {last}",
                en="{field} {day} must lie between {first} and {last}",
            ).format(field=field, day=f"{day:%d/%m/%Y}", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
        )


class LayerChangedError(CampaignError):
    """Somebody else saved the layer while it was being written. `newest` is what they saved."""

    newest: FrameworkText | None = None

    @classmethod
    def since(cls, layer: str, newest: FrameworkText | None) -> Self:
        if newest is None:
            error = cls(
                Text("đã có hướng dẫn mang mã “{layer}”", "there is a local layer “{layer}” already").format(
                    layer=layer
                )
            )
        else:
            error = cls(
                Text(
                    vi="{who} đã lưu phiên bản {version} lúc {when}: xem bản ấy rồi lưu lại",
                    en="{who} saved version {version} at {when}: look at it, then save again",
                ).format(
                    who=newest.author or "–",
                    version=newest.version,
                    when=f"{timezone.localtime(newest.loaded_at):%H:%M %d/%m/%Y}",
                )
            )
        error.newest = newest
        return error


class NotBoundError(CampaignError):
    @classmethod
    def subject_types(cls, year: int, missing: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="năm {year} chưa gắn khung tiêu chí cho: {names}",
                en="no framework is bound in {year} for: {names}",
            ).format(year=year, names=", ".join(missing))
        )

    @classmethod
    def layer_out_of_force(cls, layer: str, starts: dt.date, ends: dt.date | None, review_date: dt.date) -> Self:
        until = Text("đến trước {day}", "until before {day}").format(day=f"{ends:%d/%m/%Y}") if ends else Text("", "")
        return cls(
            Text(
                vi="hướng dẫn địa phương “{layer}” hiệu lực từ {starts} {until}: không dùng cho ngày kiểm điểm {day}",
                en="the local layer “{layer}” is in force from {starts} {until}: not for a review on {day}",
            ).format(layer=layer, starts=f"{starts:%d/%m/%Y}", until=until, day=f"{review_date:%d/%m/%Y}")
        )


class RosterError(CampaignError):
    """A roster that cannot be frozen."""

    @classmethod
    def already_frozen(cls, year: int, day: dt.date) -> Self:
        return cls(
            Text(
                vi="danh sách năm {year} đã chốt theo ngày {day}; muốn chốt lại phải yêu cầu rõ",
                en="the roster of {year} is frozen already as of {day}; freezing again must be asked for",
            ).format(year=year, day=f"{day:%d/%m/%Y}")
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
                vi="ngày {day}, những đảng viên sau thuộc tổ chức không có vị trí trong hệ thống: {people}",
                en="on {day} the organisation of these members had no place in the tree: {people}",
            ).format(day=f"{day:%d/%m/%Y}", people=listed(people))
        )
