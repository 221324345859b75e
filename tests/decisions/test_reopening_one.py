"""One level of an issued decision is decided again; nobody else's is touched, and both stay."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, officer
from tests.cast import Cast, all_decisions, choose, entry, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all, issue_decision, reopen_decision
from thidua.decisions.drafting import draft_supplement, revise_decision
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import Because, Decision, DecisionItem, ReopenedLevel
from thidua.decisions.preview import groups_of
from thidua.decisions.reopening import draft_second, reopen_one
from thidua.decisions.validation import plan
from thidua.organisations.models import MembershipSpell, Organisation
from thidua.ratings.actions import classify
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry

WHO = "M-G1A-05"


@pytest.fixture
def issued(cast: Cast, year: Campaign) -> dict[str, Decision]:
    made = all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    return made


@pytest.fixture
def subject(year: Campaign) -> RosterEntry:
    return entry(year, WHO)


def reopen(subject: RosterEntry, issuer: Organisation) -> ReopenedLevel:
    return reopen_one(
        roster_entry=subject,
        because=Because.OBJECTION,
        why="Khiếu nại được chấp nhận",
        actor=OPERATOR,
        issuer=issuer,
    )


def second_of(reopened: ReopenedLevel, number: str = "99-QĐ") -> Decision:
    assert reopened.second is not None
    return revise_decision(
        decision=reopened.second, actor=OPERATOR, number=number, signer_post="Bí thư"
    )


def test_exactly_one_level_leaves_its_decision_and_stays_readable(
    cast: Cast, issued: dict[str, Decision], subject: RosterEntry
) -> None:
    others = set(DecisionItem.objects.values_list("roster_entry", flat=True)) - {subject.pk}
    reopened = reopen(subject, cast["U1"])
    assert set(DecisionItem.objects.values_list("roster_entry", flat=True)) == others
    assert (reopened.level, reopened.decision) == ("good", issued["G1"])
    assert Decision.objects.get(pk=issued["G1"].pk).status == "issued"
    shown = [one for group in groups_of(issued["G1"], None) for one in group.subjects]
    assert [one.entry.code for one in shown if one.reopened] == [WHO]
    event = (
        apps.get_model("decisions", "DecisionItemEvent").objects.filter(pgh_label="delete").get()
    )
    assert event.pgh_context.metadata["act"] == "decisions.reopen_one"


def test_the_second_decision_is_about_that_subject_alone_and_is_the_superiors(
    cast: Cast, issued: dict[str, Decision], year: Campaign, subject: RosterEntry
) -> None:
    reopened = reopen(subject, cast["U1"])
    second = second_of(reopened)
    assert (second.issuer, second.covers) == (cast["U1"], ["member"])
    classify(campaign=year, actor=OPERATOR)
    assert plan(year, [second]).items["code"].to_list() == [WHO]
    found = issue_decision(decision=second, actor=OPERATOR)
    assert found.issued == (second,)
    item = DecisionItem.objects.get(roster_entry=subject)
    assert item.decision == second


def test_no_other_decision_takes_the_reopened_subject(
    cast: Cast, issued: dict[str, Decision], year: Campaign, subject: RosterEntry
) -> None:
    reopen(subject, cast["U1"])
    supplement = draft_supplement(decision=issued["G1"], actor=OPERATOR)
    assert WHO not in plan(year, [supplement]).items["code"].to_list()
    reopen_decision(decision=issued["G1"], reason="Sót người", actor=OPERATOR)
    again = Decision.objects.get(pk=issued["G1"].pk)
    covered = plan(year, [again]).items["code"].to_list()
    assert WHO not in covered
    assert "M-G1A-06" in covered


def test_a_second_decision_can_be_reopened_and_the_third_counts(
    cast: Cast, issued: dict[str, Decision], year: Campaign, subject: RosterEntry
) -> None:
    classify(campaign=year, actor=OPERATOR)
    second = second_of(reopen(subject, cast["U1"]))
    assert issue_decision(decision=second, actor=OPERATOR).issued
    third = second_of(reopen(subject, cast["P"]), "100-QĐ")
    assert plan(year, [third]).items["code"].to_list() == [WHO]
    reopen_decision(decision=second, reason="vì", actor=OPERATOR)
    assert plan(year, [Decision.objects.get(pk=second.pk)]).items.is_empty()
    assert issue_decision(decision=third, actor=OPERATOR).issued
    assert [one.level for one in ReopenedLevel.objects.all()] == ["good", "good"]


def test_pools_are_checked_again(
    cast: Cast, issued: dict[str, Decision], year: Campaign, subject: RosterEntry
) -> None:
    second = second_of(reopen(subject, cast["U1"]))
    for number in range(1, 13):
        code = f"M-G1A-{number:02}"
        if code != WHO:
            DecisionItem.objects.filter(roster_entry=entry(year, code)).update(level="outstanding")
    write_facts(subject, "outstanding")
    choose(subject, "outstanding")
    classify(campaign=year, actor=OPERATOR)
    refusals = plan(year, [second]).refusals[second.pk]
    assert [one.why.value for one in refusals] == ["over_ceiling"]


def test_the_list_keeps_the_place_of_whoever_waits_for_the_second_decision(
    cast: Cast, issued: dict[str, Decision], subject: RosterEntry
) -> None:
    reopen(subject, cast["U1"])
    MembershipSpell.objects.filter(person=subject.person).delete()
    freeze_roster(campaign=subject.campaign, actor=OPERATOR, refreeze=True)
    assert RosterEntry.objects.get(pk=subject.pk).organisation.code == "G1A"


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize(
    ("why", "issuer", "said"),
    [
        ("  ", "U1", "phải nêu lý do"),
        ("x" * 501, "U1", "dài nhất 500"),
        ("vì", "U2", "không phải cấp uỷ"),
    ],
)
def test_what_cannot_be_reopened_says_why(
    cast: Cast, subject: RosterEntry, why: str, issuer: str, said: str
) -> None:
    with pytest.raises(DecisionError, match=said):
        reopen_one(
            roster_entry=subject,
            because=Because.SUPERIOR,
            why=why,
            actor=OPERATOR,
            issuer=cast[issuer],
        )
    assert DecisionItem.objects.filter(roster_entry=subject).exists()


def test_an_open_level_is_not_reopened(cast: Cast, year: Campaign) -> None:
    with pytest.raises(DecisionError, match="chưa có quyết định"):
        reopen(entry(year, WHO), cast["U1"])


def test_twice_reopens_once(cast: Cast, issued: dict[str, Decision], subject: RosterEntry) -> None:
    reopened = reopen(subject, cast["U1"])
    with pytest.raises(DecisionError, match="chưa có quyết định"):
        reopen(subject, cast["U1"])
    assert draft_second(reopened=reopened, actor=OPERATOR) == reopened.second


def test_nobody_reopens_without_deciding_there_or_their_own(
    cast: Cast, issued: dict[str, Decision], subject: RosterEntry
) -> None:
    outside = officer("ngoai", Role.UPPER_LEVEL, cast["U2"])
    with pytest.raises(PermissionDenied):
        reopen_one(roster_entry=subject, because=Because.SUPERIOR, why="vì", actor=outside)
    own = officer("minh", Role.UPPER_LEVEL, cast["U1"])
    own.person = cast.people[WHO]
    own.save()
    with pytest.raises(DecisionError, match="của chính mình"):
        reopen_one(roster_entry=subject, because=Because.SUPERIOR, why="vì", actor=own)


def test_the_second_decision_is_not_dated_before_the_first(
    cast: Cast, issued: dict[str, Decision], subject: RosterEntry
) -> None:
    second = second_of(reopen(subject, cast["U1"]))
    with pytest.raises(DecisionError, match="trước quyết định số"):
        revise_decision(
            decision=second,
            actor=OPERATOR,
            decided_on=issued["G1"].decided_on - dt.timedelta(days=1),
        )
