"""Who knows how small counts are kept back, and tries tables until they print the same, learns no
small count of people.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from tests.portal.test_suppression import Rows, agrees, least_withheld, summed, whole
from thidua.portal.sums import Place, Step, Sums
from thidua.portal.suppression import Cell, Mark, protect

Printed = tuple[tuple[Cell, ...], ...]

MORE = 3
"""People by whom a candidate may be larger, since the total of all can be withheld too."""

TRIES = 300

LINE = [39, 103, 5, 1]
"""Printed as "39, 103, not shown, under 5, 148" it gave its last number away: 148 - 39 - 103 = 6,
of which at least 5 were withheld. With 39 withheld for 5 it did as well: why not the smaller one?
"""

GIVEN_AWAY_ONCE = [
    [[5, 8], [5, 4]],
    [[5, 0], [5, 1]],
    [[8, 7], [4, 5], [5, 5]],
    [[5, 1]],
    [[4, 4]],
    [[1, 1, 9]],
    [[5, 8, 1]],
    [[1, 6, 7]],
    [[17, 66, 5, 1], [12, 52, 3, 1], [15, 54, 3, 1], [14, 57, 10, 1]],
]


def repeatable(seed: int) -> Random:
    return Random(seed)  # noqa: S311  (the same tables in each run)


def printed(rows: Rows) -> Printed:
    return tuple(tuple(line) for line in whole(protect(rows)))


def small(counts: Rows) -> list[Place]:
    """Where 1 to 4 people are counted, totals included."""
    return [(i, j) for i, row in enumerate(counts) for j, count in enumerate(row) if 0 < count < 5]


def tables_of(height: int, width: int, people: int) -> Iterator[Rows]:
    """Every table of at most so many people."""
    for flat in counts_of(height * width, people):
        yield [list(flat[start : start + width]) for start in range(0, len(flat), width)]


def counts_of(cells: int, people: int) -> Iterator[tuple[int, ...]]:
    if not cells:
        yield ()
        return
    for count in range(people + 1):
        for others in counts_of(cells - 1, people - count):
            yield (count, *others)


@pytest.mark.parametrize(
    ("height", "width", "people"),
    [(1, 1, 6), (1, 2, 24), (2, 1, 16), (1, 3, 12), (3, 1, 10), (1, 4, 8), (2, 2, 13), (2, 3, 5)],
)
def test_every_small_count_has_more_than_one_value_among_all_tables_that_print_the_same(
    height: int, width: int, people: int
) -> None:
    same: dict[Printed, list[Rows]] = defaultdict(list)
    for rows in tables_of(height, width, people + MORE):
        same[printed(rows)].append(summed(rows))
    given_away = [
        (counts, place)
        for tables in same.values()
        for counts in tables
        if counts[-1][-1] <= people
        for place in small(counts)
        if len({other[place[0]][place[1]] for other in tables}) == 1
    ]
    assert given_away == []


def moved(counts: Rows, place: Place, lines: Printed, random: Random) -> Rows | None:
    """The table after the number at a place and some ring of others changed by one, within what is
    printed; None where the first ring that was tried is not there.
    """

    least = least_withheld(counts)

    def may(step: Step) -> int | None:
        (row, column), by = step
        could = agrees(lines[row][column], counts[row][column] + by, least[row][column])
        return random.randrange(100) if could else None

    first = Step(place, random.choice((1, -1)))
    ring = Sums(len(counts), len(counts[0])).ring(first, may) if may(first) is not None else None
    if ring is None:
        return None
    changed = [list(row) for row in counts]
    for (row, column), by in (first, *ring):
        changed[row][column] += by
    return changed


def prints_the_same_with_another_number(rows: Rows, place: Place, random: Random) -> bool:
    """Whether some table prints the same and differs at that place; its neighbours are tried first,
    then what lies further off.
    """
    lines, counts = printed(rows), summed(rows)
    hidden = [(i, j) for i, j in product(range(len(counts)), range(len(counts[0])))
              if isinstance(lines[i][j], Mark)]  # fmt: skip
    for tried in range(TRIES):
        other = moved(counts, place, lines, random)
        for _ in range(tried % 4):
            other = (other and moved(other, random.choice(hidden), lines, random)) or other
        if other is None or other[place[0]][place[1]] == counts[place[0]][place[1]]:
            continue
        if printed([row[:-1] for row in other[:-1]]) == lines:
            return True
    return False


@pytest.mark.parametrize("rows", GIVEN_AWAY_ONCE, ids=str)
def test_tables_that_gave_a_small_count_away_do_so_no_more(rows: Rows) -> None:
    random = repeatable(1)
    for place in small(summed(rows)):
        assert prints_the_same_with_another_number(rows, place, random), place


@pytest.mark.parametrize(
    ("bodies", "usual"),
    [(15, (25, 100, 8, 2)), (15, (25, 100, 12, 3)), (15, (40, 150, 40, 6)), (5, (25, 100, 8, 2))],
)
def test_no_body_of_a_province_has_a_small_count_that_can_be_worked_out(
    bodies: int, usual: tuple[int, ...]
) -> None:
    random = repeatable(bodies + usual[0])
    for _ in range(4):
        rows = [
            [sum(random.random() < 0.25 for _ in range(4 * n)) for n in usual]
            for _ in range(bodies - 1)
        ]
        rows.append(LINE)
        for place in small(summed(rows)):
            assert prints_the_same_with_another_number(rows, place, random), (rows, place)
