"""Decisions: issued whole or refused with every reason at once."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, decision, officer, post
from tests.cast import Cast, all_decisions, campaign, choose, entry, everybody_good, write_facts
from thidua.accounts.models import Role
from thidua.boards.actions import Wish
from thidua.boards.actions import choose as choose_on_board
from thidua.boards.definition import board_of
from thidua.campaigns.actions import open_campaign
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import Issued, issue_all, issue_decision, reopen_decisions
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.refusals import Refusal, Why
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def issue(one: Decision) -> Issued:
    return issue_decision(decision=one, actor=OPERATOR)


def refusals(one: Decision) -> dict[Why, Refusal]:
    """Issue, and what speaks against it; what is kept with the decision must say the same."""
    found = issue(one)
    assert not found.issued
    one.refresh_from_db()
    assert one.status != "issued"
    assert one.refusals == [refusal.to_json() for refusal in found.refusals[one.pk]]
    assert not DecisionItem.objects.filter(decision=one).exists()
    return {refusal.why: refusal for refusal in found.refusals[one.pk]}


def outstanding(year: Campaign, *codes: str) -> None:
    for code in codes:
        one = entry(year, code)
        write_facts(one, "outstanding")
        choose(one)
    classify(campaign=year, actor=OPERATOR)


def test_all_decisions_together_decide_everybody_once(cast: Cast, year: Campaign) -> None:
    all_decisions(year, cast)
    found = issue_all(campaign=year, actor=OPERATOR)
    assert not found.refused
    assert found.subjects == RosterEntry.objects.filter(campaign=year, rated=True).count()
    assert set(DecisionItem.objects.values_list("level", "reached_low", "reached_high")) == {
        ("good", 3, 3)
    }
    assert set(Decision.objects.values_list("status", flat=True)) == {"issued"}


@pytest.mark.parametrize(
    ("issuer", "covers", "tier", "decided"),
    [
        ("G1", ["member"], "", {"M-G1A", "M-G1B"}),
        ("G2", ["member"], "", {"M-G2"}),
        ("G1", ["organisation"], "", {"G1A", "G1B"}),
        ("G1", ["organisation"], "cell", {"G1A", "G1B"}),
        ("U1", ["organisation"], "grassroots", {"G1", "G2"}),
        ("U1", ["collective"], "", {"G1"}),
        ("U2", ["leader"], "", {"M-G3A"}),
        ("P", ["organisation"], "", {"U1", "U2"}),
        ("P", ["collective", "leader"], "", {"U1", "U2", "M-G1B", "M-G3B"}),
    ],
)
def test_a_decision_covers_what_lies_directly_within_its_issuers_authority(
    cast: Cast, year: Campaign, issuer: str, covers: list[str], *, tier: str, decided: set[str]
) -> None:
    issue(decision(year, cast[issuer], covers, tier=tier))
    codes = DecisionItem.objects.values_list("roster_entry__code", flat=True)
    assert {code.rsplit("-", 1)[0] if code.startswith("M-") else code for code in codes} == decided


@pytest.mark.parametrize(
    ("issuer", "kind", "tier", "belongs_to"),
    [
        ("U1", "member", "", "Tổ chức cơ sở đảng"),
        ("G1A", "member", "", "Tổ chức cơ sở đảng"),
        ("G1", "organisation", "grassroots", "Cấp trên trực tiếp của tổ chức cơ sở đảng"),
        ("P", "organisation", "grassroots", "Cấp trên trực tiếp của tổ chức cơ sở đảng"),
        ("U1", "organisation", "upper_level", "Đảng bộ tỉnh"),
        ("G1", "collective", "", "Cấp trên trực tiếp của tổ chức cơ sở đảng"),
    ],
)
def test_an_issuer_without_authority_over_that_level_is_refused(
    cast: Cast, year: Campaign, issuer: str, kind: str, *, tier: str, belongs_to: str
) -> None:
    found = refusals(decision(year, cast[issuer], [kind], tier=tier))
    assert set(found) == {Why.NO_AUTHORITY}
    assert cast[issuer].name in found[Why.NO_AUTHORITY].text.vi
    assert "không có thẩm quyền" in found[Why.NO_AUTHORITY].text.vi
    assert found[Why.NO_AUTHORITY].text.vi.endswith(belongs_to)


def test_a_decision_about_nobody_is_refused(cast: Cast, year: Campaign) -> None:
    assert set(refusals(decision(year, cast["G2"], ["leader"]))) == {Why.NOBODY}


def test_a_pool_over_its_ceiling_is_refused_with_pool_ceiling_and_count(
    cast: Cast, year: Campaign
) -> None:
    """24 members of G1: outstanding x is at most 20 % of the 24 − x at good, rounded up: 4."""
    outstanding(year, *(f"M-G1A-{number:02}" for number in range(1, 6)))
    found = refusals(decision(year, cast["G1"], ["member"]))
    assert set(found) == {Why.OVER_CEILING}
    said = found[Why.OVER_CEILING]
    assert len(said.subjects) == 5
    assert "“Tổ chức G1”" in said.text.vi
    assert "5 hoàn thành xuất sắc, vượt số tối đa 4" in said.text.vi
    assert "20% của số hoàn thành tốt" in said.text.vi
    assert "làm tròn lên" in said.text.vi
    assert "Đảng viên M-G1A-01, " in said.text.vi
    assert "above the ceiling of 4" in said.text.en


def test_a_pool_filled_to_its_ceiling_is_issued(cast: Cast, year: Campaign) -> None:
    outstanding(year, *(f"M-G1A-{number:02}" for number in range(1, 5)))
    assert issue(decision(year, cast["G1"], ["member"])).issued
    assert DecisionItem.objects.filter(level="outstanding").count() == 4


def test_a_pool_spread_over_two_decisions_is_counted_whole(cast: Cast, year: Campaign) -> None:
    """Members and cells are separate pools; the leaders of U1 make one, whoever decides about their
    organisations.
    """
    outstanding(year, "G1A", "G1B")  # two of two cells of G1: the ceiling is 1
    members, cells = (
        decision(year, cast["G1"], ["member"]),
        decision(year, cast["G1"], ["organisation"], number="2"),
    )
    assert set(refusals(cells)) == {Why.OVER_CEILING}
    assert issue(members).issued


def test_somebody_of_whom_nobody_can_tell_is_named_with_what_is_missing(
    cast: Cast, year: Campaign
) -> None:
    write_facts(entry(year, "M-G1A-04"), working_style=None, duties=None)
    write_facts(entry(year, "M-G1B-05"), self_reviewed=None)
    classify(campaign=year, actor=OPERATOR)
    found = refusals(decision(year, cast["G1"], ["member"]))
    assert set(found) == {Why.CANNOT_TELL}
    said = found[Why.CANNOT_TELL]
    assert said.subjects == ("M-G1A-04", "M-G1B-05")
    assert "2 trường hợp" in said.text.vi
    assert "(thiếu Tác phong, lề lối làm việc, Thực hiện chức trách, quyền hạn)" in said.text.vi
    assert "(thiếu Đã tự kiểm điểm)" in said.text.vi
    assert "missing: Self-review done" in said.text.en


def test_a_cell_waits_for_its_members_and_says_so(cast: Cast, year: Campaign) -> None:
    for number in range(1, 13):
        write_facts(entry(year, f"M-G1A-{number:02}"), self_reviewed=None)
    classify(campaign=year, actor=OPERATOR)
    said = refusals(decision(year, cast["G1"], ["organisation"]))[Why.CANNOT_TELL]
    assert said.subjects == ("G1A",)
    assert "chờ mức của Đảng viên M-G1A-01, Đảng viên M-G1A-02" in said.text.vi


def test_facts_changed_since_the_classification_ask_for_another(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "M-G1A-04"), "good", discipline="reprimand")
    one = decision(year, cast["G1"], ["member"])
    assert set(refusals(one)) == {Why.STALE}
    classify(campaign=year, actor=OPERATOR)
    assert issue(one).issued
    assert one.items.get(roster_entry__code="M-G1A-04").level == "not_completed"


def test_facts_of_those_rated_later_do_not_hold_up_the_others(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "G1A"), "completed")
    members, cells = (
        decision(year, cast["G1"], ["member"]),
        decision(year, cast["G1"], ["organisation"], number="2"),
    )
    assert issue(members).issued
    assert set(refusals(cells)) == {Why.STALE}


def test_another_post_in_a_collective_asks_for_another_classification(
    cast: Cast, year: Campaign
) -> None:
    post(cast.of_cell("G1B", 5), cast["G1"], "committee_member")
    organisations = decision(year, cast["U1"], ["organisation"])
    collectives = decision(year, cast["U1"], ["collective"], number="2")
    assert issue(organisations).issued
    assert set(refusals(collectives)) == {Why.STALE}


def test_a_choice_counts_at_once_for_its_own_level_and_later_for_those_above(
    cast: Cast, year: Campaign
) -> None:
    write_facts(entry(year, "M-G1A-04"), "outstanding")
    classify(campaign=year, actor=OPERATOR)
    board = board_of(
        year, cast["G1"], SubjectType.MEMBER, bound_frameworks(year)[SubjectType.MEMBER]
    )
    choose_on_board(board=board, wishes=[Wish(entry(year, "M-G1A-04").pk, 4, 0)], actor=OPERATOR)
    assert Rating.objects.get(roster_entry__code="M-G1A-04").standing == 4
    members, cells = (
        decision(year, cast["G1"], ["member"]),
        decision(year, cast["G1"], ["organisation"], number="2"),
    )
    assert set(refusals(cells)) == {Why.STALE}
    assert issue(members).issued
    assert members.items.get(roster_entry__code="M-G1A-04").level == "outstanding"


def test_a_year_that_was_never_classified_is_refused(cast: Cast) -> None:
    made = campaign()
    everybody_good(made)
    found = refusals(decision(made, cast["G2"], ["member"]))
    assert set(found) == {Why.STALE, Why.CANNOT_TELL}
    assert "chưa được xếp loại" in found[Why.CANNOT_TELL].text.vi


def test_a_deviation_needs_a_reason_and_carries_it(cast: Cast, year: Campaign) -> None:
    choose(entry(year, "M-G1A-04"), "completed", reason="  ")
    classify(campaign=year, actor=OPERATOR)
    one = decision(year, cast["G1"], ["member"])
    found = refusals(one)
    assert found[Why.NO_REASON].subjects == ("M-G1A-04",)
    assert "không nêu lý do" in found[Why.NO_REASON].text.vi
    choose(entry(year, "M-G1A-04"), "completed", reason="Không tham gia sinh hoạt 3 tháng")
    classify(campaign=year, actor=OPERATOR)
    assert issue(one).issued
    item = one.items.get(roster_entry__code="M-G1A-04")
    assert (item.level, item.reached_low, item.reason) == (
        "completed",
        3,
        "Không tham gia sinh hoạt 3 tháng",
    )


@pytest.mark.parametrize(
    ("field", "why", "said"),
    [("number", Why.NO_NUMBER, "chưa có số"), ("signer_post", Why.NO_SIGNER, "chức vụ người ký")],
)
def test_a_decision_without_number_or_signer_is_refused(
    cast: Cast, year: Campaign, field: str, why: Why, said: str
) -> None:
    one = decision(year, cast["G2"], ["member"])
    Decision.objects.filter(pk=one.pk).update(**{field: " "})
    one.refresh_from_db()
    found = refusals(one)
    assert set(found) == {why}
    assert said in found[why].text.vi


def test_an_issued_decision_is_not_issued_again_and_stays_as_it_is(
    cast: Cast, year: Campaign
) -> None:
    one = decision(year, cast["G2"], ["member"])
    issue(one)
    before = list(one.items.order_by("pk").values_list())
    again = issue(one)
    assert [refusal.why for refusal in again.refusals[one.pk]] == [Why.ISSUED]
    assert list(one.items.order_by("pk").values_list()) == before
    one.refresh_from_db()
    assert one.refusals == []


def test_a_subject_is_decided_once(cast: Cast, year: Campaign) -> None:
    first = decision(year, cast["G2"], ["member"], number="1")
    second = decision(year, cast["G2"], ["member"], number="2")
    found = issue_all(campaign=year, actor=OPERATOR)
    assert found.issued == (first,)
    said = found.refusals[second.pk]
    assert [refusal.why for refusal in said] == [Why.DECIDED]
    assert "quyết định số 1" in said[0].text.vi
    assert len(said[0].subjects) == 12


def test_every_reason_is_given_at_once(cast: Cast, year: Campaign) -> None:
    outstanding(year, *(f"M-G1A-{number:02}" for number in range(1, 6)))
    write_facts(entry(year, "M-G1B-04"), self_reviewed=None)
    choose(entry(year, "M-G1B-05"), "completed", reason=" ")
    classify(campaign=year, actor=OPERATOR)
    one = decision(year, cast["G1"], ["member", "collective"])
    Decision.objects.filter(pk=one.pk).update(number="")
    one.refresh_from_db()
    assert set(refusals(one)) == {
        Why.NO_NUMBER,
        Why.NO_AUTHORITY,
        Why.CANNOT_TELL,
        Why.OVER_CEILING,
        Why.NO_REASON,
    }


def test_a_choice_of_somebody_who_did_not_reach_outstanding_is_only_a_warning(
    cast: Cast, year: Campaign
) -> None:
    choose(entry(year, "M-G2-04"))
    classify(campaign=year, actor=OPERATOR)
    one = decision(year, cast["G2"], ["member"])
    found = issue(one)
    assert found.issued == (one,)
    assert one.items.get(roster_entry__code="M-G2-04").level == "good"
    assert [warning.why for warning in found.warnings[one.pk]] == [Why.NO_EFFECT]
    assert "Đảng viên M-G2-04" in found.warnings[one.pk][0].text.vi


def test_one_refused_decision_does_not_hold_up_the_others(cast: Cast, year: Campaign) -> None:
    write_facts(entry(year, "M-G1A-04"), self_reviewed=None)
    classify(campaign=year, actor=OPERATOR)
    drafts = all_decisions(year, cast)
    found = issue_all(campaign=year, actor=OPERATOR)
    assert drafts["G1"] in found.refused
    assert {drafts[code] for code in ("G2", "G3")} <= set(found.issued)


def test_reopened_decisions_are_issued_again_from_the_new_facts(cast: Cast, year: Campaign) -> None:
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    assert reopen_decisions(campaign=year, reason="Phát hiện vi phạm", actor=OPERATOR) == 6
    assert not DecisionItem.objects.exists()
    write_facts(entry(year, "M-G1A-04"), "good", discipline="reprimand")
    classify(campaign=year, actor=OPERATOR)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    levels = dict(
        DecisionItem.objects.exclude(roster_entry__subject_type__in=["collective", "leader"])
        .exclude(level="good")
        .values_list("roster_entry__code", "level")
    )
    assert levels == {"M-G1A-04": "not_completed", "G1A": "completed"}
    history = apps.get_model("decisions", "DecisionItemEvent").objects.filter(
        roster_entry__code="M-G1A-04", roster_entry__subject_type="member"
    )
    assert list(history.order_by("pgh_id").values_list("pgh_label", "level")) == [
        ("insert", "good"),
        ("delete", "good"),
        ("insert", "not_completed"),
    ]
    contexts = (
        apps.get_model("decisions", "DecisionEvent")
        .objects.filter(status="reopened")
        .values_list("pgh_context__metadata", flat=True)
    )
    assert {context["reason"] for context in contexts} == {"Phát hiện vi phạm"}


def test_reopening_needs_a_reason_and_something_to_reopen(cast: Cast, year: Campaign) -> None:
    with pytest.raises(DecisionError, match="không có quyết định nào"):
        reopen_decisions(campaign=year, reason="vì", actor=OPERATOR)
    issue(decision(year, cast["G2"], ["member"]))
    with pytest.raises(DecisionError, match="phải nêu lý do"):
        reopen_decisions(campaign=year, reason=" ", actor=OPERATOR)
    assert DecisionItem.objects.exists()


def test_once_decided_the_days_of_the_year_are_closed(cast: Cast, year: Campaign) -> None:
    issue(decision(year, cast["G2"], ["member"]))
    with pytest.raises(CampaignRefusedError, match="1 quyết định"):
        open_campaign(year=2021, values={"name": "Tên khác"}, actor=OPERATOR)


@pytest.mark.parametrize(
    ("role", "where", "allowed"),
    [
        (Role.GRASSROOTS, "G2", True),
        (Role.UPPER_LEVEL, "U1", True),
        (Role.GRASSROOTS, "G1", False),
        (Role.UPPER_LEVEL, "U2", False),
        (Role.CELL, "G2", False),
        (Role.AUDITOR, "P", False),
    ],
)
def test_only_officers_over_the_issuer_may_issue(
    cast: Cast, year: Campaign, role: Role, where: str, allowed: bool
) -> None:
    one, who = decision(year, cast["G2"], ["member"]), officer("someone", role, cast[where])
    if allowed:
        assert issue_decision(decision=one, actor=who).issued
        return
    with pytest.raises(PermissionDenied):
        issue_decision(decision=one, actor=who)
    assert not DecisionItem.objects.exists()
