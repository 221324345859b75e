"""The day of a decision: when those it is about were reviewed or later, and issued from then on."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.builder import OPERATOR, REVIEW, decision
from tests.cast import Cast
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign, ReviewDay
from thidua.decisions.actions import issue_decision
from thidua.decisions.dates import bounds_for
from thidua.decisions.drafting import draft_decision, revise_decision
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import Decision
from thidua.decisions.refusals import Refusal, Why

Browser = Callable[[Role, str], Client]
SUMMER = dt.date(2021, 6, 5)


def against(one: Decision) -> dict[Why, Refusal]:
    """What speaks against issuing it; nothing: it is issued."""
    return {
        refusal.why: refusal
        for refusal in issue_decision(decision=one, actor=OPERATOR).refusals.get(one.pk, [])
    }


@pytest.mark.parametrize("day", [dt.date(1999, 1, 1), dt.date(2021, 1, 5), dt.date(2021, 12, 19)])
def test_nobody_is_decided_before_their_review(cast: Cast, year: Campaign, day: dt.date) -> None:
    found = against(decision(year, cast["G1"], ["member"], decided_on=day))
    assert set(found) == {Why.BEFORE_REVIEW}
    text = found[Why.BEFORE_REVIEW].text.vi
    assert f"đề ngày {day:%d/%m/%Y}, trước ngày kiểm điểm 20/12/2021 của: Đảng viên" in text
    assert len(found[Why.BEFORE_REVIEW].subjects) == 24


def test_on_the_day_of_the_review_it_is_issued(cast: Cast, year: Campaign) -> None:
    assert against(decision(year, cast["G1"], ["member"], decided_on=REVIEW)) == {}


def test_nothing_is_issued_before_its_day_by_the_clock_of_the_pages(
    cast: Cast, year: Campaign, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 22)
    one = decision(year, cast["G1"], ["member"], decided_on=dt.date(2021, 12, 23))
    found = against(one)
    assert set(found) == {Why.NOT_YET}
    assert "đề ngày 23/12/2021, mà hôm nay mới là 22/12/2021" in found[Why.NOT_YET].text.vi
    settings.TODAY = dt.date(2021, 12, 23)
    assert against(one) == {}


def test_who_reviews_in_summer_is_decided_in_summer(cast: Cast, year: Campaign) -> None:
    ReviewDay.objects.create(campaign=year, organisation=cast["G2"], review_date=SUMMER)
    assert against(decision(year, cast["G2"], ["member"], decided_on=SUMMER)) == {}
    district = decision(year, cast["U1"], ["organisation"], tier="grassroots", decided_on=SUMMER)
    assert against(district)[Why.BEFORE_REVIEW].subjects == ("G1",)


def test_who_reviews_late_is_not_decided_with_the_year(cast: Cast, year: Campaign) -> None:
    late = dt.date(2022, 1, 10)
    ReviewDay.objects.create(campaign=year, organisation=cast["G2"], review_date=late)
    found = against(decision(year, cast["G2"], ["member"]))
    assert "trước ngày kiểm điểm 10/01/2022" in found[Why.BEFORE_REVIEW].text.vi
    assert bounds_for(year, cast["G2"]).first == late
    assert bounds_for(year, cast["U1"]).first == REVIEW


@pytest.mark.parametrize("day", [dt.date(1999, 1, 1), dt.date(2021, 12, 19), dt.date(2099, 1, 1)])
def test_a_draft_is_not_dated_outside_its_bounds(cast: Cast, year: Campaign, day: dt.date) -> None:
    one = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    with pytest.raises(DecisionError, match=f"ngày quyết định {day:%d/%m/%Y} phải nằm trong"):
        revise_decision(decision=one, actor=OPERATOR, decided_on=day)
    one.refresh_from_db()
    assert one.decided_on >= REVIEW


def test_a_draft_begun_before_the_review_bears_the_day_of_the_review(
    cast: Cast, year: Campaign, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 1)
    one = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    assert one.decided_on == REVIEW


def test_the_form_says_the_bounds(cast: Cast, year: Campaign, as_: Browser) -> None:
    one = decision(year, cast["G1"], ["member"], number="12-QĐ/ĐU")
    sent = {"act": "save", "number": "12-QĐ/ĐU", "decided_on": "01/01/1999", "covers": ["member"]}
    page = f"/quyet-dinh/2021/{one.pk}/"
    client = as_(Role.GRASSROOTS, "G1")
    answer = client.post(page, sent, headers={"HX-Request": "true"}).content.decode()
    assert "phải nằm trong khoảng từ 20/12/2021 (ngày kiểm điểm) đến" in answer
    Decision.objects.update(decided_on=dt.date(1999, 1, 1))
    shown = client.get(page).content.decode()
    assert 'href="#decided_on">Sửa ngày ký' in shown
