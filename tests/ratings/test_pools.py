"""Quota pools: who is in them, their ceilings, how they were counted, and who may see them."""

import pytest

from tests.builder import OPERATOR, officer
from tests.cast import Cast, campaign, choose, entry, everybody_good, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.ratings.actions import classify
from thidua.ratings.pools import Pool, pools
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made, outstanding=["M-G1A-04", "M-G1A-05", "U1"])
    choose(entry(made, "M-G1A-04"))
    classify(campaign=made, actor=OPERATOR)
    return made


def by_label(year: Campaign, kind: SubjectType, actor: object = OPERATOR) -> dict[str, Pool]:
    return {pool.label.vi: pool for pool in pools(campaign=year, subject_type=kind, actor=actor)}  # type: ignore[arg-type]


def test_members_make_one_pool_in_each_grassroots_organisation(cast: Cast, year: Campaign) -> None:
    found = by_label(year, SubjectType.MEMBER)
    assert set(found) == {"Tổ chức G1", "Tổ chức G2", "Tổ chức G3"}
    pool = found["Tổ chức G1"]
    assert (pool.rated, pool.good_or_better, pool.outstanding, pool.reached_outstanding) == (
        24,
        24,
        1,
        2,
    )
    assert (pool.ceiling, pool.room, pool.over) == (4, 3, False)
    codes = RosterEntry.objects.filter(pk__in=pool.entries).values_list("code", flat=True)
    assert sorted(codes) == sorted(
        f"M-{cell}-{n:02}" for cell in ("G1A", "G1B") for n in range(1, 13)
    )


def test_the_count_is_told_in_both_languages(cast: Cast, year: Campaign) -> None:
    pool = by_label(year, SubjectType.MEMBER)["Tổ chức G1"]
    assert pool.counted == Text(
        "Tối đa 4: 20% của số hoàn thành tốt (24 từ tốt trở lên, trừ số xuất sắc), làm tròn lên",
        "At most 4: 20% of those at good (of the 24 at good or better, less the outstanding), "
        "rounded up",
    )
    assert pool.citation == "HD 21-HD/BTCTW, II.B.2, điểm 2.3a"


def test_kinds_counted_together_make_one_pool_with_both_names(cast: Cast, year: Campaign) -> None:
    upper = [
        pool
        for pool in by_label(year, SubjectType.ORGANISATION).values()
        if pool.quota.endswith("upper_level")
    ]
    assert {pool.label.vi: len(pool.entries) for pool in upper} == {
        "Thành phố, Thị xã": 1,
        "Huyện": 1,
    }
    cells = [
        pool
        for pool in by_label(year, SubjectType.ORGANISATION).values()
        if pool.quota.endswith("cells")
    ]
    assert {pool.label.vi: len(pool.entries) for pool in cells} == {
        "Tổ chức G1": 2,
        "Tổ chức G3": 2,
    }


def test_a_choice_fills_its_pool_at_once(cast: Cast, year: Campaign) -> None:
    choose(entry(year, "M-G1A-05"))
    pool = by_label(year, SubjectType.MEMBER)["Tổ chức G1"]
    assert (pool.outstanding, pool.room) == (2, 2)


def test_whose_level_nobody_can_tell_is_counted_apart(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "M-G2-04"), self_reviewed=None)
    classify(campaign=year, actor=OPERATOR)
    pool = by_label(year, SubjectType.MEMBER)["Tổ chức G2"]
    assert (pool.rated, pool.unknown, pool.good_or_better) == (12, 1, 11)


def test_leaders_make_pools_by_post(cast: Cast, year: Campaign) -> None:
    found = by_label(year, SubjectType.LEADER)
    assert all(len(pool.entries) in {1, 2} for pool in found.values())
    assert any("Người đứng đầu" in label for label in found)


def test_pools_are_shown_to_those_who_see_all_of_them(cast: Cast, year: Campaign) -> None:
    upper = officer("upper", Role.UPPER_LEVEL, cast["U1"])
    assert set(by_label(year, SubjectType.MEMBER, upper)) == {"Tổ chức G1", "Tổ chức G2"}
    assert "Huyện" not in by_label(year, SubjectType.ORGANISATION, upper)
    secretary = officer("secretary", Role.CELL, cast["G1A"])
    assert by_label(year, SubjectType.MEMBER, secretary) == {}
    accounts = officer("accounts", Role.ADMINISTRATOR, cast["P"])
    assert by_label(year, SubjectType.MEMBER, accounts) == {}
