"""Who is late: only whose own part is missing, and only when its day is over."""

import datetime as dt

import pytest
from django.test import override_settings

from tests.builder import rate
from tests.reports.year import SmallYear
from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.models import Role
from thidua.boards.lateness import late_units
from thidua.boards.models import Proposal
from thidua.campaigns.models import Deadline, ReviewDay, Step
from thidua.facts.models import FactSheet

pytestmark = pytest.mark.django_db(transaction=True)
REVIEWED, RATED = dt.date(2021, 12, 9), dt.date(2021, 12, 20)
TREE = """P province: Đảng bộ tỉnh Xứ Đông
  U1 upper_level district: Đảng bộ huyện Gia Lộc
    G1 grassroots committee commune: Đảng bộ xã Gia Minh
      C1 cell: Chi bộ thôn 1
    G2 grassroots committee school: Đảng bộ trường Tân Lạc
      C2 cell: Chi bộ thôn 2
  U2 upper_level district: Đảng bộ huyện Ninh Giang
    G3 grassroots committee commune: Đảng bộ xã Ninh Lạc
"""


@pytest.fixture
def year() -> SmallYear:
    """C1 has two members without facts, C2 one whose level is known; of G3 nothing is known."""
    made = SmallYear(TREE, 2021)
    for step, day in ((Step.REVIEW, REVIEWED), (Step.RATE, RATED)):
        Deadline.objects.create(campaign=made.campaign, step=step, due_on=day)
    made.members("C1", "", "")
    made.members("C2", "good")
    for code, level in (("G1", ""), ("G2", "good"), ("G3", "")):
        entry = made.rate(code, level)
        entry.parent = entry.upper_level
        entry.save()
    FactSheet.objects.create(roster_entry=made.entries["organisation:G1"], facts={"a": "1"})
    return made


def late(year: SmallYear, day: dt.date, scope: Scope | None = None) -> list[tuple[object, ...]]:
    with override_settings(TODAY=day):
        found = late_units(campaign=year.campaign, scope=scope or Scope(everything=True))
    return [(one.unit.code, one.days, one.what, one.number) for one in found]


def test_nobody_is_late_on_the_day_itself(year: SmallYear) -> None:
    assert late(year, REVIEWED) == []


def test_facts_are_late_the_day_after_by_whoever_keeps_them(year: SmallYear) -> None:
    """G1 keeps its cell's members; G1's own sheet is there and waits for them alone. Of G3 nobody
    handed in a sheet: the body above keeps it.
    """
    found = late(year, REVIEWED + dt.timedelta(days=1))
    assert found == [("G1", 1, "facts", 2), ("U2", 1, "facts", 1)]


def test_proposals_are_late_after_the_step_of_rating(year: SmallYear) -> None:
    entry = year.entries["organisation:G2"]
    Proposal.objects.create(roster_entry=entry, proposed="good")
    found = late(year, RATED + dt.timedelta(days=2))
    assert ("G2", 2, "proposals", 1) in found, "its one member is not proposed"
    member = year.entries["member:M-C2-01"]
    Proposal.objects.create(roster_entry=member, proposed="good")
    codes = [row[0] for row in late(year, RATED + dt.timedelta(days=2))]
    assert codes == ["G1", "U2", "G3"], "who has proposed everything is not late"


def test_a_unit_with_its_own_review_date_is_late_by_that(year: SmallYear) -> None:
    ReviewDay.objects.create(
        campaign=year.campaign, organisation=year["G1"], review_date=dt.date(2021, 12, 15)
    )
    assert late(year, dt.date(2021, 12, 12)) == [("U2", 3, "facts", 1)]


def test_a_level_known_is_owed_no_more(year: SmallYear) -> None:
    day = REVIEWED + dt.timedelta(days=1)
    assert ("G1", 1, "facts", 2) in late(year, day)
    entry = year.entries["member:M-C1-01"]
    entry.rating.delete()
    rate(entry, "good")
    assert ("G1", 1, "facts", 1) in late(year, day)


def test_a_district_sees_its_own(year: SmallYear) -> None:
    day = REVIEWED + dt.timedelta(days=1)
    seen = {"P": ["G1", "U2"], "U2": ["U2"], "G1": ["G1"], "G2": []}
    for code, expected in seen.items():
        scope = scope_of(year.officer(f"o-{code}", Role.INSPECTOR, code))
        assert [row[0] for row in late(year, day, scope)] == expected
    assert late(year, day, Scope()) == []
