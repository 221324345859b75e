"""What stands against writing under a heading, prompting somebody, keeping a practice."""

import datetime as dt
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class WritingError(RefusedError):
    """The base of these errors."""

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        return cls(Text(fault, fault))

    @classmethod
    def no_such_fact(cls) -> Self:
        return cls(
            Text(
                "không còn điều này trong tư liệu của năm: tải lại trang để xem tư liệu mới",
                "this is no longer among the facts of the year: load the page again",
            )
        )

    @classmethod
    def nothing_to_keep(cls) -> Self:
        return cls(
            Text(
                "mục này chưa có chữ nào để giữ làm bản nháp",
                "there are no words under this heading to be kept",
            )
        )

    @classmethod
    def nobody_to_prompt(cls) -> Self:
        return cls(
            Text(
                "hãy chọn tập thể, cá nhân được gợi ý",
                "choose the collective or person to be prompted",
            )
        )

    @classmethod
    def empty_prompt(cls) -> Self:
        return cls(Text("hãy viết nội dung gợi ý", "write what is to be reviewed"))

    @classmethod
    def answered_already(cls) -> Self:
        return cls(
            Text(
                "bản kiểm điểm đã gửi: gợi ý không gỡ được nữa",
                "the review was sent: the prompt cannot be taken away any more",
            )
        )

    @classmethod
    def short_notice(cls, last_day: dt.date, asked: int) -> Self:
        return cls(
            Text(
                f"dự thảo phải gửi người dự họp trước {asked} ngày làm việc, chậm nhất "
                f"{last_day:%d/%m/%Y}: gửi bây giờ thì hãy nêu lý do",
                f"the draft goes out {asked} working days ahead, on {last_day:%d/%m/%Y} at the "
                "latest: say why it goes out now",
            )
        )
