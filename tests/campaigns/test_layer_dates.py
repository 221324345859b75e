"""A year is bound only to texts that are in force on its review date."""

import datetime as dt

import pytest

from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import resulting_texts
from thidua.frameworks.errors import NotBoundError
from thidua.rulebook.errors import NoFrameworkInForceError


def year(review_date: dt.date, layer: str) -> Campaign:
    return Campaign(
        year=review_date.year, review_date=review_date, cut_off_date=review_date, local_layer=layer
    )


@pytest.mark.django_db
def test_a_layer_of_another_year_is_refused_with_its_dates() -> None:
    with pytest.raises(NotBoundError, match=r"hai_duong_2021.*01/01/2021.*01/01/2022.*15/12/2022"):
        resulting_texts(year(dt.date(2022, 12, 15), "hai_duong_2021"))


@pytest.mark.django_db
def test_the_layer_of_the_year_and_the_neutral_one_are_taken() -> None:
    assert len(resulting_texts(year(dt.date(2021, 12, 15), "hai_duong_2021"))) == 4
    assert len(resulting_texts(year(dt.date(2022, 12, 15), ""))) == 4


@pytest.mark.django_db
def test_no_framework_in_force_says_which_days_are_covered() -> None:
    with pytest.raises(NoFrameworkInForceError, match=r"18/10/2019.*10/11/2023"):
        resulting_texts(year(dt.date(2024, 12, 15), ""))
