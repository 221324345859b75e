"""Units that do not review on the day of the year: the nearest date counts."""

import datetime as dt

import pytest

from tests.builder import REVIEW
from tests.cast import Cast, campaign, entry
from thidua.campaigns.models import Campaign, ReviewDay
from thidua.campaigns.queries import review_date_of, review_dates_of
from thidua.organisations.models import Organisation, Person

SCHOOLS, SPECIAL = dt.date(2021, 6, 30), dt.date(2022, 1, 10)


@pytest.fixture
def year(cast: Cast) -> Campaign:
    """The cell of the agency G2 is a school; U2 sums up later than everybody."""
    Organisation.objects.filter(code="G2").update(sector="school")
    opened = campaign(frozen=False)
    ReviewDay.objects.create(campaign=opened, sector="school", review_date=SCHOOLS)
    ReviewDay.objects.create(campaign=opened, organisation=cast["U2"], review_date=SPECIAL)
    return opened


def test_a_kind_of_organisation_reviews_on_its_own_day(cast: Cast, year: Campaign) -> None:
    assert review_date_of(year, cast["G2"]) == SCHOOLS
    assert review_date_of(year, cast["G1A"]) == REVIEW


def test_what_stands_under_an_organisation_reviews_with_it(cast: Cast, year: Campaign) -> None:
    codes = ("U2", "G3", "G3A", "U1")
    found = review_dates_of(year, [cast[code].pk for code in codes])
    assert [found[cast[code].pk] for code in codes] == [SPECIAL, SPECIAL, SPECIAL, REVIEW]


def test_the_nearest_date_counts(cast: Cast, year: Campaign) -> None:
    """A school inside U2 goes by the school year; its own row would count before its kind."""
    Organisation.objects.filter(code="G3").update(sector="school")
    assert review_date_of(year, cast["G3A"]) == SCHOOLS
    own = dt.date(2021, 7, 15)
    ReviewDay.objects.create(campaign=year, organisation=cast["G3"], review_date=own)
    assert review_date_of(year, cast["G3A"]) == own
    assert review_date_of(year, cast["U2"]) == SPECIAL


def test_months_of_membership_run_to_the_review_of_ones_own_unit(cast: Cast) -> None:
    """Admitted on 15 July: five whole months by 20 December, six by 15 January."""
    admitted = dt.date(2021, 7, 15)
    for cell in ("G1A", "G3A"):
        Person.objects.filter(pk=cast.of_cell(cell, 5).pk).update(admitted_on=admitted)
    opened = campaign(frozen=False)
    ReviewDay.objects.create(
        campaign=opened, organisation=cast["U2"], review_date=dt.date(2022, 1, 15)
    )
    year = campaign()
    assert entry(year, "M-G1A-05").facts["months_since_admission"] == 5
    assert entry(year, "M-G3A-05").facts["months_since_admission"] == 6
