"""The figures of a year: what is counted, under which names, and for whom."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reports.year import SmallYear, empty_year
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.reports.figures import Figures, figures
from thidua.reports.history import five_year_lines, year_points
from thidua.reports.levels import Who
from thidua.reports.subjects import LISTS, subjects_behind
from thidua.vocabulary import LevelCounts

PUBLISHED = tomllib.loads((Path(__file__).parent / "data" / "published-2021.toml").read_text())
NOBODY_YET = {"cannot_tell"}


def tables(year: SmallYear) -> dict[str, dict[str, Any]]:
    return figures(campaign=year.campaign).as_tables()


def test_the_tables_and_keys_are_those_that_were_published(year: SmallYear) -> None:
    counted = tables(year)
    assert list(counted) == list(PUBLISHED)
    for table, published in PUBLISHED.items():
        assert [key for key in counted[table] if key not in NOBODY_YET] == list(published), table


def test_the_types_are_those_that_were_published(year: SmallYear) -> None:
    counted = tables(year)
    kinds: dict[type, tuple[str, ...]] = {
        int: ("int",),
        float: ("Decimal",),
        list: ("list",),
        str: ("str",),
    }
    for table, published in PUBLISHED.items():
        for key, value in published.items():
            assert type(counted[table][key]).__name__ in kinds.get(type(value), ("str",)), (
                table,
                key,
            )


def test_a_decided_level_counts_before_a_standing_one(year: SmallYear) -> None:
    upper = tables(year)["upper_level_organisations"]
    assert (upper["total"], upper["outstanding"], upper["good"]) == (
        2,
        1,
        1,
    )  # U1 decided up; U2's was reopened


def test_levels_of_grassroots_organisations(year: SmallYear) -> None:
    assert tables(year)["grassroots_organisations"] == {
        "total": 5,
        "outstanding": 1,
        "good": 2,
        "good_or_better": 3,
        "completed": 1,
        "not_completed": 0,
        "cannot_tell": 1,
    }


def test_levels_of_members(year: SmallYear) -> None:
    assert tables(year)["members"] == {
        "total": 18,
        "outstanding": 3,
        "good": 10,
        "completed": 3,
        "not_completed": 1,
        "cannot_tell": 1,
    }


def test_who_is_not_rated_is_not_counted(year: SmallYear) -> None:
    entry = year.entries["member:M-G1A-01"]
    entry.rated, entry.excluded_by = False, "member.exempt"
    entry.save()
    assert tables(year)["members"]["total"] == 17


def test_excellence_is_counted_over_a_merger(year: SmallYear) -> None:
    assert tables(year)["long_standing_excellence"] == {
        "upper_level": ["Đảng bộ thành phố Chí Linh"],
        "grassroots": ["Đảng bộ xã Đoàn Thượng (Gia Lộc)"],
    }


def test_one_weaker_predecessor_ends_the_excellence(year: SmallYear) -> None:
    year.organisations["G3Y"].earlier_levels.filter(year=2018).update(level="good")
    assert tables(year)["long_standing_excellence"]["grassroots"] == []


def test_an_unknown_level_of_one_predecessor_ends_the_excellence(year: SmallYear) -> None:
    year.organisations["G3Y"].earlier_levels.filter(year=2018).delete()
    assert tables(year)["long_standing_excellence"]["grassroots"] == []


def test_awards_given_are_counted_and_refused_ones_are_not(year: SmallYear) -> None:
    assert tables(year)["awards"] == {
        "order_second_class": ["Ban Dân vận"],
        "provincial_certificate_upper_level": 1,
        "flag_five_years_cells": 2,
        "provincial_certificate_grassroots": 2,
        "provincial_certificate_members": 1,
        "provincial_certificate_grassroots_secretaries": 1,
    }


def test_an_indicator_without_result_is_not_met_and_said_to_be_unknown(year: SmallYear) -> None:
    found = tables(year)["indicators"]
    assert (found["total"], found["met_or_exceeded"], found["cannot_tell"]) == (3, 1, 1)


def test_a_lower_is_better_indicator_is_met_at_its_target(year: SmallYear) -> None:
    year.campaign.indicators.filter(code="poor").update(result="1.5")
    assert tables(year)["indicators"]["met_or_exceeded"] == 2


def test_a_limit_is_said_in_english_where_it_has_words(year: SmallYear) -> None:
    assert tables(year)["limits"] == {"list": ["chasing achievements", "Sinh hoạt hình thức"]}


def test_every_figure_lists_exactly_the_subjects_it_counts(year: SmallYear) -> None:
    counted = figures(campaign=year.campaign)
    behind = {
        key: subjects_behind(campaign=year.campaign, key=key, actor=Operator()) for key in LISTS
    }
    assert {key: len(list(found)) for key, found in behind.items()} == {
        key: number_of(counted, key) for key in LISTS
    }
    assert all(len(found) == len(list(found)) for found in behind.values())


def number_of(counted: Figures, key: str) -> int:
    """What the figures say for a key, a list by its length; nothing said: nobody."""
    table, name = key.split(".")
    if table in set(Who) and name != "commended":
        levels = counted.of(Who(table))
        return levels.total - levels.cannot_tell if name == "known" else int(getattr(levels, name))
    if key == "indicators.not_met":
        return sum(row.outcome == "not_met" for row in counted.indicators)
    value = counted.as_tables()[table].get(name, 0)
    return len(value) if isinstance(value, list) else int(value)


def test_an_officer_counts_their_own_part_of_the_tree(year: SmallYear) -> None:
    counted = figures(campaign=year.campaign, actor=year.officer("u2", Role.UPPER_LEVEL, "U2"))
    assert counted.of(Who.GRASSROOTS) == LevelCounts(outstanding=1, completed=1, cannot_tell=1)
    assert counted.of(Who.UPPER_LEVEL).total == 1
    assert counted.awards["provincial_certificate_members"] == 1
    assert counted.awards["order_second_class"] == []
    behind = subjects_behind(
        campaign=year.campaign,
        key="members.total",
        actor=year.officer("u1", Role.UPPER_LEVEL, "U1"),
    )
    assert {row.code.split("-")[1] for row in behind} == {"G1A", "G2"}


def test_no_scope_no_rows(year: SmallYear) -> None:
    actor = year.officer("p", Role.ADMINISTRATOR, "P")
    counted = figures(campaign=year.campaign, actor=actor)
    assert all(levels.total == 0 for levels in counted.groups.values())
    assert (counted.indicators, counted.limits, counted.commended) == ((), (), ())
    assert all(
        not list(subjects_behind(campaign=year.campaign, key=key, actor=actor)) for key in LISTS
    )
    assert five_year_lines(campaign=year.campaign, actor=actor) == []


@pytest.mark.django_db
def test_a_year_in_which_nothing_happened_has_figures_too() -> None:
    found = tables(empty_year())
    assert found["members"]["total"] == 0
    assert found["year"]["launch_date"] is None
    assert found["indicators"] == {"total": 0, "met_or_exceeded": 0}


def test_the_lines_join_earlier_levels_with_this_year(year: SmallYear) -> None:
    lines = five_year_lines(campaign=year.campaign, actor=Operator())
    grassroots = {point.year: point.levels for point in lines if point.who is Who.GRASSROOTS}
    assert grassroots[2018] == LevelCounts(outstanding=2)
    assert grassroots[2020] == LevelCounts(outstanding=1, good=1)
    assert grassroots[2021].total == 5
    assert [point.year for point in lines if point.who is Who.MEMBERS] == [2021]


def test_the_figures_need_few_queries(year: SmallYear, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        figures(campaign=year.campaign)


def test_a_year_in_the_middle_of_its_ratings_is_no_point_of_a_line() -> None:
    half = LevelCounts(good=2, cannot_tell=2)
    points = year_points({(Who.MEMBERS, 2020): LevelCounts(good=4)}, {2021: {Who.MEMBERS: half}})
    assert [point.year for point in points] == [2020]
    known = year_points({}, {2021: {Who.MEMBERS: LevelCounts(good=3, cannot_tell=2)}})
    assert [point.year for point in known] == [2021]
