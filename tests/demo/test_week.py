"""The week of meetings: the accounts' cell reviews today, half of it is done, the member's account
still writes.
"""

import pytest

from tests.demo.rules import source
from thidua.demo.build import make_up
from thidua.demo.outcomes import of_the_season
from thidua.demo.plan import Plan
from thidua.demo.plans import FULL, SMALL
from thidua.demo.reviewing import reviews_of
from thidua.demo.season import DEMO_DAY, YEAR, Season, begin, by_name
from thidua.demo.week import CellWeek, How, Week, meeting_this_week, so_far, week_of
from thidua.demo.year_of import commune_year


@pytest.fixture(scope="module", params=[SMALL, FULL], ids=lambda plan: plan.name)
def season(request: pytest.FixtureRequest) -> Season:
    plan: Plan = request.param
    return begin(make_up(plan=plan))


@pytest.fixture(scope="module")
def weeks(season: Season) -> list[CellWeek]:
    commune = commune_year(season.province, YEAR, of_the_season(season), season.staffs, {})
    return week_of(commune, season.first, source(1))


@pytest.fixture
def today(weeks: list[CellWeek]) -> CellWeek:
    return next(one for one in weeks if one.week is Week.TODAY)


def test_the_accounts_cell_meets_today(season: Season, today: CellWeek) -> None:
    assert today.cell.unit.code == season.first
    assert today.cell.unit.invented
    assert today.on == DEMO_DAY


def test_reviews_are_in_every_state(today: CellWeek) -> None:
    assert set(today.how.values()) >= {
        How.SENT,
        How.DRAFT,
        How.RETURNED,
        How.TYPED,
        How.LATE,
    }


def test_the_members_account_still_writes_and_has_a_prompt(season: Season, today: CellWeek) -> None:
    own = min(season.staff_of(season.first).rated, key=by_name).code
    assert today.how[own] is How.DRAFT
    assert today.prompted[own]
    assert own not in today.dealt_with
    written = {one.code: one for one in reviews_of(today.cell, source(1))}
    draft = so_far(written[own], How.DRAFT)
    assert set(draft.sections) == {"I.1", "I.2"}
    assert {one.heading for one in draft.cited} <= {"I.2"}


def test_half_is_done_and_one_is_under_way(today: CellWeek) -> None:
    held = meeting_this_week(today, source(2))
    *done, last = held.people
    assert 0.25 <= len(done) / len(today.cell.members) <= 0.5
    assert all(one.concluded for one in done)
    assert last.concluded == ""
    open_asks = [one for one in held.people if one.ask and not one.ask[1]]
    assert len(open_asks) == 1


def test_whoever_has_met_has_met_before_today(weeks: list[CellWeek]) -> None:
    for week in weeks:
        assert (week.on < DEMO_DAY) == (week.week is Week.MET)
        assert set(week.how) == {one.person.code for one in week.cell.members}
