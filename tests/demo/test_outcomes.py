"""How the tasks of the demo's years come out: every level stays as planned, and nothing bad is told
of a body that bears a real name."""

from collections import Counter
from dataclasses import dataclass

import pytest

from tests.demo.rules import Work, leader_level
from thidua.demo import year
from thidua.demo.build import Province, make_up
from thidua.demo.facts_bodies import MOST_HIT
from thidua.demo.facts_leadership import leader_facts
from thidua.demo.facts_work import without_work
from thidua.demo.grades import Row
from thidua.demo.leadership import Leadership, LedUnits
from thidua.demo.outcomes import of_the_decided_year, of_the_season
from thidua.demo.plan import NOT_COMPLETED
from thidua.demo.plans import FULL, SMALL
from thidua.demo.results import Ending, YearResults
from thidua.demo.season import DEMO_DAY, begin
from thidua.demo.season_sheets import CUT_OFF_DATE
from thidua.demo.staff import Staff


@dataclass(frozen=True)
class Year:
    """One year of a province: what its tasks came to, and who leads what how well."""

    province: Province
    number: int
    results: YearResults
    leading: Leadership
    led: LedUnits
    staffs: list[Staff]

    @property
    def invented(self) -> set[str]:
        return {unit.code for unit in self.province.tree.units() if unit.invented}


@pytest.fixture(scope="module", params=[SMALL, FULL], ids=lambda plan: plan.name)
def years(request: pytest.FixtureRequest) -> tuple[Year, Year]:
    province = make_up(plan=request.param)
    season = begin(province)
    return (
        Year(
            province,
            2021,
            of_the_decided_year(province),
            province.leading,
            province.led,
            province.staffs,
        ),
        Year(province, 2022, of_the_season(season), season.leading, season.led, season.staffs),
    )


def test_what_is_bad_is_told_of_bodies_that_exist_nowhere(years: tuple[Year, Year]) -> None:
    for one in years:
        for unit, results in one.results.of.items():
            if unit not in one.invented:
                assert all(result.ending.is_in_time and result.accepted for result in results)


def test_what_a_note_says_is_what_the_task_came_to(years: tuple[Year, Year]) -> None:
    for one in years:
        for result in (result for results in one.results.of.values() for result in results):
            task, ending = result.task, result.ending
            sign = -1 if task.lower else 1
            ahead = sign * (result.value - task.target)
            assert (ahead > 0) == (ending is Ending.EXCEEDED), result
            assert (ahead >= 0) == ending.is_done, result
            assert (ending.is_done and result.on <= task.ends_on) == ending.is_in_time, result
            assert 0 <= result.value <= (100 if task.measured_in == "%" else result.value)
            assert result.on <= (DEMO_DAY if one.number == 2022 else year.CUT_OFF_DATE)
            if ending.is_open:
                assert DEMO_DAY < task.ends_on <= CUT_OFF_DATE


def test_every_leader_reaches_the_planned_level(years: tuple[Year, Year]) -> None:
    for one in years:
        random = one.province.random(f"leaders of {one.number}")
        rows = leader_facts(one.leading, one.led, one.results, random)
        sheets: dict[str, list[Row]] = {
            "organisation_facts": [],
            "collective_facts": [],
            "member_facts": [],
            "leader_facts": rows,
        }
        without_work(sheets, one.results)
        work = Work(one.results)
        sunk = {"warning", "removal", "expulsion"}
        for leader, row in zip(one.leading.leaders, rows, strict=True):
            blank = {name: None for name in ("own_tasks_below_standard",) if name not in row}
            expected = NOT_COMPLETED if leader.post.person.discipline in sunk else leader.own
            assert leader_level(work.complete_leader(blank | row)) == expected, row


def test_who_leads_a_task_or_promised_something_keeps_their_level(
    years: tuple[Year, Year],
) -> None:
    for one in years:
        reach = {person.code: person.reach for staff in one.staffs for person in staff.rated}
        for member, targets in one.results.people.items():
            assert targets.share_done >= 50 or reach[member] == NOT_COMPLETED, member


def test_no_organisation_is_sunk_but_for_those_whom_the_epidemic_hit(
    years: tuple[Year, Year],
) -> None:
    for one in years:
        under_half = {
            code for code, targets in one.results.units.items() if targets.share_done < 50
        }
        assert under_half <= one.invented
        assert len(under_half) <= MOST_HIT
        assert under_half or one.province.plan is SMALL, "there is something to tell"


def test_of_the_decided_year_everything_is_known(years: tuple[Year, Year]) -> None:
    decided = years[0]
    assert set(decided.results.units) == set(decided.results.of)
    assert not any(one.ending.is_open for found in decided.results.of.values() for one in found)


def test_there_is_something_of_each_kind_in_the_year_in_progress(
    years: tuple[Year, Year],
) -> None:
    season = years[1]
    kinds = Counter(one.ending for found in season.results.of.values() for one in found)
    if season.province.plan is FULL:
        assert set(kinds) == set(Ending)
    home = [one.ending for one in season.results.of[begin(season.province).own]]
    assert {Ending.BLOCKED, Ending.SILENT, Ending.ON_TIME, Ending.BEHIND} <= set(home)


def test_whoever_leads_a_task_that_failed_did_half_of_theirs(years: tuple[Year, Year]) -> None:
    missed = [
        result
        for one in years
        for found in one.results.of.values()
        for result in found
        if result.ending is Ending.MISSED and not result.task.by_unit
    ]
    for result in missed:
        people = years[result.task.ends_on.year - 2021].results.people
        assert people[result.task.lead.person.code].share_done >= 50
