"""What can go wrong with facts."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class FactCorrectionError(RefusedError):
    """A fact that cannot be corrected."""

    @classmethod
    def not_rated(cls, name: str) -> Self:
        return cls(
            Text("{name} không thuộc diện xếp loại", "{name} is not rated").format(name=name)
        )

    @classmethod
    def oneself(cls, name: str) -> Self:
        return cls(
            Text(
                "{name} là chính đồng chí: không ai tự sửa thông tin của mình, hãy để một người "
                "khác của đơn vị sửa",
                "{name} is you: nobody corrects their own facts, let somebody else of the unit do "
                "it",
            ).format(name=name)
        )

    @classmethod
    def not_on_the_sheet(cls, fact: str) -> Self:
        return cls(
            Text(
                "{fact} không có trên phiếu thông tin",
                "{fact} does not stand on the sheet of facts",
            ).format(fact=fact)
        )

    @classmethod
    def contradicts(cls, sentence: Text, expected: Text) -> Self:
        return cls(
            Text("{sentence}. Cần: {expected}", "{sentence}. Wanted: {expected}").format(
                sentence=sentence, expected=expected
            )
        )

    @classmethod
    def no_reason(cls, title: Text, told: Text | None) -> Self:
        """`told` None: the work has the fact, and cannot tell it."""
        if told is None:
            return cls(
                Text(
                    "{title}: lấy theo kết quả thực hiện nhiệm vụ, nay chưa đủ căn cứ để tính: ghi "
                    "kết quả ở nhiệm vụ. Muốn ghi khác thì cần nêu lý do",
                    "{title}: the year's work is to tell it and cannot yet: note the results of "
                    "its tasks. To put something else, say why",
                ).format(title=title)
            )
        return cls(
            Text(
                "{title}: kết quả thực hiện nhiệm vụ cho {told}. Muốn ghi khác thì cần nêu lý do",
                "{title}: the year's work tells {told}. To put something else, say why",
            ).format(title=title, told=told)
        )

    @classmethod
    def decided(cls, name: str, number: str) -> Self:
        return cls(
            Text(
                vi="{name} đã được xếp loại tại quyết định số {number}: mở lại quyết định trước "
                "khi sửa",
                en="{name} was decided by decision no. {number}: reopen the decision first",
            ).format(name=name, number=number)
        )
