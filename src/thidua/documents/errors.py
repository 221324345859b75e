"""What can go wrong in printing."""

from collections.abc import Iterable
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class PrintError(RefusedError):
    """The typesetter complained; something could be missing from the page, so nothing is handed
    out.
    """

    status = 422

    @classmethod
    def from_complaints(cls, complaints: Iterable[object]) -> Self:
        texts = "; ".join(str(getattr(complaint, "message", complaint)) for complaint in complaints)
        return cls(
            Text(
                f"Không xuất được PDF, bộ dàn trang báo: {texts}.",
                f"No PDF was made, because the typesetter complained: {texts}.",
            )
        )
