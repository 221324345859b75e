"""What a condition came to."""

from typing import Self

from thidua.language import Text
from thidua.vocabulary.words import Word


class Outcome(Word):
    """What a condition came to. A missing fact is never a silent pass or fail."""

    MET = "met", 1, Text("đạt", "met")
    NOT_MET = "not_met", 2, Text("không đạt", "not met")
    CANNOT_TELL = "cannot_tell", 3, Text("chưa đủ căn cứ", "cannot tell")

    @classmethod
    def of(cls, value: bool | None) -> Self:
        """The word for a nullable Boolean of the engine."""
        return cls("cannot_tell" if value is None else "met" if value else "not_met")
