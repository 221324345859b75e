"""Counts of subjects by level: whole numbers that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.vocabulary import SCALE, Level, LevelCounts, NoLevel, UnknownWordError

NUMBERS = st.integers(0, 10**9)
COUNTS = st.builds(LevelCounts, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
PAIRS = st.lists(st.tuples(st.none() | st.integers(1, 4), NUMBERS))


@given(COUNTS)
def test_every_level_is_counted_once(counts: LevelCounts) -> None:
    assert sum(number for _, number in counts.each()) == counts.total
    assert [level for level, _ in counts.each()] == list(SCALE)
    assert counts.good_or_better == counts.of(Level.OUTSTANDING) + counts.of(Level.GOOD)
    assert counts.cannot_tell == counts.of(NoLevel.UNKNOWN)


@given(COUNTS, COUNTS)
def test_parts_add_up_to_the_whole(one: LevelCounts, other: LevelCounts) -> None:
    whole = one + other
    assert [number for _, number in whole.each()] == [
        a + b for (_, a), (_, b) in zip(one.each(), other.each(), strict=True)
    ]
    assert one + LevelCounts() == one


@given(PAIRS, PAIRS)
def test_rows_of_a_query_may_come_in_any_parts(
    one: list[tuple[int | None, int]], other: list[tuple[int | None, int]]
) -> None:
    parts = LevelCounts.from_codes(one) + LevelCounts.from_codes(other)
    assert parts == LevelCounts.from_codes([*other, *one])


def test_rows_of_one_level_are_added() -> None:
    counts = LevelCounts.from_codes([(4, 2), (None, 1), (4, 5), (None, 6)])
    assert counts == LevelCounts(outstanding=7, cannot_tell=7)


def test_who_is_not_rated_is_in_no_count() -> None:
    with pytest.raises(ValueError, match="unrated"):
        LevelCounts().of(NoLevel.UNRATED)


def test_a_number_that_is_no_level_is_refused() -> None:
    with pytest.raises(UnknownWordError):
        LevelCounts.from_codes([(5, 1)])
