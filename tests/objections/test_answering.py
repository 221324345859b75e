"""The answer keeps the level, or opens exactly one rating again: all of it or nothing."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR
from tests.cast import Cast, entry
from tests.seals.test_verifying import behind_the_databases_back
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision, reopen_decision
from thidua.decisions.drafting import revise_decision
from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.decisions.validation import plan
from thidua.facts.models import FactSheet
from thidua.notices.models import Notice
from thidua.objections import answering
from thidua.objections.answering import answer
from thidua.objections.comparing import pair_of
from thidua.objections.errors import ObjectionError
from thidua.objections.models import Line, Objection, SealedPart, State
from thidua.objections.verifying import (
    ask_unit,
    assign,
    candidates,
    find,
    note,
    receive,
    reply,
    units_asked,
)
from thidua.organisations.actions import merge_organisations
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.seals.verifying import verify

Who = Callable[[str], User]


@pytest.fixture
def found(verified: Objection, who: Who) -> Objection:
    """The verification found that the contested fact should be excellent."""
    return find(
        objection=verified,
        facts={"year_tasks": "excellent"},
        text="Sổ điểm danh, giấy ra viện",
        actor=who("colleague"),
    )


def upheld(objection: Objection, who: Who) -> Objection:
    return answer(
        objection=objection,
        upheld=True,
        reasons="Ba buổi vắng có giấy ra viện.",
        actor=who("superior"),
    )


def test_upheld_opens_exactly_one_level_and_puts_what_was_found(
    found: Objection, subject: RosterEntry, cast: Cast, who: Who
) -> None:
    others = DecisionItem.objects.exclude(roster_entry=subject).count()
    done = upheld(found, who)
    assert done.state == State.UPHELD
    assert not DecisionItem.objects.filter(roster_entry=subject).exists()
    assert DecisionItem.objects.count() == others
    assert FactSheet.objects.get(pk=subject.pk).known["year_tasks"] == "excellent"
    assert done.reopened is not None
    assert done.reopened.second is not None
    assert done.reopened.second.issuer == cast["U1"]
    assert "nằm viện" not in done.reopened.why
    event = apps.get_model("decisions", "ReopenedLevelEvent").objects.get(pgh_label="insert")
    assert event.pgh_context.metadata["part_of"] == "objections.answer"


def test_the_thread_ends_in_a_second_decision_beside_the_first(
    found: Objection, subject: RosterEntry, year: Campaign, who: Who
) -> None:
    reopened = upheld(found, who).reopened
    assert reopened is not None
    assert reopened.second is not None
    second = revise_decision(
        decision=reopened.second, actor=who("superior"), number="12-QĐ/TU", signer_post="Bí thư"
    )
    classify(campaign=year, actor=OPERATOR)
    assert issue_decision(decision=second, actor=who("superior")).issued
    again = Objection.objects.get(pk=found.pk)
    pair = pair_of(again)
    assert pair is not None
    assert (pair.first.value, pair.second.value if pair.second else "") == ("good", "good")
    assert ReopenedLevel.objects.get().decision.number == "G1-QĐ"


def test_kept_changes_nothing_but_the_answer(
    verified: Objection, subject: RosterEntry, who: Who
) -> None:
    before = DecisionItem.objects.count()
    kept = answer(objection=verified, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))
    assert (kept.state, kept.reopened, DecisionItem.objects.count()) == (State.KEPT, None, before)
    told = Notice.objects.filter(kind="objections.answered").values_list(
        "user__username", "text_vi"
    )
    assert [user for user, _text in told] == ["objector"]
    assert not Notice.objects.filter(text_vi__contains=subject.name).exists()


def test_an_answer_is_all_or_nothing(
    found: Objection, subject: RosterEntry, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops between answering, reopening, putting facts, telling and sealing."""
    for step in ("put_fact", "tell_answered", "seal_answer", "reopen_one"):
        with monkeypatch.context() as broken:

            def stop(*_args: object, **_more: object) -> None:
                raise KeyboardInterrupt

            broken.setattr(answering, step, stop)
            with pytest.raises(KeyboardInterrupt):
                upheld(found, who)
        assert Objection.objects.get(pk=found.pk).state == State.VERIFYING, step
        assert DecisionItem.objects.filter(roster_entry=subject).exists()
        assert not ReopenedLevel.objects.exists()
        assert not SealedPart.objects.exists()
        assert FactSheet.objects.get(pk=subject.pk).known["year_tasks"] == "good"
    assert upheld(found, who).state == State.UPHELD


def test_it_is_answered_once(found: Objection, who: Who) -> None:
    upheld(found, who)
    with pytest.raises(ObjectionError, match="Chấp nhận"):
        answer(objection=found, upheld=False, reasons="Thôi", actor=who("superior"))


def test_nothing_is_answered_unverified_or_without_words(sent: Objection, who: Who) -> None:
    with pytest.raises(ObjectionError, match="Đã gửi"):
        answer(objection=sent, upheld=False, reasons="Đủ", actor=who("superior"))
    assign(objection=sent, users=[who("colleague").pk], actor=who("superior"))
    with pytest.raises(ObjectionError, match="chưa có ghi chép"):
        answer(objection=sent, upheld=False, reasons="Đủ", actor=who("superior"))
    note(objection=sent, text="Đã xem", actor=who("colleague"))
    with pytest.raises(ObjectionError, match="viết vì sao"):
        answer(objection=sent, upheld=False, reasons=" ", actor=who("superior"))


@pytest.mark.parametrize("word", ["cell", "decider", "elsewhere", "province", "objector"])
def test_only_the_committee_that_received_it_answers(
    verified: Objection, who: Who, word: str
) -> None:
    with pytest.raises(PermissionDenied):
        answer(objection=verified, upheld=True, reasons="Được", actor=who(word))


