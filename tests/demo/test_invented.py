"""Nothing bad is told of a body that bears a real name: in either year of either demo province."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import pytest

from thidua.demo import catalogue
from thidua.demo.build import Province, make_up
from thidua.demo.frames import Frames, decided_year
from thidua.demo.outcomes import of_the_decided_year, of_the_season
from thidua.demo.plans import FULL, SMALL
from thidua.demo.progress import Progress
from thidua.demo.season import DEMO_DAY, Season, begin
from thidua.demo.season_sheets import season_frames

DISCIPLINED = pl.col("discipline").is_not_null() & (pl.col("discipline") != "none")


@dataclass(frozen=True)
class Told:
    """A province with what its two years tell."""

    province: Province
    season: Season
    years: tuple[Frames, Frames]

    @property
    def invented(self) -> set[str]:
        return {unit.code for unit in self.province.tree.units() if unit.invented}

    @property
    def cells(self) -> Mapping[str, str]:
        """Member → cell."""
        return {
            person.code: staff.plan.unit.code
            for staff in self.province.staffs
            for person in staff.everybody
        }


@pytest.fixture(scope="module", params=[SMALL, FULL], ids=lambda plan: plan.name)
def told(request: pytest.FixtureRequest) -> Told:
    province = make_up(plan=request.param)
    season = begin(province)
    return Told(
        province,
        season,
        (
            decided_year(province, of_the_decided_year(province)),
            season_frames(season, of_the_season(season)),
        ),
    )


def test_each_body_has_organisations_that_exist_nowhere(told: Told) -> None:
    least = 2 if told.province.plan is FULL else 1
    for upper in told.province.plan.uppers:
        units = [
            organisation.unit
            for organisation in told.province.tree.grassroots
            if organisation.upper is upper and organisation.unit.invented
        ]
        assert len(units) >= least, upper.name


def test_the_catalogue_flags_them_for_each_of_the_fifteen() -> None:
    assert set(catalogue.INVENTED) == {upper.code for upper in FULL.uppers}
    names = [
        entry.name
        for offered in catalogue.INVENTED.values()
        for entries in offered.values()
        for entry in entries
    ]
    assert len(names) == len(set(names))


def test_disciplined_organisations_exist_nowhere(told: Told) -> None:
    for frames in told.years:
        facts = frames["facts"]
        for sheet, key, columns in (
            ("organisation_facts", "organisation", ("disunity_concluded", "committee_disciplined")),
            ("collective_facts", "collective", ("disunity_concluded", "collective_disciplined")),
        ):
            found = facts[sheet].filter(pl.any_horizontal(*columns))
            assert set(found[key]) <= told.invented


def test_disciplined_leaders_sit_in_bodies_that_exist_nowhere(told: Told) -> None:
    held = [post for post in told.province.held if post.is_open]
    for frames in told.years:
        leaders = frames["facts"]["leader_facts"].filter(DISCIPLINED)
        assert set(leaders["organisation"]) <= told.invented
        counted = pl.col("violation_counted_before").fill_null(value=False)
        members = frames["facts"]["member_facts"].filter(DISCIPLINED & ~counted)
        disciplined = set(members["member"])
        seats = {post.organisation for post in held if post.person.code in disciplined}
        assert seats <= told.invented
        assert seats or told.province.plan is SMALL, "there is something to tell"
    suspended = {post.organisation for post in held if post.suspended}
    assert suspended <= told.invented


def test_levels_that_differ_from_what_was_reached_are_told_where_nobody_is(told: Told) -> None:
    for frames in told.years:
        reasons = frames["decisions"]["proposals"].filter(pl.col("reason").is_not_null())
        assert {told.cells[code] for code in reasons["code"]} <= told.invented


def test_late_and_returned_ones_and_the_accounts_exist_nowhere(told: Told) -> None:
    season = told.season
    assert {*season.late, season.returned, season.own, season.first} <= told.invented
    assert season.progress[season.returned] is Progress.DECIDED


def test_a_real_one_that_still_lacks_facts_has_time_left(told: Told) -> None:
    """It reviews on a day of its own, or the body above it does, and that day is not over."""
    days = {
        row["organisation"]: row["review_date"]
        for row in told.years[1]["facts"]["review_days"].iter_rows(named=True)
    }
    for organisation in told.province.tree.grassroots:
        unit, progress = organisation.unit, told.season.progress[organisation.unit.code]
        if progress in {Progress.PARTIAL, Progress.SILENT} and not unit.invented:
            assert days.get(unit.code, days[organisation.upper.code]) >= DEMO_DAY
