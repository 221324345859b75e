"""No count of 1 to 4 people is printed, nothing else is changed, and no more is held back than that
needs. That none can be worked out: `test_attack.py`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.attack.tables import Rows, printed, summed
from thidua.portal.suppression import Mark, Protected, protect, protect_alone


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Small tables, many of them with small counts, zeros and single rows."""
    width, height = draw(
        st.sampled_from([(1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (2, 3), (4, 6)])
    )
    count = st.one_of(st.integers(0, 6), st.integers(0, 90))
    return draw(
        st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height)
    )


@given(tables())
def test_what_is_printed_is_true_and_no_small_count(rows: Rows) -> None:
    for cells, counts in zip(printed(rows), summed(rows), strict=True):
        for cell, count in zip(cells, counts, strict=True):
            assert isinstance(cell, Mark) or cell == count
            assert isinstance(cell, Mark) or not 0 < cell < 5
            assert cell is not Mark.SMALL or 0 < count < 5


@given(tables())
def test_what_is_left_of_a_line_is_no_small_count(rows: Rows) -> None:
    for *cells, total in printed(rows):
        if isinstance(total, int):
            left = total - sum(cell for cell in cells if isinstance(cell, int))
            assert not 0 < left < 5


@given(
    st.lists(
        st.lists(st.one_of(st.just(0), st.integers(5, 10**6)), min_size=4, max_size=4),
        min_size=1,
        max_size=15,
    )
)
def test_a_table_without_small_counts_is_printed_whole(rows: Rows) -> None:
    assert [list(line) for line in printed(rows)] == summed(rows)
    assert protect(rows).marked == 0


@given(tables())
def test_every_line_withholds_the_same_levels_or_all(rows: Rows) -> None:
    """So which of them are small is not told, nor which are none."""
    *lines, _ = printed(rows)
    marked = {tuple(isinstance(cell, Mark) for cell in line) for line in lines}
    assert len(marked - {(True,) * len(line) for line in lines}) <= 1


EXAMPLES = {
    "one small count: the last two levels, of all bodies": (
        "90 60 20 3 = 173, 80 70 9 9 = 168 → 90 60 # # = 173, 80 70 # # = 168 / 170 130 29 12 = 341"
    ),
    "a small count before them: all from there on": (
        "90 3 60 20 = 173, 80 70 30 20 = 200 → 90 # # # = 173, 80 # # # = 200 / 170 73 90 40 = 373"
    ),
    "what is left of a line would be small": (
        "90 60 2 1 = 153, 80 70 30 20 = 200 → 90 # # # = 153, 80 # # # = 200 / 170 130 32 21 = 353"
    ),
    "a level of few people in all": (
        "90 60 20 3 = 173, 80 70 30 0 = 180 → 90 60 # # = 173, 80 70 # # = 180 / 170 130 # # = 353"
    ),
    "a body of few people, and the next larger one": (
        "3 0 = 3, 9 9 = 18, 90 50 = 140 → # # = #, # # = #, 90 50 = 140 / 102 59 = 161"
    ),
    "no small count, but for a body of few people": (
        "9 9 = 18, 0 4 = 4, 60 50 = 110 → # # = #, # # = #, 60 50 = 110 / 69 63 = 132"
    ),
    "fewer than five people": "2 1 = 3 → # # = # / # # = <5",
    "nobody": "0 0 = 0 → 0 0 = 0 / 0 0 = 0",
    "four ones": "1 1 1 1 = 4 → # # # # = # / # # # # = <5",
    "the fault that was found": "5 8 = 13, 5 4 = 9 → # # = 13, # # = 9 / 10 12 = 22",
}
"""Counts → what is printed of them / the totals of the columns; `#`: withheld."""


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_no_more_is_held_back_than_the_small_counts_need(example: str) -> None:
    counted, lines = example.split(" → ")
    rows = [[int(n) for n in line.split(" = ")[0].split()] for line in counted.split(", ")]
    signs = {Mark.SMALL: "<5", Mark.WITHHELD: "#"}
    found = [
        [signs[cell] if isinstance(cell, Mark) else str(cell) for cell in row]
        for row in printed(rows)
    ]
    *inner, totals = [f"{' '.join(row[:-1])} = {row[-1]}" for row in found]
    assert f"{', '.join(inner)} / {totals}" == lines


def test_a_table_of_nobody_has_a_total_of_nobody() -> None:
    assert protect([]) == Protected(rows=(), row_totals=(), column_totals=(), total=0)


def test_a_large_table_stays_quick_and_keeps_its_totals() -> None:
    rows = [[1000 + i, 5000 + 7 * i, 400 + i, i % 6] for i in range(6000)]
    found = protect(rows)
    assert found.row_totals == tuple(sum(row) for row in rows)
    assert found.column_totals == tuple(sum(column) for column in zip(*rows, strict=True))


def test_a_count_alone() -> None:
    assert [protect_alone(count) for count in (0, 1, 4, 5)] == [0, Mark.SMALL, Mark.SMALL, 5]
