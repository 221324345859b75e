"""Why a fact cannot be reported, or a report not answered; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class DisputeError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def not_a_fact(cls) -> Self:
        return cls(
            Text("hãy chọn một thông tin có trên phiếu", "choose a fact that stands on the sheet")
        )

    @classmethod
    def decided(cls, number: str) -> Self:
        return cls(
            Text(
                f"mức đã được quyết định tại {number}: thông tin không sửa được nữa; nếu "
                f"chưa nhất trí thì khiếu nại lên cấp uỷ cấp trên trực tiếp",
                f"the level is decided by {number}: facts no longer change; whoever disagrees "
                f"objects to the committee above",
            )
        )

    @classmethod
    def nobody_answers(cls) -> Self:
        return cls(
            Text(
                "chưa có đơn vị phụ trách thông tin này: hỏi chi bộ nơi sinh hoạt",
                "no unit answers for this fact: ask your cell",
            )
        )

    @classmethod
    def same_value(cls) -> Self:
        return cls(
            Text(
                "giá trị đúng trùng với giá trị đang ghi",
                "the right value is the one that is there",
            )
        )

    @classmethod
    def no_reason(cls) -> Self:
        return cls(Text("hãy viết vì sao", "say why"))

    @classmethod
    def open_already(cls) -> Self:
        return cls(
            Text(
                "thông tin này đang có một đề nghị chờ trả lời",
                "a report of this fact is waiting for its answer already",
            )
        )

    @classmethod
    def answered_already(cls) -> Self:
        return cls(Text("đề nghị này đã được trả lời", "this report is answered already"))

    @classmethod
    def own_question(cls) -> Self:
        return cls(
            Text("người gửi không tự trả lời đề nghị của mình", "nobody answers their own report")
        )

    @classmethod
    def about_oneself(cls) -> Self:
        return cls(
            Text(
                "đề nghị này về chính đồng chí: hãy để một người khác của đơn vị trả lời",
                "this report is about you: let somebody else of the unit answer it",
            )
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
