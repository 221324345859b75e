"""After exactly one level was reopened and decided again, the year goes on: whoever was not decided
yet is, and nobody is decided twice.
"""

import pytest

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions, choose, entry, write_facts
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all, issue_decision
from thidua.decisions.drafting import revise_decision
from thidua.decisions.models import Because, Decision, DecisionItem
from thidua.decisions.refusals import STALE
from thidua.decisions.reopening import reopen_one
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry

WHO = "M-G1A-05"


@pytest.fixture
def second(cast: Cast, year: Campaign) -> Decision:
    """Of all the year's decisions that of G1 alone is issued; one level of it was reopened, its
    facts corrected, and its second decision is issued with another level than the first.
    """
    made = all_decisions(year, cast)
    assert issue_decision(decision=made["G1"], actor=OPERATOR).issued
    subject = entry(year, WHO)
    reopened = reopen_one(
        roster_entry=subject,
        because=Because.OBJECTION,
        why="Khiếu nại được chấp nhận",
        actor=OPERATOR,
        issuer=cast["U1"],
    )
    assert reopened.second is not None
    write_facts(subject, "outstanding")
    classify(campaign=year, actor=OPERATOR)
    choose(subject, "outstanding")
    found = revise_decision(decision=reopened.second, actor=OPERATOR, number="99-QĐ")
    assert issue_decision(decision=found, actor=OPERATOR).issued == (found,)
    return found


def waiting(year: Campaign) -> set[str]:
    decided = DecisionItem.objects.values("roster_entry")
    rows = RosterEntry.objects.filter(campaign=year, rated=True).exclude(pk__in=decided)
    return set(rows.values_list("code", flat=True))


def test_the_rest_is_issued_once_it_is_rated_with_the_new_level(
    second: Decision, year: Campaign
) -> None:
    """What stands above the subject is rated by its level: until then the reason is just that."""
    before = waiting(year)
    assert before
    refused = issue_all(campaign=year, actor=OPERATOR)
    assert {one.why for found in refused.refusals.values() for one in found} == {STALE.why}
    classify(campaign=year, actor=OPERATOR)
    done = issue_all(campaign=year, actor=OPERATOR)
    assert (done.refused, waiting(year)) == ((), set())
    assert DecisionItem.objects.get(roster_entry__code=WHO).decision == second


def test_a_decision_of_everybody_else_of_the_same_committee_is_issued(
    second: Decision, cast: Cast, year: Campaign
) -> None:
    """The committee that decided again decides about its own subjects, too, and those alone."""
    classify(campaign=year, actor=OPERATOR)
    own = Decision.objects.get(issuer=cast["U1"], status="draft")
    done = issue_decision(decision=own, actor=OPERATOR)
    assert done.issued == (own,)
    assert not own.items.filter(roster_entry__code=WHO).exists()
    assert second.items.count() == 1
