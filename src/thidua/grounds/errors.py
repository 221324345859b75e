"""Why a difference cannot be settled; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class GroundsError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def settled_already(cls) -> Self:
        return cls(
            Text(
                "dòng này vừa được xử lý hoặc không còn khác nhau: xem lại danh sách",
                "this line was settled just now, or differs no more: look at the list again",
            )
        )

    @classmethod
    def not_told(cls) -> Self:
        return cls(
            Text(
                "kết quả thực hiện chưa tính ra thông tin này: ghi trên phiếu như thường lệ",
                "the year's work does not tell this fact: enter it on the sheet as ever",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
