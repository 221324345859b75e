"""How a number stands on the way to its target: cases that a reader of the rules can check."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.standing import Aim, Standing, standing_of, way_after
from thidua.vocabulary import Reached

GROWS, LEVEL, UNSAID = "grows", "level", ""
MORE, LESS = True, False


@pytest.mark.parametrize(
    ("value", "target", "more_is_better", "said"),
    [
        ("9.0", "9", MORE, Reached.REACHED),
        ("9.1", "9", MORE, Reached.EXCEEDED),
        ("8.9999", "9", MORE, Reached.SHORT),
        ("1.8", "1.8", LESS, Reached.REACHED),
        ("1.6", "1.8", LESS, Reached.EXCEEDED),
        ("1.8001", "1.8", LESS, Reached.SHORT),
        ("0", "0", LESS, Reached.REACHED),
        (None, "9", MORE, Reached.UNKNOWN),
        ("9", None, MORE, Reached.UNKNOWN),
    ],
)
def test_met_exceeded_missed_by_direction(
    value: str | None, target: str | None, more_is_better: bool, said: Reached
) -> None:
    numbers = [None if each is None else Decimal(each) for each in (value, target)]
    assert Reached.of(*numbers, higher_is_better=more_is_better) is said


@pytest.mark.parametrize(
    ("value", "aim", "said"),
    [
        # 2,100 people in the year: 1,400 after eight months
        ("1400", (8, GROWS, MORE, False), Standing.ON_TRACK),
        ("1399", (8, GROWS, MORE, False), Standing.BEHIND),
        ("2100", (8, GROWS, MORE, False), Standing.REACHED),
        ("2101", (8, GROWS, MORE, False), Standing.EXCEEDED),
        ("2099", (12, GROWS, MORE, True), Standing.MISSED),
        # what stands at a level, or nobody said how it counts, has no line to be behind of
        ("1399", (8, LEVEL, MORE, False), Standing.WATCHED),
        ("1399", (8, UNSAID, MORE, False), Standing.WATCHED),
        ("2100", (8, UNSAID, MORE, False), Standing.REACHED),
        ("1399", (12, UNSAID, MORE, True), Standing.MISSED),
        # accidents: at most 2,100 in the year, told at its end, missed as soon as there are more
        ("1400", (8, GROWS, LESS, False), Standing.ON_TRACK),
        ("1401", (8, GROWS, LESS, False), Standing.BEHIND),
        ("2101", (8, GROWS, LESS, False), Standing.MISSED),
        ("2100", (12, GROWS, LESS, True), Standing.REACHED),
        ("2099", (12, GROWS, LESS, True), Standing.EXCEEDED),
        ("2000", (8, LEVEL, LESS, False), Standing.EXCEEDED),
        (None, (8, GROWS, MORE, True), Standing.UNKNOWN),
    ],
)
def test_the_word_for_the_way(
    value: str | None, aim: tuple[int, str, bool, bool], said: Standing
) -> None:
    held = Aim(Decimal(2100), *aim)
    assert standing_of(None if value is None else Decimal(value), held) is said


def test_without_a_target_there_is_no_way() -> None:
    assert (
        standing_of(Decimal(3), Aim(None, 8, GROWS, higher_is_better=MORE, is_over=False))
        is Standing.AIMLESS
    )


@pytest.mark.parametrize(
    ("target", "months", "is_there"),
    [
        ("2100", 8, "1400"),
        ("100", 8, "67"),
        ("17.4", 8, "11.6"),
        ("0.5", 1, "0.0"),
        ("1E+3", 6, "500"),
    ],
)
def test_the_line_is_read_with_the_decimals_of_its_target(
    target: str, months: int, is_there: str
) -> None:
    assert way_after(Decimal(target), months) == Decimal(is_there)


NUMBERS = st.decimals(
    min_value=0, max_value=10**15, places=4, allow_nan=False, allow_infinity=False
)


@given(value=NUMBERS, target=NUMBERS, months=st.integers(1, 12))
def test_behind_is_exact(value: Decimal, target: Decimal, months: int) -> None:
    said = standing_of(value, Aim(target, months, GROWS, higher_is_better=MORE, is_over=False))
    short_of_the_line = Fraction(value) < Fraction(target) * months / 12
    assert (said is Standing.BEHIND) == (short_of_the_line and value < target)
