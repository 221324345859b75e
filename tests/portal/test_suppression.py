"""No count of 1 to 4 people is printed, and nobody can work one out; nothing else is changed."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.portal.suppression import Cell, Mark, Protected, protect, protect_alone

Rows = list[list[int]]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Small tables, many of them with small counts, zeros and single rows."""
    width, height = draw(
        st.sampled_from([(1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (2, 3)])
    )
    count = st.one_of(st.integers(0, 6), st.integers(0, 90))
    return draw(
        st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height)
    )


def whole(found: Protected) -> list[list[Cell]]:
    """With its totals in the last row and column."""
    rows = [[*row, total] for row, total in zip(found.rows, found.row_totals, strict=True)]
    return [*rows, [*found.column_totals, found.total]]


def summed(rows: Sequence[Sequence[int]]) -> Rows:
    counted = [[*row, sum(row)] for row in rows]
    return [*counted, [sum(column) for column in zip(*counted, strict=True)]]


def agrees(cell: Cell, count: int, least: int) -> bool:
    """Whether a reader who sees the cell may believe in the count; `least` as `least_withheld`."""
    if cell is Mark.SMALL:
        return 1 <= count <= 4
    return count >= least if cell is Mark.WITHHELD else cell == count


def least_withheld(counts: Rows) -> Rows:
    """For each place of a table with its totals, the least that it can hold if it is withheld.

    That is 5, save for a total of three or four numbers, which is never called small, and for the
    totals of a table in which everything is withheld. Which numbers are zero is always printed, so
    a reader knows this too.
    """
    last_row, last_column = len(counts) - 1, len(counts[0]) - 1

    def least(i: int, j: int) -> int:
        above = [counts[row][j] for row in range(last_row)] if i == last_row else []
        before = counts[i][:last_column] if j == last_column else []
        parts = max(len([count for count in side if count]) for side in (above, before))
        if parts in {3, 4}:
            return parts
        return 5 if counts[i][j] >= 5 else 1

    return [[least(i, j) for j in range(last_column + 1)] for i in range(last_row + 1)]


def neighbours(rows: Rows) -> Iterator[Rows]:
    """Every table whose inner cells differ by at most one."""
    width = len(rows[0])
    flat = [count for row in rows for count in row]
    for steps in product((-1, 0, 1), repeat=len(flat)):
        changed = [count + step for count, step in zip(flat, steps, strict=True)]
        if min(changed) >= 0:
            yield [changed[start : start + width] for start in range(0, len(flat), width)]


def possible(printed: list[list[Cell]], rows: Rows) -> list[Rows]:
    """What a reader, who adds up and subtracts as they like, must hold for possible (a part of
    it).
    """
    found, leasts = [], least_withheld(summed(rows))
    for other in neighbours(rows):
        every = summed(other)
        if all(
            agrees(c, n, least)
            for cells, counts, line in zip(printed, every, leasts, strict=True)
            for c, n, least in zip(cells, counts, line, strict=True)
        ):
            found.append(every)
    return found


@given(tables())
def test_no_small_count_is_printed(rows: Rows) -> None:
    assert not [
        cell
        for row in whole(protect(rows))
        for cell in row
        if isinstance(cell, int) and 0 < cell < 5
    ]


@given(tables())
def test_what_is_printed_is_true(rows: Rows) -> None:
    for cells, counts in zip(whole(protect(rows)), summed(rows), strict=True):
        for cell, count in zip(cells, counts, strict=True):
            assert agrees(cell, count, count)


@given(tables())
def test_what_is_withheld_in_a_line_is_no_small_count(rows: Rows) -> None:
    for cells, counts in zip(protect(rows).rows, rows, strict=True):
        assert (
            min((n for c, n in zip(cells, counts, strict=True) if c is Mark.WITHHELD), default=5)
            >= 5
        )


@settings(deadline=None)
@given(tables())
def test_no_small_count_can_be_worked_out(rows: Rows) -> None:
    others = possible(whole(protect(rows)), rows)
    for i, counts in enumerate(summed(rows)):
        for j, count in enumerate(counts):
            if 0 < count < 5:
                assert len({other[i][j] for other in others}) > 1, (i, j, count)


@given(
    st.lists(
        st.lists(st.one_of(st.just(0), st.integers(5, 10**6)), min_size=4, max_size=4),
        min_size=1,
        max_size=15,
    )
)
def test_a_table_without_small_counts_is_printed_whole(rows: Rows) -> None:
    assert whole(protect(rows)) == summed(rows)
    assert protect(rows).marked == 0


