"""Why a value of the procedure is not set; said in both languages."""

from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class ProcedureError(RefusedError):
    """The base of every error of this room. `field`: which of the form it belongs to."""

    def __init__(self, text: Text, field: str = "") -> None:
        self.field = field
        super().__init__(text)

    @classmethod
    def refused(cls, text: Text) -> Self:
        """What the rulebook says against the value."""
        return cls(text, "value")

    @classmethod
    def says_nothing(cls, field: str) -> Self:
        """Without a document, or without a reason."""
        said = {
            "citation": Text("cần nêu văn bản của địa phương", "name the locality's document"),
            "reason": Text("cần nêu lý do", "say why"),
        }
        return cls(said[field], field)

    @classmethod
    def somebody_set_it(cls, value: str) -> Self:
        return cls(
            Text(
                f"người khác vừa đặt giá trị này thành “{value}”: xem lại rồi lưu",
                f"somebody else has just set it to “{value}”: look again, then save",
            ),
            "value",
        )
