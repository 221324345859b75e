"""What keeps the demo from being loaded."""

from collections.abc import Iterable
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class DemoError(RefusedError):
    """The base of every error of this room."""

    @classmethod
    def another_province(cls, name: str) -> Self:
        return cls(
            Text(
                vi=f"cơ sở dữ liệu đã có “{name}”: tỉnh mẫu chỉ nạp vào cơ sở dữ liệu trống "
                f"(đặt THIDUA_HOME khác)",
                en=f"the database already holds “{name}”: the demo needs an empty one (set "
                f"another THIDUA_HOME)",
            )
        )

    @classmethod
    def not_loaded(cls, problems: str) -> Self:
        return cls(
            Text(
                vi=f"tỉnh mẫu không nạp được:\n{problems}",
                en=f"the demo was not loaded:\n{problems}",
            )
        )

    @classmethod
    def refused(cls, what: Text, reasons: Iterable[Text]) -> Self:
        listed = list(reasons)
        return cls(
            Text(
                vi=f"{what.vi}: " + "; ".join(reason.vi for reason in listed),
                en=f"{what.en}: " + "; ".join(reason.en for reason in listed),
            )
        )