def test_whoever_issued_the_decision_does_not_answer_where_others_can(
    sent: Objection, who: Who, decided: dict[str, Decision], cast: Cast
) -> None:
    """At the top the province answers itself: by other people than those who decided."""
    signer = who("superior")
    assign(objection=sent, users=[who("colleague").pk], actor=signer)
    note(objection=sent, text="Đã xem", actor=who("colleague"))
    reopen_decision(decision=decided["G1"], reason="vì", actor=OPERATOR)
    assert issue_decision(decision=Decision.objects.get(pk=decided["G1"].pk), actor=signer).issued
    with pytest.raises(ObjectionError, match="đã tham gia quyết định"):
        answer(objection=sent, upheld=False, reasons="Đủ", actor=signer)
    kept = answer(objection=sent, upheld=False, reasons="Đủ", actor=who("colleague"))
    assert kept.state == State.KEPT


def test_a_level_that_left_its_decision_meanwhile_is_not_reopened(
    found: Objection, decided: dict[str, Decision], who: Who
) -> None:
    reopen_decision(decision=decided["G1"], reason="Sót người", actor=OPERATOR)
    with pytest.raises(ObjectionError, match="không còn trong quyết định"):
        upheld(found, who)


# Verifying
# --------------------------------------------------------------------------------------------------


def test_verification_is_given_by_name_to_officers_who_did_not_decide(
    sent: Objection, who: Who
) -> None:
    for word in ("superior", "colleague", "decider", "cell"):
        who(word)
    assert {user.username for user, _place, _body in candidates(sent)} == {"superior", "colleague"}
    for outsider in ("decider", "cell", "objector"):
        with pytest.raises(ObjectionError, match="chỉ giao xác minh"):
            assign(objection=sent, users=[who(outsider).pk], actor=who("superior"))


def test_the_unit_is_asked_and_reads_the_question_alone(
    verified: Objection, cast: Cast, who: Who
) -> None:
    assert {unit.code for unit in units_asked(verified)} == {"G1A", "G1"}
    question = ask_unit(
        objection=verified,
        unit=cast["G1A"],
        text="Sổ điểm danh năm 2021 ghi mấy buổi vắng?",
        facts=["year_tasks"],
        actor=who("colleague"),
    )
    with pytest.raises(ObjectionError, match="không thuộc nơi"):
        ask_unit(objection=verified, unit=cast["G3A"], text="x", actor=who("colleague"))
    with pytest.raises(PermissionDenied):
        reply(question=question, text="Năm buổi", actor=who("decider"))
    assert reply(question=question, text="Năm buổi", actor=who("cell")).answer == "Năm buổi"
    with pytest.raises(ObjectionError, match="đã được trả lời"):
        reply(question=question, text="Sáu", actor=who("cell"))


def test_a_new_ballot_is_ordered_as_a_question(verified: Objection, cast: Cast, who: Who) -> None:
    ask_unit(
        objection=verified,
        unit=cast["G1A"],
        text="Bỏ phiếu lại mức của đồng chí",
        ballot=True,
        actor=who("colleague"),
    )
    assert Line.objects.filter(objection=verified, kind="ballot").exists()


def test_if_corrected_is_worked_out_and_changes_nothing(
    found: Objection, subject: RosterEntry
) -> None:
    pair = pair_of(found)
    assert pair is not None
    assert pair.second is None
    assert pair.if_corrected is not None
    (row,) = [row for row in pair.rows if row.title == "Tiến độ, chất lượng công việc"] or [
        pair.rows[0]
    ]
    assert row.changed
    assert FactSheet.objects.get(pk=subject.pk).known["year_tasks"] == "good"


def test_a_unit_merged_meanwhile_hands_its_objections_on(
    sent: Objection, cast: Cast, who: Who
) -> None:
    merge_organisations(
        predecessors=[cast["U1"]], successor=cast["U2"], on=dt.date(2022, 1, 5), actor=OPERATOR
    )
    moved = Objection.objects.get(pk=sent.pk)
    assert moved.receiver == cast["U2"]
    assert receive(objection=moved, actor=who("elsewhere")).state == State.RECEIVED


# Sealed
# --------------------------------------------------------------------------------------------------


def test_an_answer_is_sealed_and_a_changed_word_shows(found: Objection, who: Who) -> None:
    done = upheld(found, who)
    sealed = SealedPart.objects.get(objection=done, kind="objection")
    assert json.loads(bytes(sealed.content))["answer"] == "Ba buổi vắng có giấy ra viện."
    assert verify().whole
    Objection.objects.filter(pk=done.pk).update(answer="Khác")
    (changed,) = verify().changed
    assert (changed.kind, changed.key) == ("objection", str(done.pk))


@pytest.mark.parametrize("column", ["content", "salt"])
def test_what_was_sealed_of_an_answer_and_is_changed_breaks_its_link(
    found: Objection, who: Who, column: str
) -> None:
    done = upheld(found, who)
    behind_the_databases_back("UPDATE objections_sealedpart SET " + column + " = 'x'")  # noqa: S608 - our own
    broken = verify().broken
    assert broken is not None
    assert (broken.kind, broken.key) == ("objection", str(done.pk))


def test_pools_are_checked_again_before_the_second_decision(
    found: Objection, subject: RosterEntry, year: Campaign, who: Who
) -> None:
    reopened = upheld(found, who).reopened
    assert reopened is not None
    assert reopened.second is not None
    made = plan(year, [reopened.second])
    assert made.items["code"].to_list() == [subject.code]
    assert entry(year, "M-G1A-06").pk not in made.items["entry"].to_list()
