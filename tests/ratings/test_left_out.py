"""Who is not rated is left out of every share, pool and cap; where nobody is left, nothing is asked
of nobody.
"""

import datetime as dt

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast, campaign, choose, entry, everybody_good, write_facts
from tests.ratings.test_classify import rate, standing
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell, Person, Placement
from thidua.ratings.explaining import explanation_of
from thidua.ratings.ladder import ladder_of
from thidua.ratings.models import Rating
from thidua.ratings.pools import pools
from thidua.roster.models import RosterEntry
from thidua.rulebook.rendering import as_text
from thidua.vocabulary import SubjectType

LATELY = dt.date(2021, 9, 1)


def newly_admitted(cast: Cast, cell: str, *numbers: int) -> None:
    people = [cast.of_cell(cell, number).pk for number in numbers]
    Person.objects.filter(pk__in=people).update(admitted_on=LATELY)


def counted_members(year: Campaign, cell: str) -> str:
    """What the share of members at completed or better was taken of."""
    reasons = {reason.id: reason for reason in explanation_of(entry(year, cell)).reasons}
    return reasons["organisation.good.members_completed"].seen.vi


def test_a_new_member_is_left_out_of_the_shares_of_the_cell(cast: Cast) -> None:
    """Of five members one is new: 4 of 4, and their own fault burdens nobody."""
    MembershipSpell.objects.filter(
        person__in=[cast.of_cell("G1A", number) for number in range(6, 13)]
    ).update(ends_on=dt.date(2021, 1, 31))
    newly_admitted(cast, "G1A", 5)
    year = campaign()
    everybody_good(year)
    write_facts(entry(year, "M-G1A-05"), discipline="warning")
    rate(year)
    assert counted_members(year, "G1A").startswith("4/4")
    assert not Rating.objects.filter(roster_entry=entry(year, "M-G1A-05")).exists()
    assert standing(year, "G1A") == 3


def test_a_new_member_is_left_out_of_the_pool_and_its_ceiling(cast: Cast) -> None:
    newly_admitted(cast, "G1A", *range(4, 13))
    year = campaign()
    everybody_good(year)
    rate(year)
    found = pools(campaign=year, subject_type=SubjectType.MEMBER, actor=OPERATOR)
    counted = {pool.label.vi: (pool.rated, pool.ceiling) for pool in found}
    assert counted["Tổ chức G1"] == (15, 3)


def test_where_nobody_is_rated_the_shares_do_not_apply_and_the_rest_decides(cast: Cast) -> None:
    MembershipSpell.objects.filter(organisation=cast["G1A"]).update(status="exempt")
    year = campaign()
    everybody_good(year)
    rate(year)
    assert standing(year, "G1A") == 3
    assert standing(year, "G1") == 3
    rung = ladder_of(explanation_of(entry(year, "G1A"))).rungs[1]
    words = "không có đảng viên nào được xếp loại nên điều kiện này không áp dụng"
    seen = {one.title.partition(":")[0]: one.seen for one in rung.conditions if "100" in one.title}
    assert seen == {"Chi bộ": words, "Đảng bộ": "không áp dụng"}


def test_a_unit_founded_lately_holds_back_neither_its_head_nor_what_stands_above(
    cast: Cast,
) -> None:
    Placement.objects.filter(organisation=cast["G3"]).update(starts_on=LATELY)
    year = campaign()
    everybody_good(year, outstanding=["M-G3A-02"])
    choose(entry(year, "M-G3A-02", "leader"))
    rate(year)
    assert not entry(year, "G3", "collective").rated
    assert standing(year, "M-G3A-02", "leader") == 4
    told = explanation_of(entry(year, "M-G3A-02", "leader"))
    assert [cap.seen.vi for cap in told.of("caps")][:2] == [
        "Tập thể lãnh đạo: không được xếp loại",
        "Tổ chức, đơn vị: không được xếp loại",
    ]
    assert standing(year, "U2") == 3


@pytest.mark.parametrize(("months", "level"), [(3, 2), ("2.5", 4), (None, 4)])
def test_sick_leave_and_what_was_not_stated_are_told(
    cast: Cast, months: int | str | None, level: int
) -> None:
    year = campaign()
    everybody_good(year, outstanding=["M-G1A-05"])
    write_facts(entry(year, "M-G1A-05"), "outstanding", sick_leave_months=months)
    rate(year)
    assert Rating.objects.get(roster_entry=entry(year, "M-G1A-05")).low == level
    told = explanation_of(entry(year, "M-G1A-05"))
    (cap,) = told.of("caps")
    said = "không ghi, coi là 0" if months is None else str(months).replace(".", ",")
    assert cap.seen.vi == f"Tổng số tháng nghỉ ốm trong năm: {said}"
    assert [reason.id for reason in told.decided_by] == (
        ["member.cap.sick_leave"] if level == 2 else []
    )


def test_maternity_leave_is_a_note_in_the_explanation_and_no_cap(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    one: RosterEntry = entry(year, "M-G1A-05")
    assert not ladder_of(explanation_of(one)).notes
    write_facts(one, "outstanding", maternity_leave=True)
    told = explanation_of(RosterEntry.objects.get(pk=one.pk))
    assert told.level == "outstanding"
    (note,) = ladder_of(told).notes
    assert "thời gian làm việc thực tế" in note.seen
    assert "Nghỉ thai sản" in as_text(told, "vi")
