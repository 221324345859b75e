"""How many subjects stand at each level."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self

from thidua.vocabulary.levels import SCALE, Level, NoLevel, ShownLevel


@dataclass(frozen=True)
class LevelCounts:
    """How many subjects stand at each level; `cannot_tell` are those nobody can rate yet. Whole
    numbers, which add up to those of the parts; shares are worked out where they are written.
    """

    outstanding: int = 0
    good: int = 0
    completed: int = 0
    not_completed: int = 0
    cannot_tell: int = 0

    @property
    def total(self) -> int:
        return self.outstanding + self.good + self.completed + self.not_completed + self.cannot_tell

    @property
    def good_or_better(self) -> int:
        return self.outstanding + self.good

    @classmethod
    def from_codes(cls, counts: Iterable[tuple[int | None, int]]) -> Self:
        """Sum (level as its number or None, how many) pairs. Raises UnknownWordError for a number
        that is no level.
        """
        sums: dict[str, int] = {}
        for code, number in counts:
            word = "cannot_tell" if code is None else Level.from_code(code).value
            sums[word] = sums.get(word, 0) + number
        return cls(**sums)

    def of(self, level: ShownLevel) -> int:
        """How many stand at a level, or are not known. Raises ValueError for "not rated":
        nobody who is not rated is counted.
        """
        if level is NoLevel.UNKNOWN:
            return self.cannot_tell
        number: int = getattr(self, Level(level))
        return number

    def each(self) -> list[tuple[ShownLevel, int]]:
        """Every level with its number, best first, then those not known."""
        return [(level, self.of(level)) for level in SCALE]

    def __add__(self, other: "LevelCounts") -> "LevelCounts":
        names = [field.name for field in fields(self)]
        return LevelCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})
