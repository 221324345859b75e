"""What can go wrong with the roster of a year."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.campaigns.errors import CampaignError
from thidua.errors import listed
from thidua.language import Text


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
