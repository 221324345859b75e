"""The list of a year put right once decisions are issued: who was forgotten is added, rated and
decided by a supplementary decision, and what others decided stays.
"""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, all_decisions, choose, entry, good_year, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all, issue_decision, reopen_decision
from thidua.decisions.drafting import draft_supplement, revise_decision
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import Decision, DecisionItem
from thidua.decisions.refusals import Why
from thidua.organisations.models import MembershipSpell
from thidua.ratings.actions import classify
from thidua.roster.actions import freeze_roster
from thidua.roster.correcting import Named, correct_roster
from thidua.roster.errors import RosterError
from thidua.roster.freezing import Frozen
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return good_year()


@pytest.fixture
def decided(cast: Cast, year: Campaign) -> dict[str, Decision]:
    """Everybody is decided, by the decisions of these issuers."""
    made = all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    return made


def correct(year: Campaign, code: str, kind: str = "member", *, leads: str = "") -> Frozen:
    who = Named(SubjectType(kind), code, leads)
    return correct_roster(campaign=year, who=who, reason="Sót khi chốt", actor=OPERATOR)


def state() -> list[tuple[object, ...]]:
    """What is decided, by whom."""
    items = DecisionItem.objects.order_by("pk")
    return list(items.values_list("pk", "decision", "roster_entry", "level", "reached_low"))


def test_who_was_forgotten_is_decided_by_a_supplement_and_nothing_else_moves(
    cast: Cast, year: Campaign, decided: dict[str, Decision]
) -> None:
    cast.member("M-NEW", "G1A")
    before = state()
    made = correct(year, "M-NEW")
    assert (made.added, made.changed, made.removed, made.held) == (1, 0, 0, ())
    write_facts(entry(year, "M-NEW"), "good")
    classify(campaign=year, actor=OPERATOR)
    extra = draft_supplement(decision=decided["G1"], actor=OPERATOR)
    assert extra.covers == ["member", "organisation"]
    assert "Căn cứ Quyết định số G1-QĐ, ngày 20/12/2021 của" in extra.bases
    revise_decision(decision=extra, actor=OPERATOR, number="G1-BS", decided_on=extra.decided_on)
    found = issue_decision(decision=extra, actor=OPERATOR)
    assert not found.refusals[extra.pk]
    assert found.subjects == 1
    assert DecisionItem.objects.get(decision=extra).roster_entry.code == "M-NEW"
    assert [row for row in state() if row[1] != extra.pk] == before
    history = apps.get_model("campaigns", "CampaignEvent").objects
    context = history.filter(pgh_context__metadata__act="roster.correct").first()
    assert context is not None
    assert context.pgh_context.metadata["reason"] == "Sót khi chốt"
    assert context.pgh_context.metadata["subject"] == "M-NEW"


@pytest.mark.usefixtures("decided")
def test_freezing_again_adds_who_is_new_and_keeps_what_is_decided(
    cast: Cast, year: Campaign
) -> None:
    cast.member("M-NEW", "G1A")
    gone = cast.people["M-G1A-05"]
    MembershipSpell.objects.filter(person=gone).update(status="exempt")
    before = state()
    made = freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert (made.added, made.changed, made.removed) == (1, 0, 0)
    assert made.held == ("Đảng viên M-G1A-05 (M-G1A-05)",)
    assert state() == before
    kept = entry(year, "M-G1A-05")
    assert (kept.rated, kept.issued_item.level) == (True, "good")


def test_freezing_again_changes_who_is_not_decided(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G2"], ["member"]), actor=OPERATOR)
    MembershipSpell.objects.filter(person=cast.people["M-G1A-05"]).update(organisation=cast["G1B"])
    MembershipSpell.objects.filter(person=cast.people["M-G2-05"]).update(organisation=cast["G1B"])
    made = freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert entry(year, "M-G1A-05").organisation == cast["G1B"]
    assert entry(year, "M-G2-05").organisation == cast["G2"]
    assert (made.changed, made.held) == (1, ("Đảng viên M-G2-05 (M-G2-05)",))


def test_one_subject_is_moved_made_exempt_or_taken_away(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G2"], ["member"]), actor=OPERATOR)
    spells = MembershipSpell.objects
    spells.filter(person=cast.people["M-G1A-05"]).update(organisation=cast["G1B"])
    spells.filter(person=cast.people["M-G1A-06"]).update(status="exempt")
    spells.filter(person=cast.people["M-G1A-07"]).delete()
    assert correct(year, "M-G1A-05").changed == 1
    assert entry(year, "M-G1A-05").organisation == cast["G1B"]
    assert entry(year, "M-G1A-06").rated  # nobody else is touched
    assert correct(year, "M-G1A-06").changed == 1
    assert not entry(year, "M-G1A-06").rated
    assert correct(year, "M-G1A-07").removed == 1
    assert not RosterEntry.objects.filter(code="M-G1A-07").exists()
    assert correct(year, "M-G1A-08") == correct(year, "M-G1A-08")


def test_an_organisation_its_collective_and_its_leaders_are_corrected(
    cast: Cast, year: Campaign
) -> None:
    cast.plant("G9 grassroots committee ward: Đảng bộ phường mới\n  G9A cell", below="U1")
    cast.member("M-NEW", "G9A")
    apps.get_model("organisations", "Position").objects.create(
        person=cast.people["M-NEW"], organisation=cast["G9"], role="head", starts_on="2015-01-01"
    )
    assert correct(year, "G9", "organisation").added == 1
    assert correct(year, "G9", "collective").added == 1
    assert correct(year, "M-NEW", "leader", leads="G9").added == 1
    assert RosterEntry.objects.filter(code__in=["G9", "M-NEW"]).count() == 3


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        ("M-G2-01", "member", "đã được xếp loại tại quyết định số G2-QĐ"),
        ("NOBODY", "member", "không có Đảng viên nào mang mã NOBODY"),
        ("M-OUT", "member", "không có trong hệ thống ngày chốt danh sách 15/12/2021"),
        ("M-G1A-02", "leader", "phải kèm mã tổ chức mình lãnh đạo"),
    ],
)
def test_what_cannot_be_corrected_says_why(
    cast: Cast, year: Campaign, code: str, kind: str, why: str
) -> None:
    issue_decision(decision=decision(year, cast["G2"], ["member"]), actor=OPERATOR)
    MembershipSpell.objects.filter(person=cast.member("M-OUT", "G1A")).delete()
    with pytest.raises(RosterError, match=why):
        correct(year, code, kind)


