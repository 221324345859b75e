"""Sharing out whole numbers exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.demo.rules import source
from thidua.demo.spread import spread

BOUNDS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 12)).map(lambda pair: (pair[0], sum(pair))),
    min_size=1,
)


@given(bounds=BOUNDS, part=st.fractions(0, 1), seed=st.integers(0, 99))
def test_parts_add_up_and_stay_within_their_bounds(
    bounds: list[tuple[int, int]], part: float, seed: int
) -> None:
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    total = least + int((most - least) * part)
    weights = [float(number % 3) for number in range(len(bounds))]

    parts = spread(total, weights=weights, bounds=bounds, random=source(seed), what="parts")

    assert sum(parts) == total
    assert all(low <= given_ <= high for given_, (low, high) in zip(parts, bounds, strict=True))


@pytest.mark.parametrize("total", [2, 11])
def test_what_cannot_be_shared_out_is_named(total: int) -> None:
    with pytest.raises(ValueError, match="seats"):
        spread(total, weights=[1.0, 1.0], bounds=[(1, 5), (2, 5)], random=source(1), what="seats")
