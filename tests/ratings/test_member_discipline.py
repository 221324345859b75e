"""HD 21, II.B.3: the discipline of whoever held a post in the year burdens the collective, once."""

import datetime as dt
from typing import Any

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast, campaign, entry, everybody_good, write_facts
from tests.ratings.test_classify import rate, standing
from thidua.campaigns.models import Campaign
from thidua.facts.actions import correct_fact
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.models import MembershipSpell, Position
from thidua.ratings.explaining import explanation_of
from thidua.ratings.missing_facts import missing_facts
from thidua.vocabulary import SubjectType

MAY = dt.date(2021, 5, 3)
DEPUTY = "M-G3A-03"


def end_post(cast: Cast, day: dt.date) -> None:
    """The deputy of G3 gives the post up."""
    post = Position.objects.filter(person=cast.people[DEPUTY], organisation=cast["G3"])
    post.update(ends_on=day)


def warned(year: Campaign, **facts: Any) -> None:
    """Everybody at good, the deputy of G3 warned in the year."""
    everybody_good(year)
    write_facts(entry(year, DEPUTY), "good", **{"discipline": "warning", **facts})
    rate(year)


def asked_for(year: Campaign) -> list[str]:
    """What is said to be missing of G3's collective: on its page, and where the board lists it."""
    collective = entry(year, "G3", "collective")
    listed = missing_facts(year, bound_frameworks(year)[SubjectType.COLLECTIVE], [collective.pk])
    told = [text.vi for _, text in explanation_of(collective).missing]
    assert [text.vi for text in listed[collective.pk].facts] == told
    return told


@pytest.mark.parametrize(("day", "level"), [(MAY, 1), (dt.date(2020, 12, 31), 3)])
def test_a_post_that_ended_in_the_year_counts(cast: Cast, day: dt.date, level: int) -> None:
    end_post(cast, day)
    year = campaign()
    warned(year)
    assert standing(year, "G3", "collective") == level


def test_who_went_to_another_committee_burdens_both(cast: Cast) -> None:
    end_post(cast, MAY)
    Position.objects.create(
        person=cast.people[DEPUTY],
        organisation=cast["G1"],
        role="committee_member",
        starts_on=MAY + dt.timedelta(days=1),
    )
    year = campaign()
    warned(year)
    assert standing(year, "G3", "collective") == 1
    assert standing(year, "G1", "collective") == 1


@pytest.mark.parametrize(("before", "level"), [(True, 3), (False, 1), (None, None)])
def test_a_violation_counted_in_an_earlier_year_is_not_counted_again(
    cast: Cast, before: bool | None, level: int | None
) -> None:
    """For the collective, and with it for the head that it caps."""
    year = campaign()
    warned(year, violation_counted_before=before)
    assert standing(year, "G3", "collective") == level
    assert standing(year, "M-G3A-02", "leader") == level
    if before is None:
        assert asked_for(year) == [
            f"Vi phạm của {cast.people[DEPUTY]} đã tính ở năm trước hay chưa"
        ]


@pytest.mark.parametrize("status", ["exempt", "suspended"])
def test_the_discipline_of_who_is_not_rated_can_be_entered_and_counts(
    cast: Cast, status: str
) -> None:
    MembershipSpell.objects.filter(person=cast.people[DEPUTY]).update(status=status)
    year = campaign()
    everybody_good(year)
    rate(year)
    assert standing(year, "G3", "collective") is None
    assert asked_for(year) == [f"Hình thức kỷ luật trong năm của {cast.people[DEPUTY]}"]
    for fact, value in (("discipline", "none"), ("violation_counted_before", "không")):
        correct_fact(roster_entry=entry(year, DEPUTY), fact=fact, value=value, actor=OPERATOR)
    rate(year)
    assert standing(year, "G3", "collective") == 3
    correct_fact(
        roster_entry=entry(year, DEPUTY), fact="discipline", value="warning", actor=OPERATOR
    )
    rate(year)
    assert standing(year, "G3", "collective") == 1
    assert explanation_of(entry(year, "G3", "collective")).level == "not_completed"


def test_who_is_no_longer_on_the_roster_is_asked_for_on_the_collectives_sheet(cast: Cast) -> None:
    """Who lost the post and left the Party: exactly those whose discipline burdens it."""
    end_post(cast, MAY)
    MembershipSpell.objects.filter(person=cast.people[DEPUTY]).update(ends_on=MAY)
    year = campaign()
    everybody_good(year)
    collective = entry(year, "G3", "collective")
    write_facts(collective, departed_member_discipline=None)
    rate(year)
    assert standing(year, "G3", "collective") is None
    (asked,) = asked_for(year)
    assert str(cast.people[DEPUTY]) in asked
    assert "trang tính Tập thể lãnh đạo" in asked
    for discipline, level in (("expulsion", 1), ("none", 3)):
        write_facts(collective, departed_member_discipline=discipline)
        rate(year)
        assert standing(year, "G3", "collective") == level


def test_who_was_expelled_burdens_the_collective_without_being_asked_for(cast: Cast) -> None:
    end_post(cast, MAY)
    MembershipSpell.objects.filter(person=cast.people[DEPUTY]).update(
        ends_on=MAY, end_reason="expelled"
    )
    year = campaign()
    everybody_good(year)
    rate(year)
    assert standing(year, "G3", "collective") == 1


def test_a_collective_without_posts_asks_for_them(cast: Cast) -> None:
    Position.objects.filter(organisation=cast["G3"]).delete()
    year = campaign()
    everybody_good(year)
    rate(year)
    assert standing(year, "G3", "collective") is None
    assert asked_for(year) == ["Chức vụ của cấp uỷ (chưa có ai: nạp trang tính Chức vụ)"]
