"""What can stand against making a year public."""

from collections.abc import Sequence
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class PortalError(RefusedError):
    """The base of every error of this room."""


class PublishingRefusedError(PortalError):
    """A year that cannot be made public yet; `reasons` are all of them."""

    def __init__(self, text: Text, reasons: Sequence[Text] = ()) -> None:
        super().__init__(text)
        self.reasons = tuple(reasons)

    @classmethod
    def of(cls, year: int, reasons: Sequence[Text]) -> Self:
        listed = Text("; ".join(one.vi for one in reasons), "; ".join(one.en for one in reasons))
        sentence = Text(
            "chưa công bố được kết quả năm {year}: {listed}",
            "{year} cannot be published yet: {listed}",
        )
        return cls(sentence.format(year=year, listed=listed), reasons)


class NotPublishedError(PortalError):
    @classmethod
    def year(cls, year: int) -> Self:
        return cls(
            Text(
                f"kết quả năm {year} chưa được công bố", f"the results of {year} are not published"
            )
        )


class WithdrawalError(PortalError):
    @classmethod
    def no_reason(cls) -> Self:
        return cls(
            Text(
                "cần nêu lý do rút lại: lịch sử giữ lý do đó",
                "withdrawing needs its reason: the history keeps it",
            )
        )
