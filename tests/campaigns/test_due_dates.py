"""By when each organisation has to be done: the province's day for its tier, an earlier day of a
body above, the one day of a step.
"""

import datetime as dt

import pytest

from tests.builder import REVIEW
from tests.cast import Cast, campaign
from thidua.campaigns.due_dates import due_date, due_dates
from thidua.campaigns.models import (
    Campaign,
    Deadline,
    ReviewDay,
    Step,
    TierDeadline,
    UnitDeadline,
)
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier

REGISTER = Step.REGISTER


def march(day: int) -> dt.date:
    return dt.date(2021, 3, day)


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return campaign(frozen=False)


def set_tiers(year: Campaign, step: Step = REGISTER, **days: int) -> None:
    TierDeadline.objects.bulk_create(
        TierDeadline(campaign=year, step=step, tier=tier, due_on=march(day))
        for tier, day in days.items()
    )


def set_earlier(year: Campaign, unit: Organisation, tier: Tier, day: int) -> None:
    UnitDeadline.objects.create(
        campaign=year, organisation=unit, step=REGISTER, tier=tier, due_on=march(day)
    )


def test_without_days_by_tier_everybody_has_the_one_of_the_step(cast: Cast, year: Campaign) -> None:
    assert due_date(year, REGISTER, cast["G1"]) is None
    Deadline.objects.create(campaign=year, step=REGISTER, due_on=march(31))
    assert set(due_dates(year, REGISTER).values()) == {march(31)}


def test_each_tier_has_its_day_and_a_tier_without_one_owes_nothing(
    cast: Cast, year: Campaign
) -> None:
    Deadline.objects.create(campaign=year, step=REGISTER, due_on=march(31))
    set_tiers(year, cell=15, grassroots=25)
    units = [cast[code] for code in ("G1A", "G2", "G1", "U1")]
    found = due_dates(year, REGISTER, [unit.pk for unit in units])
    assert [found[unit.pk] for unit in units] == [march(15), march(25), march(25), None]


def test_an_earlier_day_above_counts_for_those_below_it_alone(cast: Cast, year: Campaign) -> None:
    set_tiers(year, cell=15, grassroots=25)
    set_earlier(year, cast["U1"], Tier.GRASSROOTS, 23)
    set_earlier(year, cast["U1"], Tier.CELL, 12)
    set_earlier(year, cast["G1"], Tier.CELL, 13)
    found = due_dates(year, REGISTER)
    days = {code: found[cast[code].pk] for code in ("G1", "G3", "G1A", "G3A")}
    assert days == {"G1": march(23), "G3": march(25), "G1A": march(12), "G3A": march(15)}


def test_a_later_day_above_never_gives_more_time_than_the_province(
    cast: Cast, year: Campaign
) -> None:
    set_tiers(year, grassroots=20)
    set_earlier(year, cast["U1"], Tier.GRASSROOTS, 23)
    assert due_date(year, REGISTER, cast["G1"]) == march(20)


def test_days_of_a_tier_that_the_province_took_away_ask_nothing(cast: Cast, year: Campaign) -> None:
    set_tiers(year, grassroots=20)
    set_earlier(year, cast["U1"], Tier.CELL, 12)
    assert due_date(year, REGISTER, cast["G1A"]) is None


def test_whoever_reviews_on_a_day_of_its_own_has_that_day(cast: Cast, year: Campaign) -> None:
    set_tiers(year, Step.REVIEW, cell=10, grassroots=20)
    ReviewDay.objects.create(campaign=year, organisation=cast["G3"], review_date=REVIEW)
    found = due_dates(year, Step.REVIEW, [cast[code].pk for code in ("G3", "G3A", "G1")])
    days = [found[cast[code].pk] for code in ("G3", "G3A", "G1")]
    assert days == [REVIEW, REVIEW, march(20)]


def test_all_of_the_province_takes_one_query(
    cast: Cast, year: Campaign, django_assert_num_queries: object
) -> None:
    set_tiers(year, cell=15, grassroots=25)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert due_dates(year, REGISTER)[cast["G1A"].pk] == march(15)
