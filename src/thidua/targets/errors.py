"""Why a target or an indicator of one's own is not taken; said in both languages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.numbers import in_both


class NumberError(RefusedError):
    """What is wrong with a number of an indicator, aimed at or reached; both rooms say it."""

    @classmethod
    def not_here(cls) -> Self:
        return cls(
            Text(
                "chỉ tiêu này không còn trong năm của đơn vị: mở lại trang để xem danh sách",
                "this indicator is no longer one of the unit's: open the page again for the list",
            )
        )

    @classmethod
    def unreadable(cls, faults: Sequence[str]) -> Self:
        """What was written cannot be taken; `faults` say why in the reader's language."""
        said = "; ".join(faults)
        return cls(Text(said, said))

    @classmethod
    def too_large(cls, name: str, most: Decimal) -> Self:
        return cls(
            Text(
                f"“{name}”: số quá lớn; nhiều nhất {in_both(most).vi}",
                f"“{name}”: the number is too large; at most {in_both(most).en}",
            )
        )

    @classmethod
    def too_fine(cls, name: str, places: int) -> Self:
        return cls(
            Text(
                f"“{name}”: nhiều nhất {places} chữ số sau dấu phẩy",
                f"“{name}”: at most {places} decimals",
            )
        )


class TargetError(NumberError):
    """The base of every error of this room."""

    @classmethod
    def name_taken(cls, name: str) -> Self:
        return cls(
            Text(
                f"đơn vị đã có chỉ tiêu “{name}”",
                f"the unit has an indicator “{name}” already",
            )
        )

    @classmethod
    def incomplete(cls) -> Self:
        return cls(
            Text(
                "chỉ tiêu riêng cần có tên và đơn vị tính",
                "an indicator of one's own needs a name and a unit of measurement",
            )
        )

    @classmethod
    def used_below(cls, name: str, units: int) -> Self:
        return cls(
            Text(
                f"{units} đơn vị đã đăng ký mức cho “{name}”: không bỏ được nữa",
                f"{units} units have registered a target for “{name}”: it stays",
            )
        )

    @classmethod
    def province_has_its_own(cls) -> Self:
        return cls(
            Text(
                "mức của tỉnh nằm ở chỉ tiêu của năm, không đăng ký ở đây",
                "the province's target stands with the year's indicator, not here",
            )
        )


class ConflictError(TargetError):
    """Somebody registered something else in between: `theirs` by the key of the indicator (None:
    withdrawn).
    """

    def __init__(self, theirs: Mapping[str, Decimal | None]) -> None:
        self.theirs = dict(theirs)
        super().__init__(
            Text(
                "mức phấn đấu vừa được người khác sửa: xem cả hai số rồi lưu lại",
                "somebody else has just changed a target: look at both numbers, then save again",
            )
        )
