"""Why a dossier cannot be sent, answered or noted on; said in both languages."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class DossierError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def nobody(cls) -> Self:
        return cls(
            Text(
                "đơn vị này không có trường hợp nào cấp trên xếp loại: không có gì để gửi",
                "nobody of this unit is rated by a committee above: there is nothing to send",
            )
        )

    @classmethod
    def no_receiver(cls) -> Self:
        return cls(
            Text(
                "chưa biết hồ sơ gửi lên đâu: đơn vị này không có cấp uỷ cấp trên trong danh sách",
                "nobody knows where it goes: this unit has no committee above on the year's list",
            )
        )

    @classmethod
    def lacking(cls, what: Sequence[Text]) -> Self:
        said = ", ".join(one.vi for one in what), ", ".join(one.en for one in what)
        return cls(
            Text(
                "hồ sơ còn thiếu {what}: bổ sung, hoặc ghi rõ vì sao gửi khi còn thiếu",
                "it still lacks {what}: complete it, or say why it is sent so",
            ).format(what=Text(*said))
        )

    @classmethod
    def late_without_reason(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                "đã quá hạn gửi {day}: ghi rõ vì sao gửi muộn rồi gửi",
                "it was due on {day}: say why it is late, then send",
            ).format(day=f"{due_on:%d/%m/%Y}")
        )

    @classmethod
    def says_nothing(cls) -> Self:
        return cls(Text("chưa viết ý kiến nào", "nothing is written yet"))

    @classmethod
    def not_sent(cls) -> Self:
        return cls(
            Text(
                "hồ sơ chưa gửi: chưa có gì để cho ý kiến",
                "it was not sent: there is nothing to note on",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was sent cannot be read; `fault` says so in the reader's language."""
        return cls(Text(fault, fault))
