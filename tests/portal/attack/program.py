"""A reader who has the program: they run it on every table that could be the true one, and keep
those that print the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice, product
from random import Random

from tests.portal.attack.tables import Place, Printed, Rows, printed, small, summed, tables_like

Program = Callable[[Rows], Printed]
Given = tuple[Rows, Place]
"""A table with its totals, and where it has a small count that is given away."""

NEAR = 600
"""How many tables near the true one are tried before all tables are."""

FAR = 200_000


def given_away_among(tables: Iterable[Rows]) -> list[Given]:
    """Where a small count has one value in all those of these tables that print the same."""
    same: dict[Printed, list[Rows]] = defaultdict(list)
    for rows in tables:
        same[printed(rows)].append(summed(rows))
    return [
        (counts, place)
        for alike in same.values()
        for place in {place for counts in alike for place in small(counts)}
        if len({counts[place[0]][place[1]] for counts in alike}) == 1
        for counts in alike[:1]
    ]


def given_away(rows: Rows, random: Random, program: Program = printed) -> list[Place]:
    """Where a small count has one value in all tables that print the same as this one. Tables near
    it are tried first, then all.
    """
    lines, counts = program(rows), summed(rows)
    left = set(small(counts))
    for other in _near(rows, lines, random):
        if not left:
            return []
        left -= _told_apart(counts, other, left, lines, program)
    for tried, other in enumerate(tables_like(lines, random)):
        if not left:
            return []
        assert tried < FAR, f"too many tables print like {rows}"
        left -= _told_apart(counts, other, left, lines, program)
    return sorted(left)


def _told_apart(
    counts: Rows, other: Rows, places: set[Place], lines: Printed, program: Program
) -> set[Place]:
    """Where another table differs, if it prints the same."""
    found = summed(other)
    differ = {(i, j) for i, j in places if found[i][j] != counts[i][j]}
    return differ if differ and program(other) == lines else set()


def _near(rows: Rows, lines: Printed, random: Random) -> Iterable[Rows]:
    """The table with two lines exchanged, and with one to three numbers moved within a line, or
    between two lines and back.
    """
    for one, other in product(range(len(rows)), repeat=2):
        if one < other:
            swapped = list(rows)
            swapped[one], swapped[other] = rows[other], rows[one]
            yield swapped
    hidden = [[j for j, cell in enumerate(line[:-1]) if isinstance(cell, str)] for line in lines]
    movable = [i for i in range(len(rows)) if hidden[i]]
    for _ in range(NEAR if movable else 0):
        moved = [list(row) for row in rows]
        for _ in range(random.choice((1, 1, 2, 3))):
            row = random.choice(movable)
            one, other = random.choice(hidden[row]), random.choice(hidden[row])
            moved[row][one] += 1
            moved[row][other] -= 1
            if random.random() < 0.7:
                row = random.choice(movable)
                moved[row][one] -= 1
                moved[row][other] += 1
        if min(map(min, moved)) >= 0:
            yield moved


def some(tables: Iterable[Rows], most: int) -> list[Rows] | None:
    """All tables; None where there are more."""
    found = list(islice(tables, most + 1))
    return found if len(found) <= most else None
