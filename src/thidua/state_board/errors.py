"""Why a delay is not granted or taken back; said in both languages."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class StateBoardError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(
                "hãy nêu lý do cho lùi hạn: đơn vị và cấp trên đều đọc được",
                "say why the delay is granted: the unit and those above read it",
            )
        )

    @classmethod
    def no_deadline(cls) -> Self:
        return cls(
            Text(
                "bước này chưa có hạn cho đơn vị: đặt hạn trong lịch của năm trước",
                "this step has no deadline for the unit yet: set one in the year's calendar first",
            )
        )

    @classmethod
    def not_later(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                "hạn của đơn vị đã là ngày {day}: ngày lùi phải sau ngày đó",
                "the unit is due on {day} already: the new day must be later",
            ).format(day=f"{due_on:%d/%m/%Y}")
        )

    @classmethod
    def past(cls, day: dt.date) -> Self:
        return cls(
            Text(
                "ngày lùi phải từ hôm nay, {day}, trở đi",
                "the new day must be today, {day}, or later",
            ).format(day=f"{day:%d/%m/%Y}")
        )

    @classmethod
    def taken_back_already(cls) -> Self:
        return cls(
            Text(
                "lần lùi hạn này đã được thu hồi: hãy tải lại trang",
                "this delay was taken back already: reload the page",
            )
        )
