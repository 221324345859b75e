"""Why a number, a rank or a way of reporting is not taken; said in both languages."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from thidua.language import Text
from thidua.targets.errors import NumberError


class IndicatorError(NumberError):
    """The base of every error of this room."""

    @classmethod
    def no_month_end(cls, on: dt.date) -> Self:
        return cls(
            Text(
                f"số liệu tính đến hết tháng hoặc quý, không phải đến {on:%d/%m/%Y}",
                f"a number is of the end of a month or quarter, not of {on:%d/%m/%Y}",
            )
        )

    @classmethod
    def other_year(cls, on: dt.date, year: int) -> Self:
        return cls(
            Text(
                f"tháng {on:%m/%Y} không thuộc năm {year}: ghi ở trang chỉ tiêu của năm ấy",
                f"{on:%m/%Y} is not of {year}: enter it on the page of its own year",
            )
        )

    @classmethod
    def to_come(cls, on: dt.date) -> Self:
        return cls(
            Text(
                f"tháng {on:%m/%Y} chưa đến nên chưa có số liệu",
                f"{on:%m/%Y} is still to come: it has no number yet",
            )
        )

    @classmethod
    def by_quarter(cls, name: str) -> Self:
        return cls(
            Text(
                f"“{name}” báo cáo theo quý: ghi ở tháng 3, 6, 9, 12",
                f"“{name}” is reported by quarter: enter it for March, June, September, December",
            )
        )

    @classmethod
    def no_source(cls) -> Self:
        return cls(
            Text(
                "thứ hạng cần có nguồn: ghi văn bản, báo cáo nào nêu",
                "a rank needs its source: say which document or report has it",
            )
        )

    @classmethod
    def no_such_rank(cls) -> Self:
        return cls(
            Text(
                "thứ hạng từ 1 trở lên và không quá số nơi được xếp; nơi khác cần ghi tên",
                "a rank is 1 or more and not above how many are ranked; another area has a name",
            )
        )

    @classmethod
    def no_such_day(cls) -> Self:
        return cls(
            Text(
                "hạn là một ngày từ 1 đến 28 của tháng sau",
                "the day is one from 1 to 28 of the next month",
            )
        )


class ConflictError(IndicatorError):
    """Somebody saved something else in between: `theirs` by the key of the indicator (None: taken
    out).
    """

    def __init__(self, theirs: Mapping[str, Decimal | None]) -> None:
        self.theirs = dict(theirs)
        super().__init__(
            Text(
                "số liệu vừa được người khác sửa: xem cả hai số rồi lưu lại",
                "somebody else has just changed a number: look at both, then save again",
            )
        )
