"""What can be wrong with a question put to the reports."""

from collections.abc import Iterable
from typing import Self

from django.utils.translation import gettext as _


class ReportError(Exception):
    """Base of this room's errors; the text says what is wrong and what would be right."""


class UnknownFigureError(ReportError):
    """No figure has that key."""

    @classmethod
    def of(cls, key: str, known: Iterable[str]) -> Self:
        keys = ", ".join(known)
        return cls(_("Không có số liệu “{key}”. Các số liệu: {keys}.").format(key=key, keys=keys))
