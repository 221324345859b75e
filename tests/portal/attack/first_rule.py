"""How small counts were kept back at first, as it was: the attack has to break it.

The cheapest ring of unprinted cells ran through each small one, as if a number that the page called
"not shown" could be under five, though the page printed all such as "under 5" (decision 038).
"""

import heapq
from collections.abc import Iterator, Sequence

from thidua.portal.suppression import Cell, Mark, Protected

SMALLEST = 5
"""The smallest count of people that is printed (zero is: it tells nothing of anybody)."""


Place = tuple[int, int]
_Node = tuple[str, int]

_TOTAL_COST = 10**9
_BROKEN_MARK_COST = 10**12
"""What it costs to print less than "under 5" where the bounds of that mark would give the number
away.
"""


def protect(rows: Sequence[Sequence[int]]) -> Protected:
    """Mark what must not be printed in a table of people. Rows are of one length, counts are 0 or
    more.
    """
    table = _Table(rows)
    for place in sorted(table.marks):
        table.make_safe(place)
    *inner, last = [
        tuple(table.printed((i, j)) for j in range(table.width)) for i in range(table.height)
    ]
    return Protected(
        rows=tuple(row[:-1] for row in inner),
        row_totals=tuple(row[-1] for row in inner),
        column_totals=last[:-1],
        total=last[-1],
    )


class _Table:
    """The counts with their totals in the last row and column, and the marks set so far."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        counts = [[*row, sum(row)] for row in rows]
        counts.append([sum(column) for column in zip(*counts, strict=True)] or [0])
        self.counts = counts
        self.height, self.width = len(counts), len(counts[0])
        self.marks = {
            (i, j): Mark.SMALL
            for i, row in enumerate(counts)
            for j, count in enumerate(row)
            if 0 < count < SMALLEST
        }

    def printed(self, place: Place) -> Cell:
        return self.marks.get(place, self.counts[place[0]][place[1]])

    def make_safe(self, place: Place) -> None:
        """Withhold the cheapest ring through this cell (nothing, if one runs through marked cells
        already).
        """
        found = [
            (cost + own, [*ring, (place, step)])
            for step in (1, -1)
            if (own := self._cost(place, step)) is not None
            for cost, ring in [self._cheapest_ring(place, step)]
        ]
        _, ring = min(found, key=lambda one: one[0])
        for changed, step in ring:
            if not self._stays_inside(changed, step):
                self.marks[changed] = Mark.WITHHELD

    def _stays_inside(self, place: Place, step: int) -> bool:
        """Whether a marked cell may change so without leaving what its mark says."""
        mark = self.marks.get(place)
        changed = self.counts[place[0]][place[1]] + step
        return mark is Mark.WITHHELD or (mark is Mark.SMALL and changed < SMALLEST)

    def _cost(self, place: Place, step: int) -> int | None:
        """What is lost when this cell has to be able to change; None where it cannot.

        A printed zero stays, and nothing is thought to become zero: a reader may know that a cell
        is not empty."""
        count = self.counts[place[0]][place[1]]
        if count == 0 or count + step == 0:
            return None
        if self._stays_inside(place, step):
            return 0
        if place in self.marks:
            return _BROKEN_MARK_COST
        in_totals = (place[0] == self.height - 1) + (place[1] == self.width - 1)
        return count + in_totals * _TOTAL_COST

    def _cheapest_ring(self, place: Place, step: int) -> tuple[float, list[tuple[Place, int]]]:
        """The cheapest way back from where this cell's change leads to where it comes from, as
        (cell, ±1) steps.
        """
        start, goal = reversed(self._ends(place, step))
        best: dict[_Node, float] = {start: 0}
        came: dict[_Node, tuple[_Node, Place, int]] = {}
        waiting: list[tuple[float, _Node]] = [(0, start)]
        while waiting:
            cost, node = heapq.heappop(waiting)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for there, cell, change in self._steps_from(node):
                more = self._cost(cell, change)
                if (
                    cell != place
                    and more is not None
                    and cost + more < best.get(there, float("inf"))
                ):
                    best[there], came[there] = cost + more, (node, cell, change)
                    heapq.heappush(waiting, (cost + more, there))
        return best.get(goal, float("inf")), list(_walked(came, goal)) if goal in came else []

    def _ends(self, place: Place, step: int) -> tuple[_Node, _Node]:
        """Where a change comes from and where it leads: row to column for a growing cell, back for
        a shrinking one.

        Totals of a row or a column stand on the other side of their sum, so theirs run the other
        way."""
        row, column = ("row", place[0]), ("column", place[1])
        inwards = (place[0] == self.height - 1) == (place[1] == self.width - 1)
        return (row, column) if inwards == (step > 0) else (column, row)

    def _steps_from(self, node: _Node) -> Iterator[tuple[_Node, Place, int]]:
        kind, index = node
        others = range(self.width) if kind == "row" else range(self.height)
        for other in others:
            place = (index, other) if kind == "row" else (other, index)
            for step in (1, -1):
                begin, end = self._ends(place, step)
                if begin == node:
                    yield end, place, step


def _walked(
    came: dict[_Node, tuple[_Node, Place, int]], goal: _Node
) -> Iterator[tuple[Place, int]]:
    node = goal
    while node in came:
        node, place, step = came[node]
        yield place, step
