"""Where a unit stands in the review: its reviews where it writes them here, its facts where not."""

import datetime as dt

import pytest

from tests.builder import rate
from tests.reports.year import SmallYear
from thidua.boards.unit_states import REVIEW_STATES
from thidua.campaigns.unit_states import UnitStanding, UnitState
from thidua.facts.models import FactSheet
from thidua.reviews.models import Review

pytestmark = pytest.mark.django_db(transaction=True)
TREE = """P province: Đảng bộ tỉnh Xứ Đông
  U1 upper_level district: Đảng bộ huyện Gia Lộc
    G1 grassroots committee commune: Đảng bộ xã Gia Minh
      C1 cell: Chi bộ thôn 1
    G2 grassroots committee school: Đảng bộ trường Tân Lạc
      C2 cell: Chi bộ thôn 2
"""
AT = dt.datetime(2021, 12, 3, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def year() -> SmallYear:
    """Of the two members of G1 no facts are known, of the one of G2 the level is."""
    made = SmallYear(TREE, 2021)
    made.members("C1", "", "")
    made.members("C2", "good")
    for code, level in (("G1", ""), ("G2", "good")):
        entry = made.rate(code, level)
        entry.parent = entry.upper_level
        entry.save()
    return made


def standing(year: SmallYear, code: str) -> UnitStanding | None:
    found = REVIEW_STATES.standings(year.campaign, None)
    assert REVIEW_STATES.standings(year.campaign, [year[code].pk]).get(year[code].pk) == found.get(
        year[code].pk
    )
    return found.get(year[code].pk)


def report(year: SmallYear, code: str, status: str) -> None:
    done = status != "draft"
    Review.objects.create(
        campaign=year.campaign,
        subject_type="collective",
        organisation=year[code],
        cell=year[code],
        form="01",
        status=status,
        version=int(done),
        sent_at=AT if done else None,
        settled_at=AT if status == "accepted" else None,
    )


def test_a_unit_on_paper_stands_where_its_facts_stand_and_is_reminded_of_them(
    year: SmallYear,
) -> None:
    found = standing(year, "G1")
    assert found is not None
    assert (found.state, found.about) == (UnitState.NOT_STARTED, "facts")


def test_a_unit_that_writes_here_stands_where_its_report_stands_and_is_reminded_of_it(
    year: SmallYear,
) -> None:
    report(year, "G1", "draft")
    found = standing(year, "G1")
    assert found is not None
    assert (found.state, found.about) == (UnitState.DRAFTING, "")


def test_reviews_that_are_done_do_not_hide_facts_that_are_missing(year: SmallYear) -> None:
    report(year, "G1", "accepted")
    found = standing(year, "G1")
    assert found is not None
    assert (found.state, found.about) == (UnitState.DRAFTING, "facts")
    assert found.missing is not None
    assert "thông tin" in found.missing.vi


def test_with_both_done_it_is_done(year: SmallYear) -> None:
    entry = year.entries["organisation:G1"]
    FactSheet.objects.create(roster_entry=entry, facts={"a": "1"})
    for one in ("member:M-C1-01", "member:M-C1-02"):
        year.entries[one].rating.delete()
        rate(year.entries[one], "good")
    entry.rating.delete()
    rate(entry, "good")
    report(year, "G1", "sent")
    found = standing(year, "G1")
    assert found is not None
    assert found.state == UnitState.SENT
