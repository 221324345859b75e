"""Small counts of people are not printed, nor can they be worked out from what is printed. Pure.

A count of 1 to 4 people is marked `SMALL` ("under 5"). Where sums would give it away all the same,
other cells are marked `WITHHELD`: a ring of cells (`sums`) through every small one; and if a reader
who adds and subtracts is then left with fewer than `ENOUGH` values for any, another ring for all.

Readers know more than the sums. They know that a withheld number is not small, and they may know
this module. A choice made by looking at hidden numbers would speak to them: "39 is withheld and 5
is not; so 5 was no use, so the small number is 1". Therefore which cells are chosen depends on what
anybody sees in the end: which cells are empty, which are small, and totals that are printed. Hidden
numbers decide only how often all small counts get another ring, and at the very end which columns
lose their totals. Whoever sees that learns "somewhere fewer than `ENOUGH` values were left", and
that is still more than one. `tests/portal/test_preimages.py` is that reader.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.portal.sums import Place, Step, Sums

SMALLEST = 5
"""The smallest count of people that is printed (zero is: it tells nothing of anybody)."""

ENOUGH = 3
"""How many values have to stay possible for each small count. Not two: that more was withheld
would then say that only one had been left.
"""

ROOMY = 16
"""From this expected count on, a cell is likely to stay above SMALLEST however its ring moves."""


class Mark(StrEnum):
    """Why a number is not printed. A withheld cell holds SMALLEST or more, a withheld total may
    hold less.
    """

    SMALL = "under_5"
    WITHHELD = "withheld"


Cell = int | Mark
_PlaceCost = Callable[[Place], int | None]

_UNKNOWN_COST = 10**5
_TIGHT_COST = 10**6
_TOTAL_COST = 10**9


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


def protect(rows: Sequence[Sequence[int]]) -> Protected:
    """Mark what must not be printed in a table of people. Rows are of one length, counts are 0 or
    more.
    """
    table = _Table(rows)
    table.mark()
    *inner, last = [
        tuple(table.printed((i, j)) for j in range(table.width)) for i in range(table.height)
    ]
    return Protected(
        rows=tuple(row[:-1] for row in inner),
        row_totals=tuple(row[-1] for row in inner),
        column_totals=last[:-1],
        total=last[-1],
    )


def protect_alone(count: int) -> Cell:
    """A count of people that stands in no table: nothing around it can give it away."""
    return Mark.SMALL if 0 < count < SMALLEST else count


class _Table:
    """The counts with their totals in the last row and column, and the marks set so far."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        counts = [[*row, sum(row)] for row in rows]
        counts.append([sum(column) for column in zip(*counts, strict=True)] or [0])
        self.height, self.width = len(counts), len(counts[0])
        self.counts = {(i, j): n for i, row in enumerate(counts) for j, n in enumerate(row)}
        self.sums = Sums(self.height, self.width)
        self.least_withheld = {place: self._least_withheld(place) for place in self.counts}
        self.small = [p for p, n in self.counts.items() if 0 < n < self.least_withheld[p]]
        self.small_in_column = Counter(column for _, column in self.small)
        self.marks: dict[Place, Mark] = dict.fromkeys(self.small, Mark.SMALL)

    def printed(self, place: Place) -> Cell:
        """What stands in the cell."""
        return self.marks.get(place, self.counts[place])

    def mark(self) -> None:
        """Withhold what the small counts need, and no more than that: cells before totals."""
        inside = [place for place in self.small if self._ring(place, self._cell_cost)]
        for place in (place for place in self.small if place not in inside):
            self._withhold_ring(place, self._any_cost)
        for place in inside:
            self._withhold_ring(place, self._cell_cost)
        while not all(map(self._has_enough, self.small)):
            if not self._withhold_further_rings(inside):
                self._withhold_what_is_left()
                break

    def _least_withheld(self, place: Place) -> int:
        """The least that a withheld number can be; a number is small if it is less.

        A total of three or four small numbers is not called small. "Under 5" would say what they
        are (1 + 1 + 1 + 1); they get it withheld, like a larger total that gives them away.
        """
        (row, column), (last_row, last_column) = place, (self.height - 1, self.width - 1)
        above = [self.counts[i, column] for i in range(last_row)] if row == last_row else []
        before = [self.counts[row, j] for j in range(last_column)] if column == last_column else []
        parts = max(sum(count > 0 for count in side) for side in (above, before))
        return parts if 3 <= parts < SMALLEST else SMALLEST

    def _withhold_further_rings(self, inside: Iterable[Place]) -> bool:
        """Another ring of cells that are all still printed for every small count that has one,
        whether it needs it or not: who needs it is not told. False where none has.
        """
        before = dict(self.marks)
        for place in inside:
            self._withhold_ring(place, lambda p: None if p in before else self._cell_cost(p))
        return self.marks != before

    def _withhold_what_is_left(self) -> None:
        """All cells, the totals of columns that need it, and where that is not enough, everything:
        then all that is left to say is which cells are empty and which are small.
        """
        self._withhold(place for place in self.counts if not self.sums.totals_in(place))
        for place in self.small:
            if not self._has_enough(place):
                self._withhold_ring(place, self._column_total_cost(place))
        if not all(map(self._has_enough, self.small)):
            self._withhold(self.counts)
            totals = [place for place in self.marks if self.sums.totals_in(place)]
            self.marks |= dict.fromkeys(totals, Mark.WITHHELD)

    def _ring(self, place: Place, cost: _PlaceCost) -> list[Step] | None:
        return self.sums.ring(Step(place, 1), lambda step: cost(step.place))

    def _withhold_ring(self, place: Place, cost: _PlaceCost) -> bool:
        ring = self._ring(place, cost)
        self._withhold(step.place for step in ring or ())
        return ring is not None

    def _withhold(self, places: Iterable[Place]) -> None:
        for place in places:
            if self.counts[place]:
                self.marks.setdefault(place, Mark.WITHHELD)

    def _has_enough(self, place: Place) -> bool:
        """Whether enough values are possible for a reader who knows all sums and marks."""
        found = 1
        for by in (1, -1):
            counts = dict(self.counts)

            def cost(step: Step, counts: dict[Place, int] = counts) -> int | None:
                return 0 if self._may_be(step.place, counts[step.place] + step.by) else None

            first = Step(place, by)
            while found < ENOUGH and cost(first) is not None:
                ring = self.sums.ring(first, cost)
                if ring is None:
                    break
                for changed, change in (first, *ring):
                    counts[changed] += change
                found += 1
        return found >= ENOUGH

    def _may_be(self, place: Place, count: int) -> bool:
        """Whether a reader may believe that a cell holds a count that is not the one printed.

        A printed zero stays, and nothing is thought to become zero: zeros are always printed.
        """
        mark = self.marks.get(place)
        if mark is Mark.SMALL:
            return 0 < count < SMALLEST
        return mark is Mark.WITHHELD and count >= self.least_withheld[place]

    def _any_cost(self, place: Place) -> int | None:
        """Totals come last. Of the others, cells in columns with few small counts come first, and
        of those the later columns: shares are made of the best levels.
        """
        if place in self.marks or not self.counts[place]:
            return 0 if place in self.marks else None
        column = place[1]
        by_column = (self.small_in_column[column] + 1) * self.width - column
        return self.sums.totals_in(place) * _TOTAL_COST + by_column

    def _cell_cost(self, place: Place) -> int | None:
        """No totals. Of the cells that can be expected to be large enough, the smallest comes
        first; what is expected is what anybody would guess from the totals.
        """
        if self.sums.totals_in(place) or place in self.marks or not self.counts[place]:
            return 0 if place in self.marks and not self.sums.totals_in(place) else None
        of_row, of_column = (place[0], self.width - 1), (self.height - 1, place[1])
        if of_row in self.marks or of_column in self.marks:
            return _UNKNOWN_COST
        total = self.counts[self.height - 1, self.width - 1]
        expected = self.counts[of_row] * self.counts[of_column] // total
        return expected if expected >= ROOMY else _TIGHT_COST - expected

    def _column_total_cost(self, small: Place) -> _PlaceCost:
        """For a ring through the total of a small count's column and that of another column."""

        def cost(place: Place) -> int | None:
            row, column = place
            if row == self.height - 1:
                free = place not in self.marks and column < self.width - 1
            else:
                free = column not in (small[1], self.width - 1)
            return self._any_cost(place) if free else None

        return cost
