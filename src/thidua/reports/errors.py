"""What can be wrong with a question put to the reports."""

from collections.abc import Iterable
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class UnknownFigureError(RefusedError):
    """No figure has that key."""

    @classmethod
    def of(cls, key: str, known: Iterable[str]) -> Self:
        keys = ", ".join(known)
        return cls(
            Text(
                f"Không có số liệu “{key}”. Các số liệu: {keys}.",
                f"There is no figure “{key}”. The figures: {keys}.",
            )
        )
