"""What points and weights add up to, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.blocs.scoring import Row
from thidua.blocs.sums import sum_of

AMOUNTS = st.decimals(min_value=0, max_value=9999, places=2)


def points(*values: str, weight: str | None = None) -> list[Row]:
    factor = None if weight is None else Decimal(weight)
    return [Row(points=Decimal(value), weight=factor) for value in values]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (points("60.5", "39.5"), "100.0"),
        (points("0.1", "0.2"), "0.3"),
        (points("33.33", "33.33", "33.34"), "100.00"),
        (points("10", "10", weight="2.5"), "50.0"),
        ([], "0"),
    ],
)
def test_points_are_added_exactly_each_times_its_factor(rows: list[Row], found: str) -> None:
    assert sum_of(rows, by_points=True, total=Decimal(100)).found == Decimal(found)


def test_weights_of_grades_add_up_to_a_hundred() -> None:
    rows = [Row(weight=Decimal("33.3")), Row(weight=Decimal("66.7"))]
    assert sum_of(rows, by_points=False, total=Decimal(5)).is_right


def test_a_missing_number_is_no_zero() -> None:
    rows = [Row(points=Decimal(100)), Row(content="không có điểm")]
    found = sum_of(rows, by_points=True, total=Decimal(100))
    assert (found.missing, found.is_right) == ((2,), False)


@given(st.lists(AMOUNTS, max_size=30))
def test_what_is_apart_makes_the_sum_whole(values: list[Decimal]) -> None:
    found = sum_of([Row(points=one) for one in values], by_points=True, total=Decimal(100))
    assert found.found + found.apart == found.wanted
    assert found.is_right == (sum(values) == 100)
