"""What may still come of somebody whose level nobody can tell, value by value."""

from typing import Any

import pytest

from tests.cast import Cast, campaign, entry, everybody_good, write_facts
from tests.ratings.test_classify import rate
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.awaited import awaited
from thidua.ratings.outlook import Outlook, WhatIf
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

MEMBER = "M-G1A-05"


@pytest.fixture
def year(cast: Cast) -> Campaign:
    """Everybody at good."""
    opened = campaign()
    everybody_good(opened)
    return opened


def outlook(one: RosterEntry) -> Outlook:
    framework = bound_frameworks(one.campaign)[SubjectType(one.subject_type)]
    return Outlook(one.campaign, framework, one)


def lines(one: RosterEntry, number: int = 0) -> list[tuple[str, str, str]]:
    """Per value of a missing thing of the subject: its words, the lowest and the highest level."""
    framework = bound_frameworks(one.campaign)[SubjectType(one.subject_type)]
    thing = awaited(one.campaign, framework, [one.pk])[one.pk][number]
    other = None if thing.fact else RosterEntry.objects.get(pk=thing.entry)
    return [shown(line) for line in outlook(one).what_if(thing, other)]


def shown(line: WhatIf) -> tuple[str, str, str]:
    return line.title.vi, line.low or "-", line.high or "-"


def test_each_grade_says_how_far_it_lets_a_member_go(cast: Cast, year: Campaign) -> None:
    member = entry(year, MEMBER)
    write_facts(member, "outstanding", duties=None)
    assert lines(member) == [
        ("Xuất sắc", "outstanding", "outstanding"),
        ("Tốt", "good", "good"),
        ("Trung bình", "completed", "completed"),
        ("Kém", "not_completed", "not_completed"),
    ]
    assert (outlook(member).low, outlook(member).high) == ("not_completed", "outstanding")


def test_with_two_missing_a_value_leaves_a_range_and_both_are_held_together(
    cast: Cast, year: Campaign
) -> None:
    member = entry(year, MEMBER)
    write_facts(member, "outstanding", duties=None, year_tasks=None)
    assert lines(member)[:2] == [
        ("Xuất sắc", "not_completed", "outstanding"),
        ("Tốt", "not_completed", "good"),
    ]
    framework = bound_frameworks(year)[SubjectType.MEMBER]
    first, second = awaited(year, framework, [member.pk])[member.pk]
    matrix = outlook(member).matrix((first, None), (second, None))
    assert matrix is not None
    assert [text.vi for text in matrix.across] == ["Xuất sắc", "Tốt", "Trung bình", "Kém"]
    levels = [[cell.low for cell in row] for _, row in matrix.rows]
    assert levels[0] == ["outstanding", "good", "completed", "not_completed"]
    assert levels[2] == ["completed", "completed", "completed", "not_completed"]


def test_a_number_is_cut_where_the_conditions_cut_it(cast: Cast, year: Campaign) -> None:
    member = entry(year, MEMBER)
    write_facts(member, targets_done=None)
    assert lines(member) == [
        ("từ 50% trở lên", "good", "good"),
        ("dưới 50%", "not_completed", "not_completed"),
    ]


def test_what_comes_before_any_rating_is_taken_as_done(cast: Cast, year: Campaign) -> None:
    """Until then nobody is rated: that is no level, and no reason to think of outstanding."""
    member = entry(year, MEMBER)
    write_facts(member, self_reviewed=None)
    assert lines(member) == [("có", "good", "good"), ("không", "-", "-")]
    assert outlook(member).high == "good"


def test_the_level_of_a_member_is_tried_in_the_cell(cast: Cast, year: Campaign) -> None:
    unknown: dict[str, Any] = {"self_reviewed": None}
    write_facts(entry(year, MEMBER), **unknown)
    write_facts(entry(year, "G1A"), "outstanding")
    rate(year)
    assert lines(entry(year, "G1A")) == [
        ("Xuất sắc", "outstanding", "outstanding"),
        ("Tốt", "outstanding", "outstanding"),
        ("Hoàn thành", "outstanding", "outstanding"),
        ("Không hoàn thành", "completed", "completed"),
    ]


def test_the_level_of_the_organisation_is_tried_on_its_collective(
    cast: Cast, year: Campaign
) -> None:
    write_facts(entry(year, "G3"), self_reviewed=None)
    rate(year)
    levels = [high for _, _, high in lines(entry(year, "G3", "collective"))]
    assert levels == ["good", "good", "completed", "not_completed"]
