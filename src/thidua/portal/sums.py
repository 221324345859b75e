"""The sums of a table as a network, and how many numbers a reader of it can believe in. Pure.

With its totals in the last row and column, a table is a network: a row gives what its columns take.
So one cell can change by one only together with a closed ring of other cells, each by one, up and
down so that every sum stays right.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

Place = tuple[int, int]
"""Row and column of a cell, totals included."""

_Node = tuple[str, int]


class Step(NamedTuple):
    """A cell that changes by one: +1 or -1."""

    place: Place
    by: int


class Sums:
    """The sums of a table of `height` by `width` cells, its totals in the last row and column."""

    def __init__(self, height: int, width: int) -> None:
        self._last = (height - 1, width - 1)
        self._steps: dict[_Node, list[tuple[_Node, Step]]] = {}
        for place in ((row, column) for row in range(height) for column in range(width)):
            for by in (1, -1):
                start, end = self._ends(place, by)
                self._steps.setdefault(start, []).append((end, Step(place, by)))

    def possible(
        self,
        place: Place,
        counts: Mapping[Place, int],
        may_be: Callable[[Place, int], bool],
        enough: int,
    ) -> int:
        """How many numbers can stand in a place, counted up to `enough`, while every sum stays
        right and each other place holds what `may_be` allows; `counts` is one such table.

        They lie side by side, as everywhere in a network: so it is enough to go up and down.
        """
        found = 1
        for by in (1, -1):
            changed = dict(counts)

            def may(step: Step, changed: dict[Place, int] = changed) -> bool:
                return may_be(step.place, changed[step.place] + step.by)

            first = Step(place, by)
            while found < enough and may(first):
                ring = self.ring(first, may)
                if ring is None:
                    break
                for there, change in (first, *ring):
                    changed[there] += change
                found += 1
        return found

    def ring(self, first: Step, may: Callable[[Step], bool]) -> list[Step] | None:
        """The fewest other cells whose change makes every sum right again; None without any."""
        goal, start = self._ends(*first)
        came: dict[_Node, tuple[_Node, Step] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            if node == goal:
                return list(_walked(came, goal))
            for there, step in self._steps[node]:
                if there not in came and step.place != first.place and may(step):
                    came[there] = (node, step)
                    waiting.append(there)
        return None

    def _totals_in(self, place: Place) -> int:
        """0 for a cell of the table, 1 for the total of a row or a column, 2 for that of all."""
        return (place[0] == self._last[0]) + (place[1] == self._last[1])

    def _ends(self, place: Place, by: int) -> tuple[_Node, _Node]:
        """From where to where a change goes: from row to column where a cell grows, back where it
        shrinks. Totals of a row or a column stand on the other side of their sum, so theirs run
        the other way.
        """
        row, column = ("row", place[0]), ("column", place[1])
        return (row, column) if (self._totals_in(place) != 1) == (by > 0) else (column, row)


def _walked(came: dict[_Node, tuple[_Node, Step] | None], goal: _Node) -> Iterator[Step]:
    found = came[goal]
    while found is not None:
        node, step = found
        yield step
        found = came[node]
