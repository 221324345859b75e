"""What can be wrong with a question put to the reports."""

from collections.abc import Iterable
from typing import Self

from thidua.language import say


class ReportError(Exception):
    """Base of this room's errors; the text says what is wrong and what would be right."""


class UnknownFigureError(ReportError):
    """No figure has that key."""

    @classmethod
    def of(cls, key: str, known: Iterable[str]) -> Self:
        keys = ", ".join(known)
        return cls(
            say(
                f"Không có số liệu “{key}”. Các số liệu: {keys}.",
                f"No figure “{key}”. Figures: {keys}.",
            )
        )
