"""Which number counts for a unit on a day; adding up with one that is not known."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.indicators.conftest import AUGUST, TODAY, noted
from thidua.campaigns.models import Campaign, Indicator
from thidua.indicators.models import Reading
from thidua.indicators.results import IndicatorResult, targets_and_results, unit_results
from thidua.targets.models import IndicatorSetting, Target
from thidua.vocabulary import Reached

JULY = dt.date(2021, 7, 31)
END = dt.date(2021, 12, 31)


def result(cast: Cast, code: str, key: Indicator, on: dt.date = TODAY) -> IndicatorResult:
    rows = unit_results(key.campaign, [cast[code]], on=on)[cast[code].pk]
    return next(row for row in rows if row.key == f"i{key.pk}")


def aim(cast: Cast, code: str, indicator: Indicator, value: int) -> None:
    at = dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
    Target.objects.create(
        organisation=cast[code], indicator=indicator, value=value, last_year=9, saved_at=at
    )


def test_the_latest_number_up_to_the_day_counts(cast: Cast, recruit: Indicator) -> None:
    noted(cast, "U1", recruit, "5", JULY)
    noted(cast, "U1", recruit, "7", AUGUST)
    assert result(cast, "U1", recruit).value == 7
    assert result(cast, "U1", recruit, dt.date(2021, 8, 30)).value == 5
    assert result(cast, "U1", recruit, dt.date(2021, 7, 30)).value is None


def test_reached_beside_the_units_own_target(cast: Cast, recruit: Indicator) -> None:
    aim(cast, "U1", recruit, 7)
    assert result(cast, "U1", recruit).reached is Reached.UNKNOWN
    noted(cast, "U1", recruit, "7", AUGUST)
    found = result(cast, "U1", recruit)
    assert found.reached is Reached.REACHED
    assert found.last_year == 9


def test_only_what_the_unit_aims_at_is_a_target(cast: Cast, recruit: Indicator) -> None:
    aim(cast, "U1", recruit, 7)
    found = targets_and_results(recruit.campaign, [cast["U1"], cast["U2"]], on=TODAY)
    assert [row.key for row in found[cast["U1"].pk]] == [f"i{recruit.pk}"]
    assert found[cast["U2"].pk] == []


def test_the_sheets_result_counts_at_the_years_end(cast: Cast, recruit: Indicator) -> None:
    recruit.result = Decimal(98)
    recruit.save()
    assert result(cast, "P", recruit).value is None
    at_end = result(cast, "P", recruit, END)
    assert at_end.value == 98
    assert at_end.counts is not None
    assert at_end.counts.kind == "sheet"
    noted(cast, "P", recruit, "99", END)
    assert result(cast, "P", recruit, END).value == 99


@pytest.fixture
def adding(cast: Cast, recruit: Indicator) -> Indicator:
    IndicatorSetting.objects.create(indicator=recruit, adds_up=True)
    return recruit


def test_units_below_add_up_once_all_are_known(cast: Cast, adding: Indicator) -> None:
    noted(cast, "U1", adding, "3.25")
    below = result(cast, "P", adding).below
    assert below is not None
    assert (below.known, below.total) == (1, None)
    assert result(cast, "P", adding).value is None
    noted(cast, "U2", adding, "4.75")
    found = result(cast, "P", adding)
    assert found.below is not None
    assert (found.below.known, found.below.units, found.below.total) == (2, 2, Decimal(8))
    assert found.value == 8


def test_of_different_months_nothing_is_added(cast: Cast, adding: Indicator) -> None:
    noted(cast, "U1", adding, "3", JULY)
    noted(cast, "U2", adding, "4", AUGUST)
    assert result(cast, "P", adding).value is None
    noted(cast, "U2", adding, "2", JULY)
    found = result(cast, "P", adding)
    assert found.below is not None
    assert (found.below.on, found.below.total) == (JULY, Decimal(5))


def test_ones_own_number_stands_and_the_difference_is_told(cast: Cast, adding: Indicator) -> None:
    noted(cast, "U1", adding, "3")
    noted(cast, "U2", adding, "4")
    noted(cast, "P", adding, "8")
    found = result(cast, "P", adding)
    assert found.value == 8
    assert found.gap_below == -1


def test_what_does_not_add_up_is_not_added(cast: Cast, recruit: Indicator) -> None:
    noted(cast, "U1", recruit, "3")
    noted(cast, "U2", recruit, "4")
    assert result(cast, "P", recruit).below is None


def test_as_many_questions_for_all_units_as_for_one(cast: Cast, adding: Indicator) -> None:
    units = [cast[code] for code in ("P", "U1", "U2", "G1", "G2", "G3")]
    for unit in ("U1", "U2", "G1"):
        noted(cast, unit, adding, "3")
    with CaptureQueriesContext(connection) as asked:
        unit_results(adding.campaign, units, on=TODAY)
    assert len(asked) == 4


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    numbers=st.lists(
        st.decimals(min_value=-(10**14), max_value=10**14, places=4), min_size=2, max_size=2
    )
)
def test_sums_are_exact(cast: Cast, adding: Indicator, numbers: list[Decimal]) -> None:
    Reading.objects.all().delete()
    for code, number in zip(("U1", "U2"), numbers, strict=True):
        noted(cast, code, adding, f"{number:f}")
    found = result(cast, "P", adding).below
    assert found is not None
    assert found.total == sum(numbers)


def test_a_year_without_indicators_has_none(cast: Cast, year: Campaign) -> None:
    year.indicators.all().delete()
    assert unit_results(year, [cast["U1"]], on=TODAY) == {cast["U1"].pk: []}
