"""Ceilings are exact; pools show who is inside and never pick."""

from fractions import Fraction
from math import ceil, floor

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.rulebook import Framework, OpenParameterError, ceiling, pools, standing
from thidua.rulebook.quota import PoolKeyError, state_of
from thidua.vocabulary import Sector, SubjectType

ROUND = {"down": floor, "up": ceil, "half_up": lambda share: floor(share + Fraction(1, 2))}
percents = st.integers(0, 1_000_000).map(lambda n: Fraction(n, 10_000))


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    percents,
    st.sampled_from(sorted(ROUND)),
    st.booleans(),
)
def test_a_ceiling_on_a_fixed_base_is_the_rounded_share(
    good: int, others: int, percent: Fraction, rounding: str, everybody: bool
) -> None:
    base, counted = ("rated", good + others) if everybody else ("good_or_better", good)
    found = ceiling(good, good + others, percent=_text(percent), base=base, rounding=rounding)
    assert found == ROUND[rounding](percent * counted / 100)


@given(st.integers(0, 300), percents, st.sampled_from(sorted(ROUND)))
def test_on_the_base_good_it_is_the_most_that_still_fits(
    total: int, percent: Fraction, rounding: str
) -> None:
    found = ceiling(total, total, percent=_text(percent), base="good", rounding=rounding)
    fits = [n for n in range(total + 1) if n <= ROUND[rounding](percent * (total - n) / 100)]
    assert found == max(fits)


def _text(percent: Fraction) -> str:
    whole, rest = divmod(percent * 10_000, 10_000)
    return f"{int(whole)}.{int(rest):04d}"


@pytest.mark.parametrize(
    ("good", "base", "rounding", "expected"),
    [
        (1, "good_or_better", "up", 1),
        (1, "good", "up", 0),
        (9, "good_or_better", "up", 2),
        (6, "good", "down", 1),
        (5, "good", "down", 0),
        (5, "good_or_better", "down", 1),
        (12, "good_or_better", "half_up", 2),
        (13, "good_or_better", "half_up", 3),
    ],
)
def test_known_ceilings(good: int, base: str, rounding: str, expected: int) -> None:
    assert ceiling(good, good, percent=20, base=base, rounding=rounding) == expected


def organisations(*rows: tuple[str, int, int | None]) -> pl.DataFrame:
    """Upper-level organisations that reached a level and may have been chosen: sector, level,
    chosen.
    """
    types = {"sector": pl.String, "low": pl.Int8, "chosen": pl.Int8}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    places = {
        "tier": pl.lit(4, pl.Int8),
        "upper_level": pl.lit(1),
        "grassroots": pl.lit(None, pl.Int64),
    }
    return standing(frame.with_columns(high=pl.col("low"), **places))


def test_cities_and_towns_are_one_pool(bound: dict[SubjectType, Framework]) -> None:
    frame = organisations(
        ("city", 4, 4), ("city", 4, None), ("town", 4, None), ("district", 4, 4), ("district", 4, 4)
    )
    found = pools(bound[SubjectType.ORGANISATION], frame)["organisation.quota.upper_level"].sort(
        "sector"
    )
    assert found.select("sector", "rated", "outstanding", "ceiling", "over").rows() == [
        ("city", 3, 1, 1, False),
        ("district", 2, 2, 1, True),
    ]


@pytest.mark.parametrize("sector", Sector.values())
def test_one_subject_and_frames_name_the_pool_by_the_same_value(
    bound: dict[SubjectType, Framework], sector: str
) -> None:
    framework = bound[SubjectType.ORGANISATION]
    quota = next(quota for quota in framework.quotas if quota.id.endswith(".upper_level"))
    found = pools(framework, organisations((sector, 4, None)))[quota.id]
    alike = quota.alike(sector, framework.terms)
    assert found["sector"].to_list() == [alike[0]]
    assert sector in alike


@given(outstanding=st.integers(0, 5), most=st.integers(0, 5))
def test_a_pool_is_in_one_state(outstanding: int, most: int) -> None:
    state = state_of(outstanding=outstanding, ceiling=most)
    assert (state == "over") == (outstanding > most)
    assert (state == "full") == (outstanding == most > 0)
    assert (state == "none") == (outstanding == most == 0)


def test_reached_and_chosen_are_counted_apart(bound: dict[SubjectType, Framework]) -> None:
    found = pools(
        bound[SubjectType.ORGANISATION],
        organisations(("bloc", 4, None), ("bloc", 4, 4), ("bloc", 3, 4)),
    )
    pool = found["organisation.quota.upper_level"].row(0, named=True)
    assert (
        pool["reached_outstanding"],
        pool["outstanding"],
        pool["good"],
        pool["good_or_better"],
    ) == (2, 1, 2, 3)


def test_other_tiers_are_in_no_pool_of_this_quota(bound: dict[SubjectType, Framework]) -> None:
    frame = organisations(("ward", 4, 4)).with_columns(tier=pl.lit(3, pl.Int8))
    found = pools(bound[SubjectType.ORGANISATION], frame)
    assert found["organisation.quota.upper_level"].is_empty()
    assert found["organisation.quota.grassroots"]["rated"].to_list() == [1]


def test_a_frame_without_its_pool_keys_is_refused(bound: dict[SubjectType, Framework]) -> None:
    frame = organisations(("ward", 4, 4)).drop("sector")
    with pytest.raises(PoolKeyError, match="sector"):
        pools(bound[SubjectType.ORGANISATION], frame)


def test_an_open_base_is_no_base(member: Framework) -> None:
    frame = standing(pl.DataFrame({"low": [4], "high": [4], "grassroots": [1]}))
    with pytest.raises(OpenParameterError, match="quota_base"):
        pools(member, frame)
