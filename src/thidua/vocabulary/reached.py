"""How what was done stands beside what was aimed at."""

from decimal import Decimal
from typing import Self

from thidua.language import Text
from thidua.vocabulary.words import Word


class Reached(Word):
    """How a target stands: of a task's measure, and of an indicator. `UNKNOWN`: nobody noted how
    far it is; that is never zero.
    """

    EXCEEDED = "exceeded", 1, Text("vượt", "exceeded"), None, "đã vượt"
    REACHED = "reached", 2, Text("đạt", "reached"), None, "đã đạt"
    SHORT = "short", 3, Text("chưa đạt", "not reached")
    UNKNOWN = "unknown", 4, Text("chưa đủ căn cứ", "cannot tell")

    @property
    def is_done(self) -> bool:
        return self in {Reached.EXCEEDED, Reached.REACHED}

    @classmethod
    def of(cls, value: Decimal | None, target: Decimal | None, *, higher_is_better: bool) -> Self:
        """A number beside its target, exact; either of them missing: unknown."""
        if value is None or target is None:
            return cls("unknown")
        if value == target:
            return cls("reached")
        return cls("exceeded" if (value > target) == higher_is_better else "short")
