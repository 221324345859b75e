"""Why a commitment cannot be saved, sent or answered; said in both languages."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from thidua.errors import RefusedError
from thidua.language import Text

if TYPE_CHECKING:
    from thidua.commitments.models import Commitment
    from thidua.commitments.writing import Words


class CommitmentError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def no_cell(cls) -> Self:
        return cls(
            Text(
                "chưa thấy chi bộ nơi sinh hoạt của đảng viên này trong năm: báo cấp uỷ để ghi vào "
                "danh sách",
                "no cell of this member is known this year: ask the committee to list it",
            )
        )

    @classmethod
    def too_many(cls, number: int, most: int) -> Self:
        return cls(
            Text(
                f"có {number} điều, nhiều nhất {most} điều: hãy gộp hoặc bỏ bớt",
                f"there are {number} items, at most {most}: join some or leave some out",
            )
        )

    @classmethod
    def not_this_year(cls, position: int, year: int) -> Self:
        return cls(
            Text(
                f"điều {position}: ngày xong phải nằm trong năm {year}",
                f"item {position}: the day must lie in {year}",
            )
        )

    @classmethod
    def nothing_written(cls) -> Self:
        return cls(
            Text(
                "chưa có điều nào: hãy viết ít nhất một điều rồi gửi",
                "nothing is written yet: write one item at least, then send",
            )
        )

    @classmethod
    def late_without_reason(cls, due_on: dt.date) -> Self:
        return cls(
            Text(
                f"đã quá hạn gửi {due_on:%d/%m/%Y}: hãy nêu lý do gửi muộn rồi gửi",
                f"it was due on {due_on:%d/%m/%Y}: say why it is late, then send",
            )
        )

    @classmethod
    def not_open(cls, year: int) -> Self:
        return cls(
            Text(
                f"năm thi đua {year} chưa phát động nên chưa nhận cam kết",
                f"the year {year} is not launched, so no commitments are taken yet",
            )
        )

    @classmethod
    def has_an_account(cls) -> Self:
        return cls(
            Text(
                "đảng viên này có tài khoản: để đồng chí ấy tự viết cam kết của mình",
                "this member has an account: their commitment is theirs to write",
            )
        )

    @classmethod
    def about_oneself(cls) -> Self:
        return cls(
            Text(
                "đây là cam kết của chính đồng chí: hãy để người khác trong cấp uỷ trả lời",
                "this commitment is your own: let somebody else of the committee answer it",
            )
        )

    @classmethod
    def none_chosen(cls) -> Self:
        return cls(
            Text(
                "chưa chọn bản cam kết nào: đánh dấu những bản muốn nhận",
                "no commitment is chosen: tick those to accept",
            )
        )

    @classmethod
    def unreadable(cls, faults: Sequence[str]) -> Self:
        """What was written cannot be taken; `faults` say why in the reader's language."""
        said = "; ".join(faults)
        return cls(Text(said, said))


class ConflictError(CommitmentError):
    """Somebody (the same person in another tab) saved in between; `theirs` is what stands there."""

    def __init__(self, commitment: "Commitment", theirs: "Sequence[Words]") -> None:
        self.commitment, self.theirs = commitment, theirs
        super().__init__(
            Text(
                "cam kết này vừa được lưu ở nơi khác: cả hai bản ở dưới đây, chưa bản nào mất",
                "this commitment was saved elsewhere just now: both are shown, nothing is lost",
            )
        )