def test_a_reason_and_the_right_over_both_places_are_needed(cast: Cast, year: Campaign) -> None:
    MembershipSpell.objects.filter(person=cast.people["M-G1A-05"]).update(organisation=cast["G3A"])
    who = Named(SubjectType.MEMBER, "M-G1A-05")
    with pytest.raises(RosterError, match="phải nêu lý do"):
        correct_roster(campaign=year, who=who, reason=" ", actor=OPERATOR)
    below = officer("a", Role.UPPER_LEVEL, cast["U1"])
    with pytest.raises(PermissionDenied):
        correct_roster(campaign=year, who=who, reason="Sai chi bộ", actor=below)
    over_both = officer("b", Role.PROVINCE, cast["P"])
    assert correct_roster(campaign=year, who=who, reason="Sai", actor=over_both).changed == 1


# Supplementary decisions
# --------------------------------------------------------------------------------------------------


def test_a_pool_is_counted_with_what_was_decided_already(
    cast: Cast, year: Campaign, decided: dict[str, Decision]
) -> None:
    """26 of G1 now: outstanding x is at most 20 % of the 26 − x at good, rounded up: 5."""
    names = [f"M-N{number}" for number in range(7)]
    for code in names:
        cast.member(code, "G1A")
    freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    for code in names:
        write_facts(entry(year, code), "outstanding")
        choose(entry(year, code))
    classify(campaign=year, actor=OPERATOR)
    extra = draft_supplement(decision=decided["G1"], actor=OPERATOR)
    revise_decision(decision=extra, actor=OPERATOR, number="G1-BS")
    found = issue_decision(decision=extra, actor=OPERATOR).refusals[extra.pk]
    assert [refusal.why for refusal in found] == [Why.OVER_CEILING]
    assert "7 hoàn thành xuất sắc, vượt số tối đa 5" in found[0].text.vi


def test_a_decision_reopened_leaves_out_whom_its_supplement_holds(
    cast: Cast, year: Campaign, decided: dict[str, Decision]
) -> None:
    cast.member("M-NEW", "G1A")
    correct(year, "M-NEW")
    write_facts(entry(year, "M-NEW"), "good")
    classify(campaign=year, actor=OPERATOR)
    extra = draft_supplement(decision=decided["G1"], actor=OPERATOR)
    revise_decision(decision=extra, actor=OPERATOR, number="G1-BS")
    issue_decision(decision=extra, actor=OPERATOR)
    reopen_decision(decision=decided["G1"], reason="Sai số", actor=OPERATOR)
    again = issue_decision(decision=decided["G1"], actor=OPERATOR)
    assert (again.subjects, again.refusals[decided["G1"].pk]) == (26, [])


def test_only_an_issued_first_decision_of_the_committee_is_supplemented(
    cast: Cast, year: Campaign, decided: dict[str, Decision]
) -> None:
    waiting = decision(year, cast["G2"], ["member"], number="G2-2")
    with pytest.raises(DecisionError, match="chưa ban hành"):
        draft_supplement(decision=waiting, actor=OPERATOR)
    extra = draft_supplement(decision=decided["G1"], actor=OPERATOR)
    assert draft_supplement(decision=decided["G1"], actor=OPERATOR) == extra
    Decision.objects.filter(pk=decided["G1"].pk).update(decided_on="2021-12-28")
    extra.refresh_from_db()
    with pytest.raises(DecisionError, match="trước quyết định số G1-QĐ được bổ sung"):
        revise_decision(decision=extra, actor=OPERATOR, decided_on=year.review_date)
    extra.number = "G1-BS"
    extra.save()
    found = issue_decision(decision=extra, actor=OPERATOR).refusals[extra.pk]
    assert [refusal.why for refusal in found] == [Why.NOBODY]
    Decision.objects.filter(pk=extra.pk).update(status="issued")
    extra.refresh_from_db()
    with pytest.raises(DecisionError, match="đã là quyết định bổ sung"):
        draft_supplement(decision=extra, actor=OPERATOR)
