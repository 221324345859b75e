"""What can go wrong with a year, said in both languages: what, where, and what would be right."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class CampaignError(RefusedError):
    """The base of every error of this room."""


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
                vi="năm {year} đã có {n} quyết định xếp loại được ban hành: mở lại các quyết "
                "định trước khi thay đổi",
                en="{n} decisions of {year} are issued: reopen them before changing the year",
            ).format(year=year, n=decisions)
        )

    @classmethod
    def missing(cls, fields: Sequence[str]) -> Self:
        names = ", ".join(fields)
        return cls(
            Text(vi="năm thi đua còn thiếu: {names}", en="the year still needs: {names}").format(
                names=names
            )
        )

    @classmethod
    def unknown(cls, fields: Sequence[str], expected: Sequence[str]) -> Self:
        return cls(
            Text(
                vi="không hiểu mục {names}; cần: {expected}",
                en="unknown: {names}; expected: {expected}",
            ).format(names=", ".join(fields), expected=", ".join(expected))
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
            ).format(
                field=field,
                day=f"{day:%d/%m/%Y}",
                first=f"{first:%d/%m/%Y}",
                last=f"{last:%d/%m/%Y}",
            )
        )

    @classmethod
    def opens_late(cls, step: str, opens: dt.date, due: dt.date) -> Self:
        return cls(
            Text(
                vi="{step}: mở từ {opens} thì sau hạn {due}; hãy đặt ngày mở không muộn hơn hạn",
                en="{step}: opens on {opens}, after it is due on {due}; open it by then",
            ).format(step=step, opens=f"{opens:%d/%m/%Y}", due=f"{due:%d/%m/%Y}")
        )

    @classmethod
    def later_than_province(cls, step: str, day: dt.date, due: dt.date | None) -> Self:
        if due is None:
            return cls(
                Text(
                    vi="{step}: tỉnh không đặt hạn cho cấp này, nên không đặt hạn riêng được",
                    en="{step}: the province asks nothing of this tier, so no day of its own",
                ).format(step=step)
            )
        return cls(
            Text(
                vi="{step}: hạn {day} muộn hơn hạn của tỉnh {due}; hãy đặt {due} hoặc sớm hơn",
                en="{step}: {day} is later than the province's {due}; set {due} or earlier",
            ).format(step=step, day=f"{day:%d/%m/%Y}", due=f"{due:%d/%m/%Y}")
        )
