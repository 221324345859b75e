"""A level is decided again while the award that rests on it is on its way to the printer."""

import html
from collections.abc import Callable

import pytest
from django.test import Client

from tests.awards.test_check_awards import award
from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions, entry
from tests.decisions.test_reopening_one import WHO, reopen, second_of
from tests.html import tight
from thidua.accounts.models import Role
from thidua.awards.actions import check_awards
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all, issue_decision
from thidua.ratings.actions import classify

NOT_YET = "chưa in, chưa trao bằng khen dựa vào mức ấy"
Browser = Callable[[Role, str], Client]


@pytest.fixture
def given(cast: Cast, year: Campaign) -> Award:
    """A certificate for the member of the story, checked under levels that are all decided."""
    all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    made = award(year, "praise", cast.people[WHO], cast["G1"])
    check_awards(campaign=year, actor=OPERATOR)
    return made


@pytest.fixture
def page(given: Award, as_: Browser) -> Callable[[], str]:
    """The award's page, which is what is printed of it, as it is now."""
    client = as_(Role.UPPER_LEVEL, "U1")

    def read() -> str:
        response = client.get(f"/nam/2021/khen-thuong/{given.pk}/")
        assert response.status_code == 200
        return html.unescape(tight(response.content.decode()))

    return read


def test_its_page_says_that_nothing_is_printed_until_the_second_decision(
    cast: Cast, year: Campaign, page: Callable[[], str]
) -> None:
    assert NOT_YET not in page()
    reopened = reopen(entry(year, WHO), cast["U1"])
    assert "Mức tại quyết định số" in page()
    assert NOT_YET in page()
    second = second_of(reopened)
    assert NOT_YET in page(), "a draft decides nothing"
    classify(campaign=year, actor=OPERATOR)
    assert issue_decision(decision=second, actor=OPERATOR).issued
    assert NOT_YET not in page()


def test_the_award_itself_is_neither_given_anew_nor_taken_away(
    cast: Cast, year: Campaign, given: Award
) -> None:
    given.refresh_from_db()
    before = (given.status, given.refusals)
    reopen(entry(year, WHO), cast["U1"])
    given.refresh_from_db()
    assert (given.status, given.refusals) == before
