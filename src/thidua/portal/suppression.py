"""Small counts of people are not printed, nor can they be worked out from what is printed. Pure.

Where some number of a table is 1 to 4, the last levels are withheld in every line, whatever stands
there, zeros too: the last two, or as many more as it takes until no number that is left, nor what
a reader gets from a line by subtraction, is 1 to 4. Where the total of a level is 1 to 4, these
levels are withheld in the line of all bodies together as well. Bodies of fewer than five people
come first: they and the smallest others are held back whole, and count as one.

Which levels are withheld follows from what is printed. So all that a reader learns by it, who may
know this module, is: "with one level fewer, some number would have been small". That leaves each
small count more than one value (decision 038 has the proof); `tests/portal/attack` tries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST = 5
"""The smallest count of people that is printed, but for zero."""

FEWEST_LEVELS = 2
"""How many levels are withheld at least: one alone is what the others leave of the total."""


class Mark(StrEnum):
    """Why a number is not printed: 1 to 4 people, in no table; or one of a table, whatever it
    is.
    """

    SMALL = "under_5"
    WITHHELD = "withheld"


Cell = int | Mark
Counts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Protected:
    """A table as it may be printed: rows of cells, each row's total, each column's total, the total
    of all.
    """

    rows: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell

    @property
    def marked(self) -> int:
        """How many numbers are not printed."""
        every = [
            *(cell for row in self.rows for cell in row),
            *self.row_totals,
            *self.column_totals,
            self.total,
        ]
        return sum(isinstance(cell, Mark) for cell in every)


def protect(rows: Counts) -> Protected:
    """Mark what must not be printed in a table of people. Rows are of one length, counts are 0 or
    more; columns go from the level that matters most to readers to the one that matters least.
    """
    held_back = _held_back([sum(row) for row in rows])
    together = [_added(rows[place] for place in held_back)] if held_back else []
    lines = [*(row for place, row in enumerate(rows) if place not in held_back), *together]
    whole = _added(lines)
    hidden, in_whole = _last_columns(lines, whole)
    everything = small(sum(whole))
    shown = [
        _line(row, len(row) if place in held_back or everything else hidden)
        for place, row in enumerate(rows)
    ]
    return Protected(
        rows=tuple(shown),
        row_totals=tuple(
            Mark.WITHHELD if place in held_back or everything else sum(row)
            for place, row in enumerate(rows)
        ),
        column_totals=_line(whole, len(whole) if everything else hidden * in_whole),
        total=protect_alone(sum(whole)),
    )


def protect_alone(count: int) -> Cell:
    """A count of people that stands in no table: nothing around it can give it away."""
    return Mark.SMALL if small(count) else count


def small(count: int) -> bool:
    """Whether so few people may not be told."""
    return 0 < count < SMALLEST


def _added(rows: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _line(counts: Sequence[int], hidden: int) -> tuple[Cell, ...]:
    """Counts with so many of the last withheld."""
    shown = len(counts) - hidden
    return (*counts[:shown], *(Mark.WITHHELD for _ in counts[shown:]))


def _held_back(totals: Sequence[int]) -> list[int]:
    """The bodies whose lines are not printed: those of few people, and the smallest others. All
    that are equally small, so that the order of the lines tells nothing.
    """
    few = [place for place, total in enumerate(totals) if small(total)]
    next_larger = min((total for total in totals if total >= SMALLEST), default=None)
    return [place for place, n in enumerate(totals) if small(n) or n == next_larger] if few else []


def _last_columns(lines: Counts, whole: Sequence[int]) -> tuple[int, bool]:
    """How many of the last columns are withheld in each line, and whether in the whole too."""
    width, in_whole = len(whole), any(map(small, whole))
    read = [*lines, whole] if in_whole else lines
    if not any(small(count) for line in read for count in line):
        return 0, in_whole
    for hidden in range(FEWEST_LEVELS, width):
        if not any(map(small, _read(read, width - hidden))):
            return hidden, in_whole
    return width, in_whole


def _read(lines: Counts, shown: int) -> Iterable[int]:
    """What the first columns print, and what is left of each line: its total less those."""
    for line in lines:
        yield from line[:shown]
        yield sum(line[shown:])
