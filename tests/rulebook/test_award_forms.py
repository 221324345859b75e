"""Who may give which form to whom, for what; and years running over reorganisations."""

import json
from typing import Any

import pytest

from thidua.language import speaking
from thidua.rulebook import (
    AwardBook,
    FactError,
    FrameworkError,
    check_award,
    consecutive_years,
    levels_over_reorganisations,
    load_awards,
    packaged_awards,
)
from thidua.vocabulary import Level

XS, T, HT, KHT = Level.OUTSTANDING, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED
YEARS = "consecutive_outstanding_years"
MEMBER = {"subject_type": "member", "level_this_year": "outstanding", YEARS: 5}
CELL = {**MEMBER, "subject_type": "organisation", "tier": "cell"}
GRASSROOTS = {**CELL, "tier": "grassroots"}
UPPER = {**CELL, "tier": "upper_level"}


@pytest.fixture(scope="module")
def awards() -> AwardBook:
    return packaged_awards()


@pytest.mark.parametrize(
    ("form", "facts", "by"),
    [
        ("praise", MEMBER, "cell"),
        ("committee_certificate_year", MEMBER, "grassroots"),
        ("district_certificate_year", GRASSROOTS, "upper_level"),
        ("district_certificate_five_years", CELL, "upper_level"),
        ("provincial_certificate_year", UPPER, "province"),
        ("provincial_certificate_five_years", MEMBER, "province"),
        ("provincial_flag_five_years", GRASSROOTS, "province"),
        ("labour_order_second", {**GRASSROOTS, "level_this_year": "good"}, "state"),
    ],
)
def test_a_form_that_may_be_given(
    awards: AwardBook, form: str, facts: dict[str, Any], by: str
) -> None:
    check = check_award(awards[form], facts, by)
    assert (check.outcome, check.failing) == ("met", ())


@pytest.mark.parametrize(
    ("failing", "facts", "by", "outcome"),
    [
        ("praise.recipient", UPPER, "cell", "not_met"),
        ("committee_certificate_year.authority", MEMBER, "cell", "not_met"),
        (
            "committee_certificate_year.outstanding",
            {**CELL, "level_this_year": "good"},
            "grassroots",
            "not_met",
        ),
        (
            "committee_certificate_year.outstanding",
            {**CELL, "level_this_year": None},
            "grassroots",
            "cannot_tell",
        ),
        (
            "district_certificate_five_years.five_years",
            {**MEMBER, YEARS: 4},
            "upper_level",
            "not_met",
        ),
        (
            "provincial_certificate_five_years.five_years",
            {**CELL, YEARS: None},
            "province",
            "cannot_tell",
        ),
        ("provincial_flag_five_years.authority", CELL, "upper_level", "not_met"),
        ("provincial_flag_five_years.recipient", MEMBER, "province", "not_met"),
        ("labour_order_second.authority", GRASSROOTS, "province", "not_met"),
    ],
)
def test_a_form_that_may_not_be_given_says_why(
    awards: AwardBook, failing: str, facts: dict[str, Any], by: str, outcome: str
) -> None:
    check = check_award(awards[failing.split(".", maxsplit=1)[0]], facts, by)
    assert (check.outcome, [reason.id for reason in check.failing]) == (outcome, [failing])
    assert json.loads(json.dumps(check.to_json()))["failing"] == [failing]


def test_what_was_not_confirmed_is_said(awards: AwardBook) -> None:
    assert not awards["provincial_certificate_year"].spec.confirmed
    assert all(not awards[f"labour_order_{n}"].spec.confirmed for n in ("first", "second", "third"))


def test_an_unknown_form_fact_or_authority_is_named(awards: AwardBook) -> None:
    with pytest.raises(FrameworkError, match="praise"):
        awards["prais"]
    with pytest.raises(FactError, match="level_this_year"):
        check_award(awards["praise"], {"level_this_yea": "good"}, "cell")
    with pytest.raises(FactError, match="Cấp khen thưởng"):
        check_award(awards["praise"], MEMBER, "village")


def test_a_book_reads_back_and_its_faults_are_told_at_once(awards: AwardBook) -> None:
    assert load_awards(awards.to_yaml()) == awards
    faulty = (
        awards.to_yaml()
        .replace("consecutive_outstanding_years\n", "years\n")
        .replace("source: hd56", "source: hd57")
    )
    with pytest.raises(FrameworkError) as refused, speaking("en"):
        load_awards(faulty)
    keys = {problem.key for problem in refused.value.problems}
    assert "forms.committee_certificate_year.cite.source" in keys


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (dict.fromkeys(range(2017, 2022), XS), 5),
        (dict.fromkeys(range(2010, 2022), XS), 5),
        ({**dict.fromkeys(range(2017, 2022), XS), 2017: T}, 4),
        ({2021: XS, 2020: XS, 2019: T}, 2),
        ({2021: T, 2020: XS}, 0),
        ({2021: XS, 2020: XS}, None),
        ({2021: XS, 2020: None, 2019: T}, None),
        ({2020: XS}, None),
    ],
)
def test_years_running(levels: dict[int, Level | None], expected: int | None) -> None:
    assert consecutive_years(levels, 2021) == expected


def test_years_may_be_counted_further() -> None:
    assert consecutive_years(dict.fromkeys(range(2010, 2022), XS), 2021, enough=10) == 10


def test_before_it_existed_the_lowest_of_its_predecessors_counts() -> None:
    levels = {"a": {2018: XS, 2019: XS}, "b": {2018: T, 2019: XS}, "new": {2020: XS, 2021: XS}}
    found = levels_over_reorganisations("new", levels, {"new": ("a", "b")})
    assert found == {2018: T, 2019: XS, 2020: XS, 2021: XS}
    assert consecutive_years(found, 2021) == 3


def test_reorganisations_may_follow_each_other() -> None:
    levels = {"old": {2017: XS}, "middle": {2018: XS, 2019: XS}, "new": {2020: XS, 2021: XS}}
    found = levels_over_reorganisations("new", levels, {"new": ("middle",), "middle": ("old",)})
    assert consecutive_years(found, 2021) == 5


@pytest.mark.parametrize(
    ("other", "expected"), [({2020: None}, None), ({}, None), ({2020: XS}, XS)]
)
def test_an_unknown_predecessor_makes_the_year_unknown(
    other: dict[int, Level | None], expected: Level | None
) -> None:
    levels: dict[str, dict[int, Level | None]] = {"a": {2020: XS}, "b": other, "new": {2021: XS}}
    assert levels_over_reorganisations("new", levels, {"new": ("a", "b")})[2020] is expected


def test_a_failed_predecessor_settles_an_unknown_year() -> None:
    levels: dict[str, dict[int, Level | None]] = {
        "a": {2020: KHT},
        "b": {2020: None},
        "new": {2021: HT},
    }
    assert levels_over_reorganisations("new", levels, {"new": ("a", "b")})[2020] is KHT


def test_a_circle_of_predecessors_ends() -> None:
    assert levels_over_reorganisations("a", {"b": {2020: XS}}, {"a": ("b",), "b": ("a",)}) == {
        2020: XS
    }


def test_a_gap_after_it_existed_is_not_filled_by_predecessors() -> None:
    levels = {"a": {2020: XS}, "new": {2019: XS, 2021: XS}}
    assert 2020 not in levels_over_reorganisations("new", levels, {"new": ("a",)})
