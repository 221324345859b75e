"""The measured side of the limits: why subjects did not complete, and what they claimed."""

import pytest

from tests.reports.year import SmallYear
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.frameworks.models import FrameworkBinding
from thidua.ratings.models import Rating
from thidua.reports.levels import Who
from thidua.reports.quotas import pool_rows
from thidua.reports.review_sides import GapRow, reasons_for_not_completed, self_claimed_gap
from thidua.rulebook.framework import Framework
from thidua.rulebook.library import Library
from thidua.vocabulary import Level


@pytest.fixture
def member_rules(year: SmallYear) -> Framework:
    """The rules for members, bound to the year."""
    framework = Library.packaged()["hd21_2019/member"]
    FrameworkBinding.objects.create(
        campaign=year.campaign,
        subject_type="member",
        framework_id=framework.id,
        text=framework.to_yaml(),
        fingerprint=framework.fingerprint,
    )
    return framework


def outcomes(framework: Framework, *, given: str = "", missed: str = "") -> str:
    """Outcome letters in which one disqualifier is given, or one requirement missed; everything
    else is fine.
    """
    return "".join(
        ("M" if placed.rule.id == given else "F")
        if placed.disqualifies
        else ("F" if placed.rule.id == missed else "M")
        for placed in framework.placed_rules()
    )


def fail(year: SmallYear, code: str, letters: str) -> None:
    Rating.objects.filter(roster_entry=year.entries[f"member:{code}"]).update(
        low=1, high=1, standing=1, outcomes=letters
    )


def test_a_given_disqualifier_is_the_reason(year: SmallYear, member_rules: Framework) -> None:
    rule = member_rules.levels.not_completed.any_of[0]
    fail(year, "M-G3B-02", outcomes(member_rules, given=rule.id))
    fail(year, "M-G4A-01", outcomes(member_rules, given=rule.id))
    found = reasons_for_not_completed(campaign=year.campaign, actor=Operator())
    assert [(row.rule_id, row.subjects, row.title, row.missed) for row in found] == [
        (rule.id, 2, rule.title, False)
    ]
    assert found[0].citation == member_rules.citation(rule.cite)


def test_a_missed_requirement_of_completed_is_the_reason(
    year: SmallYear, member_rules: Framework
) -> None:
    rule = member_rules.levels.required(Level.COMPLETED)[0]
    fail(year, "M-G3B-02", outcomes(member_rules, missed=rule.id))
    found = reasons_for_not_completed(campaign=year.campaign, actor=Operator())
    assert [(row.rule_id, row.missed) for row in found] == [(rule.id, True)]


def test_a_missed_requirement_of_a_higher_level_is_no_reason(
    year: SmallYear, member_rules: Framework
) -> None:
    rule = member_rules.levels.required(Level.OUTSTANDING)[0]
    fail(year, "M-G3B-02", outcomes(member_rules, missed=rule.id))
    assert reasons_for_not_completed(campaign=year.campaign, actor=Operator()) == []


def test_reasons_stay_inside_the_actors_part(year: SmallYear, member_rules: Framework) -> None:
    fail(
        year,
        "M-G3B-02",
        outcomes(member_rules, given=member_rules.levels.not_completed.any_of[0].id),
    )
    assert (
        reasons_for_not_completed(
            campaign=year.campaign, actor=year.officer("u1", Role.UPPER_LEVEL, "U1")
        )
        == []
    )


def test_without_bound_frameworks_there_are_no_reasons_and_no_pools(year: SmallYear) -> None:
    assert reasons_for_not_completed(campaign=year.campaign, actor=Operator()) == []
    assert pool_rows(campaign=year.campaign, actor=Operator()) == []


def test_claims_are_compared_with_what_was_reached(year: SmallYear) -> None:
    assert self_claimed_gap(campaign=year.campaign, actor=Operator()) == [
        GapRow(Who.GRASSROOTS, 1, 2, 0)
    ]


def test_an_empty_claim_is_not_counted(year: SmallYear) -> None:
    proposal = year.entries["organisation:G1"].proposal
    proposal.self_claimed = ""
    proposal.save()
    assert self_claimed_gap(campaign=year.campaign, actor=Operator()) == [
        GapRow(Who.GRASSROOTS, 0, 2, 0)
    ]
