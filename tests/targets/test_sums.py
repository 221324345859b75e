"""Adding up targets: exact, and what is missing is never zero."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.targets.sums import Verdict, add_up, compare_one

NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=4, allow_nan=False, allow_infinity=False
)
SOME = st.lists(st.one_of(st.none(), NUMBERS), max_size=700)


@given(SOME, st.one_of(st.none(), NUMBERS), st.booleans())
def test_a_sum_is_exact_whatever_the_order(
    values: list[Decimal | None], wanted: Decimal | None, higher: bool
) -> None:
    found = add_up(values, wanted=wanted, higher_is_better=higher)
    known = [value for value in values if value is not None]
    assert (found.units, found.registered) == (len(values), len(known))
    if not known:
        assert found.total is None
        assert found.verdict == Verdict.UNKNOWN
        return
    assert found.total is not None
    assert Fraction(found.total) == sum(map(Fraction, known))
    assert found == add_up(values[::-1], wanted=wanted, higher_is_better=higher)
    if found.gap is not None and wanted is not None:
        sign = 1 if found.verdict == Verdict.SHORT else -1
        assert Fraction(found.total) + sign * Fraction(found.gap) == Fraction(wanted)
        assert found.gap > 0


@given(SOME, NUMBERS, st.booleans())
def test_what_is_open_can_never_turn_a_verdict_round(
    values: list[Decimal | None], wanted: Decimal, higher: bool
) -> None:
    """Whatever the open units still promise (0 or more), a verdict that was told stays."""
    told = add_up(values, wanted=wanted, higher_is_better=higher).verdict
    if told == Verdict.UNKNOWN:
        return
    for more in (Decimal(0), Decimal(10**15)):
        filled = [more if value is None else value for value in values]
        assert add_up(filled, wanted=wanted, higher_is_better=higher).verdict == told


@pytest.mark.parametrize(
    ("values", "wanted", "higher", "verdict", "gap"),
    [
        ((60, 40), 100, True, "enough", None),
        ((60, 30), 100, True, "short", 10),
        ((60, None), 100, True, "unknown", None),
        ((60, 50, None), 100, True, "enough", None),
        ((0, 0), 0, False, "enough", None),
        ((0, 1), 0, False, "over", 1),
        ((2, None), 1, False, "over", 1),
        ((0, None), 0, False, "unknown", None),
        ((0, 0), 1, True, "short", 1),
        ((None, None), 0, True, "unknown", None),
        ((5, 5), None, True, "unknown", None),
    ],
)
def test_verdicts(
    values: tuple[int | None, ...], wanted: int | None, higher: bool, verdict: str, gap: int | None
) -> None:
    numbers = [None if value is None else Decimal(value) for value in values]
    want = None if wanted is None else Decimal(wanted)
    found = add_up(numbers, wanted=want, higher_is_better=higher)
    assert (found.verdict, found.gap) == (verdict, None if gap is None else Decimal(gap))


@pytest.mark.parametrize(
    ("own", "above", "higher", "verdict"),
    [
        ("1.2", "1.5", False, "enough"),
        ("1.6", "1.5", False, "over"),
        ("0", "0", False, "enough"),
        ("90", "95", True, "short"),
        ("95.0", "95", True, "enough"),
        (None, "95", True, "unknown"),
        ("95", None, True, "unknown"),
    ],
)
def test_percentages_stand_side_by_side(
    own: str | None, above: str | None, higher: bool, verdict: str
) -> None:
    numbers = (None if text is None else Decimal(text) for text in (own, above))
    assert compare_one(*numbers, higher_is_better=higher) == verdict