EXAMPLES = {
    "the sum of two small numbers is small too": "1 1 = 2 → <5 <5 = <5 / <5 <5 = <5",
    "a hidden number beside a small one, and their sum stays": "5 3 = 8 → # <5 = 8 / # <5 = 8",
    "a sum that says 'at least 5 and one' goes with all": "5 1 = 6 → # <5 = # / # # = #",
    "the later level is hidden, not the better": "2 5 6 = 13 → <5 5 # = 13 / <5 5 # = 13",
    "two small numbers do not guard each other": "6 2 1 = 9 → # <5 <5 = # / # # # = #",
    "of the totals only those of columns": "2 6 = 8, 4 1 = 5 → <5 # = 8, <5 <5 = 5 / # # = 13",
    "a zero guards nobody": (
        "5 5 = 10, 1 4 = 5, 3 0 = 3 → # # = 10, <5 <5 = #, <5 0 = <5 / # # = 18"
    ),
    "a small number alone in its column": (
        "0 5 = 5, 0 1 = 1, 28 18 = 46 → 0 # = #, 0 <5 = #, # # = # / # # = #"
    ),
    "of two rings that do the one with the later level": (
        "26 21 1 = 48, 5 12 20 = 37 → 26 # <5 = 48, 5 # # = 37 / 31 33 21 = 85"
    ),
    "a number likely to be small guards last": (
        "66 26 4 = 96, 24 9 86 = 119 → # 26 <5 = 96, # 9 # = 119 / 90 35 90 = 215"
    ),
}
"""Counts → what is printed of them / the totals of the columns; `#`: withheld."""


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_no_more_is_held_back_than_the_small_counts_need(example: str) -> None:
    counted, lines = example.split(" → ")
    rows = [[int(n) for n in line.split(" = ")[0].split()] for line in counted.split(", ")]
    signs = {Mark.SMALL: "<5", Mark.WITHHELD: "#"}
    found = [
        [signs[cell] if isinstance(cell, Mark) else str(cell) for cell in row]
        for row in whole(protect(rows))
    ]
    *inner, totals = [f"{' '.join(row[:-1])} = {row[-1]}" for row in found]
    assert f"{', '.join(inner)} / {totals}" == lines


def test_a_table_of_nobody_has_a_total_of_nobody() -> None:
    assert protect([]) == Protected(rows=(), row_totals=(), column_totals=(), total=0)


def test_a_single_small_count_takes_one_ring_of_the_smallest_neighbours_that_are_large_enough() -> (
    None
):
    rows = [[900, 60, 3], [800, 70, 20], [500, 40, 30]]
    found = protect(rows)
    hidden = Mark.WITHHELD
    assert found.rows == ((900, hidden, Mark.SMALL), (800, hidden, hidden), (500, 40, 30))
    assert found.row_totals == (963, 890, 570)
    assert found.total == 2423


def test_of_two_numbers_the_choice_does_not_tell_which_is_the_smaller() -> None:
    """Only what everybody sees may decide: here the totals are the same, whichever it is."""
    rows = [[60, 62, 3], [62, 60, 20], [61, 61, 40]]
    swapped = [[62, 60, 3], [60, 62, 20], [61, 61, 40]]
    where = [
        [[isinstance(cell, Mark) for cell in row] for row in whole(protect(table))]
        for table in (rows, swapped)
    ]
    assert where[0] == where[1]


def test_where_a_ring_leaves_one_value_another_is_withheld_beside_it() -> None:
    """46 - 40 = 6: the 5 and the 1 would be the least that they can be."""
    rows = [[5, 40, 1], [50, 40, 30], [50, 40, 30]]
    found = protect(rows)
    assert found.rows[0].count(Mark.WITHHELD) == 2
    assert found.row_totals == (46, 120, 120)


def test_four_ones_are_not_given_away_by_a_total_under_five() -> None:
    found = protect([[1, 1, 1, 1]])
    assert Mark.WITHHELD in {*found.rows[0], *found.row_totals}


def test_a_large_table_stays_quick_and_keeps_its_totals() -> None:
    rows = [[1000 + i, 5000 + 7 * i, 400 + i, i % 6] for i in range(60)]
    found = protect(rows)
    assert found.row_totals == tuple(sum(row) for row in rows)
    assert found.column_totals == tuple(sum(column) for column in zip(*rows, strict=True))


def test_a_count_alone() -> None:
    assert [protect_alone(count) for count in (0, 1, 4, 5)] == [0, Mark.SMALL, Mark.SMALL, 5]
