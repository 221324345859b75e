"""What can go wrong with proposals."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class ProposalError(RefusedError):
    """A proposal that cannot be accepted."""

    @classmethod
    def not_rated(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} không thuộc diện xếp loại năm nay", en="{name} is not rated this year"
            ).format(name=name)
        )

    @classmethod
    def decided(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="{name} đã được xếp loại tại quyết định số {number}",
                en="{name} was decided by decision no. {number}",
            ).format(name=name, number=number)
        )

    @classmethod
    def no_reason_to_return(cls) -> Self:
        return cls(Text(vi="trả lại phải nêu lý do", en="sending back needs a reason"))

    @classmethod
    def nobody_to_return(cls) -> Self:
        return cls(
            Text(
                vi="hãy chọn ít nhất một trường hợp để trả lại",
                en="nobody was chosen to be sent back",
            )
        )

    @classmethod
    def own_return(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name} là chính đồng chí: hãy để một người khác của cấp uỷ trả lại",
                en="{name} is you: let somebody else of the committee send it back",
            ).format(name=name)
        )

    @classmethod
    def not_returned(cls, name: str) -> Self:
        return cls(
            Text(
                vi="đề nghị của {name} không cần xem xét lại", en="{name} was not sent back"
            ).format(name=name)
        )

    @classmethod
    def no_proposal(cls, name: str) -> Self:
        return cls(
            Text(
                vi="{name}: hãy chọn mức đề nghị", en="{name}: choose the level that is proposed"
            ).format(name=name)
        )

    @classmethod
    def unreadable(cls, fault: str) -> Self:
        """What was written cannot be taken; `fault` says why in the reader's language."""
        return cls(Text(fault, fault))
