"""Levels of earlier years, followed over reorganisations."""

import datetime as dt

from pytest_django import DjangoAssertNumQueries

from tests.builder import OPERATOR, decision, organisation, remember
from tests.cast import Cast, campaign, everybody_good
from thidua.decisions.actions import issue_decision
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import Organisation, Succession
from thidua.ratings.actions import classify
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.models import EarlierLevel
from thidua.ratings.queries import strip_of
from thidua.vocabulary import Label, Level

MERGED = dt.date(2020, 1, 1)


def earlier(one: Organisation, **levels: str) -> None:
    for year, level in levels.items():
        remember(one, level, int(year.removeprefix("y")))


def merged(cast: Cast) -> Organisation:
    """Cell G1M, which came out of G1A and a former cell on 1 January 2020."""
    former = organisation("OLD", "cell", parent=cast["G1"], until=dt.date(2019, 12, 31))
    new = organisation("G1M", "cell", parent=cast["G1"], since=MERGED)
    refresh_paths()
    for before in (cast["G1A"], former):
        Succession.objects.create(
            predecessor=before, successor=new, happened_on=MERGED, kind="merge"
        )
    cast.organisations["OLD"] = former
    return new


def test_before_a_merger_the_lowest_level_of_those_that_merged_counts(cast: Cast) -> None:
    new = merged(cast)
    earlier(cast["G1A"], y2017="outstanding", y2018="outstanding", y2019="outstanding")
    earlier(cast["OLD"], y2017="outstanding", y2018="good", y2019="outstanding")
    earlier(new, y2020="outstanding")
    whose = Whose("organisation", organisation=new.pk)
    assert levels_before(2021, [whose])[whose] == {
        2017: Label.EXEMPLARY,
        2018: Level.GOOD,
        2019: Level.OUTSTANDING,
        2020: Level.OUTSTANDING,
    }


def test_a_level_missing_in_one_of_those_that_merged_is_not_known(cast: Cast) -> None:
    new = merged(cast)
    earlier(cast["G1A"], y2019="outstanding")
    earlier(new, y2020="outstanding")
    whose = Whose("organisation", organisation=new.pk)
    assert levels_before(2021, [whose])[whose] == {2019: None, 2020: Level.OUTSTANDING}


def test_a_chain_of_reorganisations_is_followed(cast: Cast) -> None:
    new = merged(cast)
    first = organisation("OLDEST", "cell", parent=cast["G1"], until=dt.date(2017, 12, 31))
    Succession.objects.create(
        predecessor=first, successor=cast["OLD"], happened_on=dt.date(2018, 1, 1), kind="rename"
    )
    earlier(first, y2017="completed")
    earlier(cast["OLD"], y2018="outstanding", y2019="outstanding")
    earlier(cast["G1A"], y2017="outstanding", y2018="outstanding", y2019="outstanding")
    earlier(new, y2020="outstanding")
    whose = Whose("organisation", organisation=new.pk)
    assert levels_before(2021, [whose])[whose][2017] is Label.ORGANISATION_COMPLETED


def test_a_predecessor_of_others_too_lends_its_levels_to_each_and_keeps_its_own(cast: Cast) -> None:
    new = merged(cast)
    split = organisation("G1S", "cell", parent=cast["G1"], since=MERGED)
    Succession.objects.create(
        predecessor=cast["OLD"], successor=split, happened_on=MERGED, kind="split"
    )
    earlier(cast["G1A"], y2019="outstanding")
    earlier(cast["OLD"], y2019="good")
    asked = {name: Whose("organisation", cast[name].pk) for name in ("G1A", "OLD")}
    asked |= {"new": Whose("organisation", new.pk), "split": Whose("organisation", split.pk)}
    found = levels_before(2021, asked.values())
    assert {name: found[one].get(2019) for name, one in asked.items()} == {
        "G1A": Level.OUTSTANDING,
        "OLD": Level.GOOD,
        "new": Level.GOOD,
        "split": Level.GOOD,
    }


def test_the_levels_of_a_collective_are_not_those_of_its_organisation(cast: Cast) -> None:
    earlier(cast["G1"], y2019="outstanding")
    EarlierLevel.objects.create(
        year=2019, subject_type="collective", organisation=cast["G1"], level="completed"
    )
    asked = [Whose("organisation", cast["G1"].pk), Whose("collective", cast["G1"].pk)]
    found = levels_before(2021, asked)
    assert [found[one] for one in asked] == [{2019: Level.OUTSTANDING}, {2019: Level.COMPLETED}]


def test_however_many_are_asked_about_it_is_one_question(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    new, people = merged(cast), [cast.of_cell("G1A", number).pk for number in (1, 2)]
    asked = [Whose("organisation", new.pk), Whose("organisation", cast["G1"].pk)]
    with django_assert_num_queries(1):
        assert (
            len(levels_before(2021, [*asked, *(Whose("member", person=one) for one in people)]))
            == 4
        )


def test_the_strip_tells_not_known_from_no_level() -> None:
    shown = strip_of(year=2021, levels={2019: None, 2020: Level.GOOD}, now=None)
    assert [one.level.css if one.level else "" for one in shown.years] == [
        "",
        "",
        "unknown",
        "good",
        "",
    ]


def test_a_decision_made_here_stands_before_a_level_handed_in(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    issue_decision(decision=decision(year, cast["U1"], ["organisation"]), actor=OPERATOR)
    earlier(cast["G2"], y2021="completed", y2020="outstanding")
    whose = Whose("organisation", organisation=cast["G2"].pk)
    assert levels_before(2022, [whose])[whose] == {2020: Level.OUTSTANDING, 2021: Level.GOOD}


def test_a_member_keeps_the_levels_of_former_cells(cast: Cast) -> None:
    who = cast.of_cell("G1A", 4)
    EarlierLevel.objects.create(year=2020, subject_type="member", person=who, level="outstanding")
    whose = Whose("member", person=who.pk)
    assert levels_before(2021, [whose])[whose] == {2020: Level.OUTSTANDING}
