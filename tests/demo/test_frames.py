"""The frames of the small province: what stands in them, what must not, and the levels they lead
to.
"""

import datetime as dt
from collections import Counter
from decimal import Decimal

import polars as pl
import pytest

from tests.demo.rules import Frames, Province
from thidua.demo.frames import build
from thidua.demo.plan import percent_of_good_rounded_up
from thidua.demo.plans import SMALL
from thidua.demo.write import frameworks_of_the_year
from thidua.exchange.books import Book, workbook

MAY_HOLD_LEVELS = {
    "civil_servant_level",
    "authority_level",
    "front_level",
    "mass_level",
    "self_claimed",
    "proposed",
    "chosen",
    "2017",
    "2018",
    "2019",
    "2020",
}
LEVEL_WORDS = {"outstanding", "completed", "not_completed"}


def test_the_same_seed_gives_the_same_rows(frames: Frames) -> None:
    again = build(plan=SMALL)
    for book, sheets in frames.items():
        for sheet, frame in sheets.items():
            assert frame.equals(again[book][sheet]), f"{book}/{sheet}"


def test_another_seed_gives_other_people(frames: Frames) -> None:
    other = build(seed=1, plan=SMALL)["members"]["members"]
    assert set(other["full_name"]) != set(frames["members"]["members"]["full_name"])


def test_the_columns_are_those_of_the_workbooks(frames: Frames) -> None:
    for book in Book:
        spec = workbook(book, frameworks_of_the_year())
        for name, frame in frames.get(book.value, {}).items():
            sheet = spec.sheet(name)
            known = {column.id: column.dtype for column in sheet.columns}
            for column in frame.columns:
                dtype = known.get(column) or sheet.column(column).dtype
                assert frame.schema[column] == dtype, f"{book.value}/{name}/{column}"
            assert all(column.id in frame.columns for column in sheet.columns if column.required)


def test_no_sheet_holds_a_level_that_the_rulebook_has_to_find(frames: Frames) -> None:
    for book, sheets in frames.items():
        for name, frame in sheets.items():
            for column in frame.select(pl.selectors.string()).columns:
                found = set(frame[column].drop_nulls().unique()) & LEVEL_WORDS
                assert not found or column in MAY_HOLD_LEVELS, f"{book}/{name}/{column}: {found}"


def test_an_independent_reading_of_the_rules_gives_the_planned_levels(province: Province) -> None:
    planned = SMALL.members
    assert Counter(province.members.values()) == {
        4: planned.outstanding,
        3: planned.good,
        2: planned.completed,
        1: planned.not_completed,
    }
    assert province.count("grassroots") == {
        4: SMALL.grassroots.outstanding,
        3: SMALL.grassroots.good,
        2: 2,
    }
    uppers = {
        code: level
        for code, level in province.levels.items()
        if province.organisations[code]["tier"] == "upper_level"
    }
    assert uppers == {upper.code: 4 if upper.chosen else 3 for upper in SMALL.uppers}


def test_every_choice_has_an_effect_and_no_pool_is_over_its_ceiling(
    frames: Frames, province: Province
) -> None:
    chosen = frames["decisions"]["proposals"].filter(pl.col("chosen") == "outstanding")
    members = chosen.filter(pl.col("subject_type") == "member")["code"]
    organisations = chosen.filter(pl.col("subject_type") == "organisation")["code"]
    assert {province.reached_members[code] for code in members} == {4}
    assert {province.reached[code] for code in organisations} == {4}
    pools = Counter(province.grassroots_of(province.cell_of[code]) for code in members)
    good = Counter(
        province.grassroots_of(province.cell_of[code])
        for code, level in province.members.items()
        if level >= 3
    )
    assert all(pools[pool] <= percent_of_good_rounded_up(good[pool]) for pool in good)
    assert sum(level == 4 for level in province.reached_members.values()) > len(members)


def test_special_cases_are_there(frames: Frames) -> None:
    spells = frames["members"]["members"]
    assert set(spells["status"]) == {
        "official",
        "probationary",
        "exempt",
        "suspended",
        "temporary_elsewhere",
        "transferred",
    }
    facts = frames["facts"]["member_facts"]
    assert facts["former_cell_comment"].sum() >= 1
    assert facts["temporary_cell_comment"].sum() >= 1
    assert {Decimal(80), Decimal(50), Decimal("79.9999")} & set(facts["targets_done"])
    assert facts.filter(pl.col("violation_counted_before"))["discipline"].n_unique() >= 1
    positions = frames["members"]["positions"]
    assert set(positions["role"]) == {"head", "deputy", "committee_member"}
    assert positions["suspended"].sum() >= 1
    new_heads = positions.filter(
        (pl.col("role") == "head") & (pl.col("from") >= dt.date(2021, 1, 1))
    )
    assert new_heads.height >= 1
    admitted = spells.filter(pl.col("admitted_on") >= dt.date(2021, 1, 1))
    assert set(admitted["code"]) & set(facts["member"]), "admitted in the year, and rated"


def test_posts_are_held_by_members_of_the_organisation_or_below_it(frames: Frames) -> None:
    parents = dict(
        frames["organisations"]["organisations"]
        .filter(pl.col("to").is_null())
        .select("code", "parent")
        .rows()
    )
    cells = dict(
        frames["members"]["members"].filter(pl.col("to").is_null()).select("code", "cell").rows()
    )
    for member, organisation in (
        frames["members"]["positions"].select("member", "organisation").rows()
    ):
        place: str | None = cells[member]
        while place is not None and place != organisation:
            place = parents[place]
        assert place == organisation


@pytest.mark.parametrize("year", ["2017", "2018", "2019", "2020"])
def test_runs_of_years_end_where_the_plan_wants_them_to(
    frames: Frames, year: str, province: Province
) -> None:
    earlier = frames["decisions"]["earlier_levels"]
    standing = {"10834", "301-KCQ-17", "290"}
    running = earlier.filter(
        pl.all_horizontal(pl.col("2018", "2019", "2020") == "outstanding"),
        pl.col("2017") == "exemplary",
        pl.col("subject_type") == "organisation",
    )
    upper_and_grassroots = {
        code
        for code in running["code"]
        if province.organisations[code]["tier"] in {"upper_level", "grassroots"}
    }
    assert upper_and_grassroots <= standing
    assert earlier[year].drop_nulls().n_unique() >= 3
