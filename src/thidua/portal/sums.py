"""The sums of a table as a network, and the rings of cells that change together in it. Pure.

With its totals in the last row and column, a table is a network: a row gives what its columns take.
So one cell can change by one only together with a closed ring of other cells, each by one, up and
down so that every sum stays right.
"""

import heapq
from collections.abc import Callable, Iterator
from typing import NamedTuple

Place = tuple[int, int]
"""Row and column of a cell, totals included."""

_Node = tuple[str, int]


class Step(NamedTuple):
    """A cell that changes by one: +1 or -1."""

    place: Place
    by: int


StepCost = Callable[[Step], int | None]
"""What it costs that a cell changes; None where it cannot."""


class Sums:
    """The sums of a table of `height` by `width` cells, its totals in the last row and column."""

    def __init__(self, height: int, width: int) -> None:
        self._last = (height - 1, width - 1)
        self._steps: dict[_Node, list[tuple[_Node, Step]]] = {}
        for place in ((row, column) for row in range(height) for column in range(width)):
            for by in (1, -1):
                start, end = self._ends(place, by)
                self._steps.setdefault(start, []).append((end, Step(place, by)))

    def totals_in(self, place: Place) -> int:
        """0 for a cell of the table, 1 for the total of a row or a column, 2 for that of all."""
        return (place[0] == self._last[0]) + (place[1] == self._last[1])

    def ring(self, first: Step, cost: StepCost) -> list[Step] | None:
        """The cheapest other cells whose change makes every sum right again; None without any.

        Which of several equally cheap rings is found depends on their places alone.
        """
        goal, start = self._ends(*first)
        best: dict[_Node, int] = {start: 0}
        came: dict[_Node, tuple[_Node, Step]] = {}
        waiting: list[tuple[int, _Node]] = [(0, start)]
        while waiting:
            so_far, node = heapq.heappop(waiting)
            if node == goal:
                return list(_walked(came, goal))
            if so_far > best[node]:
                continue
            for there, step in self._steps[node]:
                more = None if step.place == first.place else cost(step)
                if more is not None and (there not in best or so_far + more < best[there]):
                    best[there], came[there] = so_far + more, (node, step)
                    heapq.heappush(waiting, (so_far + more, there))
        return None

    def _ends(self, place: Place, by: int) -> tuple[_Node, _Node]:
        """From where to where a change goes: from row to column where a cell grows, back where it
        shrinks. Totals of a row or a column stand on the other side of their sum, so theirs run
        the other way.
        """
        row, column = ("row", place[0]), ("column", place[1])
        return (row, column) if (self.totals_in(place) != 1) == (by > 0) else (column, row)


def _walked(came: dict[_Node, tuple[_Node, Step]], goal: _Node) -> Iterator[Step]:
    node = goal
    while node in came:
        node, step = came[node]
        yield step
