"""Who may object to a decided level, until when, and who receives it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.builder import OPERATOR
from tests.cast import Cast, entry
from tests.objections.conftest import TOLD
from thidua.accounts.models import User
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import reopen_decision
from thidua.decisions.models import Decision
from thidua.notices.models import Notice
from thidua.objections.actions import object_again, object_to_award, object_to_level, withdraw
from thidua.objections.answering import answer
from thidua.objections.errors import ObjectionError
from thidua.objections.models import Objection, State
from thidua.objections.queries import one_visible, questions_to, visible_to
from thidua.objections.verifying import receive
from thidua.roster.models import RosterEntry
from thidua.rulebook.errors import FactError

Who = Callable[[str], User]
On = Callable[[dt.date], None]


def objecting(subject: RosterEntry, actor: User, **says: object) -> Objection:
    said = {"conditions": [], "facts": {"year_tasks": "excellent"}, "why": "Có giấy ra viện"}
    return object_to_level(roster_entry=subject, actor=actor, **(said | says))  # type: ignore[arg-type]


def test_it_goes_to_the_committee_above_with_the_day_of_the_answer(
    sent: Objection, cast: Cast, who: Who
) -> None:
    assert (sent.receiver, sent.state) == (cast["U1"], "sent")
    assert (sent.level, sent.decision.number if sent.decision else "") == ("good", "G1-QĐ")
    assert sent.due_on == sent.sent_on + dt.timedelta(days=20)
    (fact,) = sent.facts
    assert (fact["fact"], fact["seen"], fact["wanted"]) == ("year_tasks", "good", "excellent")
    told = Notice.objects.filter(kind="objections.sent").values_list("user__username", flat=True)
    assert set(told) <= {"superior", "colleague"}


def test_the_cell_objects_for_its_member_and_the_member_reads_it(
    subject: RosterEntry, who: Who, on: On
) -> None:
    on(TOLD)
    sent = objecting(subject, who("cell"))
    assert sent.for_unit == subject.organisation
    assert visible_to(who("objector")).get() == sent


@pytest.mark.parametrize("outsider", ["decider", "superior", "elsewhere", "province"])
def test_nobody_objects_for_somebody_elses_level(
    subject: RosterEntry, who: Who, on: On, outsider: str
) -> None:
    on(TOLD)
    with pytest.raises(PermissionDenied):
        objecting(subject, who(outsider))


def test_an_open_level_is_corrected_not_objected_to(
    subject: RosterEntry, decided: dict[str, Decision], who: Who, on: On
) -> None:
    on(TOLD)
    reopen_decision(decision=decided["G1"], reason="vì", actor=OPERATOR)
    with pytest.raises(ObjectionError, match="đề nghị sửa thông tin"):
        objecting(subject, who("objector"))


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ({"facts": {}}, "ít nhất một điều kiện"),
        ({"why": "   "}, "viết vì sao"),
        ({"why": "x" * 4_001}, "dài nhất 4000"),
        ({"facts": {"height": "1"}}, "không có trên phiếu"),
        ({"conditions": ["R9-NONE-01"]}, "không có trong khung"),
    ],
)
def test_what_is_wrong_with_it_is_said(
    subject: RosterEntry, who: Who, on: On, says: dict[str, object], why: str
) -> None:
    on(TOLD)
    with pytest.raises(ObjectionError, match=why):
        objecting(subject, who("objector"), **says)
    assert not Objection.objects.exists()


def test_a_value_that_the_fact_cannot_have_is_refused(
    subject: RosterEntry, who: Who, on: On
) -> None:
    on(TOLD)
    with pytest.raises(FactError):
        objecting(subject, who("objector"), facts={"year_tasks": "rất tốt"})


# The period, by the clock of the province
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        (dt.datetime(2022, 1, 19, 16, 59, 59, tzinfo=dt.UTC), True),  # 23:59:59 here, day 30
        (dt.datetime(2022, 1, 19, 17, 0, 0, tzinfo=dt.UTC), False),  # midnight here
    ],
)
def test_the_last_minute_is_the_provinces(
    subject: RosterEntry,
    who: Who,
    monkeypatch: pytest.MonkeyPatch,
    moment: dt.datetime,
    taken: bool,
) -> None:
    objector = who("objector")
    monkeypatch.setattr(timezone, "now", lambda: moment)
    if taken:
        assert objecting(subject, objector).sent_on == dt.date(2022, 1, 19)
        return
    with pytest.raises(ObjectionError, match=r"19/01/2022.*phát hiện sau vẫn được xếp loại lại"):
        objecting(subject, objector)


def test_a_clock_set_back_does_not_shorten_anybodys_answer(sent: Objection, on: On) -> None:
    due = sent.due_on
    on(sent.sent_on - dt.timedelta(days=3))
    assert Objection.objects.get(pk=sent.pk).due_on == due


# Once
# --------------------------------------------------------------------------------------------------


def test_the_second_by_the_same_person_says_where_the_first_stands(
    sent: Objection, subject: RosterEntry, who: Who
) -> None:
    receive(objection=sent, actor=who("superior"))
    with pytest.raises(ObjectionError, match=r"gửi ngày 02/01/2022.*Chí Linh: Đã nhận"):
        objecting(subject, who("objector"))
    with pytest.raises(ObjectionError, match="đã có khiếu nại"):
        objecting(subject, who("cell"))
    assert Objection.objects.count() == 1


def test_what_was_taken_back_can_be_sent_again_within_the_period(
    sent: Objection, subject: RosterEntry, who: Who
) -> None:
    taken_back = withdraw(objection=sent, actor=who("objector"))
    assert (taken_back.state, taken_back.withdrawn_on) == (State.WITHDRAWN, sent.sent_on)
    assert objecting(subject, who("objector")).pk != sent.pk


def test_only_the_objector_takes_it_back_and_only_before_the_answer(
    verified: Objection, who: Who
) -> None:
    for other in ("superior", "decider"):
        with pytest.raises(PermissionDenied):
            withdraw(objection=verified, actor=who(other))
    answer(objection=verified, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))
    with pytest.raises(ObjectionError, match="Giữ nguyên"):
        withdraw(objection=verified, actor=who("objector"))


# Who sees
# --------------------------------------------------------------------------------------------------


def test_who_reads_it_and_who_never_does(verified: Objection, year: Campaign, who: Who) -> None:
    reading = {"objector", "superior", "colleague"}
    for word in ("objector", "superior", "colleague", "cell", "decider", "elsewhere", "province"):
        found = one_visible(who(word), year, verified.pk)
        assert (found is not None) == (word in reading), word
        assert not questions_to(who(word), year).exists()


def test_an_officer_of_the_committee_does_not_handle_their_own(
    cast: Cast, sent: Objection, who: Who
) -> None:
    User.objects.filter(username="objector").update(person=None)
    superior = who("superior")
    superior.person = sent.roster_entry.person
    superior.save()
    with pytest.raises(PermissionDenied):
        receive(objection=sent, actor=superior)


# The next instance
# --------------------------------------------------------------------------------------------------


def test_a_kept_level_goes_to_the_next_instance_within_its_period(
    verified: Objection, cast: Cast, who: Who, on: On
) -> None:
    kept = answer(objection=verified, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))
    assert kept.answered_on is not None
    on(kept.answered_on + dt.timedelta(days=30))
    again = object_again(first=kept, why="Chưa xem giấy ra viện", actor=who("objector"))
    assert (again.instance, again.receiver, again.facts) == (2, cast["P"], kept.facts)
    assert visible_to(who("province")).get() == again
    with pytest.raises(ObjectionError, match="đã có khiếu nại"):
        object_again(first=kept, why="Lần nữa", actor=who("objector"))
    with pytest.raises(ObjectionError, match="chỉ khiếu nại lần hai"):
        object_again(first=again, why="Lần ba", actor=who("objector"))


def test_after_its_period_the_next_instance_is_closed(
    verified: Objection, who: Who, on: On
) -> None:
    kept = answer(objection=verified, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))
    assert kept.answered_on is not None
    on(kept.answered_on + dt.timedelta(days=31))
    with pytest.raises(ObjectionError, match="thời hạn khiếu nại đã hết"):
        object_again(first=kept, why="Chưa xem", actor=who("objector"))


# Awards
# --------------------------------------------------------------------------------------------------


def test_a_refused_award_is_objected_to_and_checked_anew_when_upheld(
    cast: Cast, year: Campaign, decided: dict[str, Decision], who: Who, on: On
) -> None:
    on(TOLD)
    cell = entry(year, "G1A")
    award = Award.objects.create(
        campaign=year,
        form="committee_certificate_year",
        subject_type="organisation",
        organisation=cast["G1A"],
        authority=cast["G1"],
        status="refused",
        refusals=[{"rule": "", "vi": "x", "en": "x", "citation": ""}],
    )
    sent = object_to_award(award=award, roster_entry=cell, why="Đủ năm năm", actor=who("cell"))
    assert (sent.receiver, sent.level) == (cast["U1"], "")
    with pytest.raises(ObjectionError, match="đã có khiếu nại"):
        object_to_award(award=award, roster_entry=cell, why="Đủ", actor=who("cell"))
    assert decided


def test_what_the_state_gave_is_not_contested_here(
    year: Campaign, decided: dict[str, Decision], who: Who, on: On
) -> None:
    on(TOLD)
    cell = entry(year, "G1A")
    award = Award.objects.create(
        campaign=year,
        form="x",
        subject_type="organisation",
        organisation=cell.organisation,
        state_authority="state",
        status="refused",
    )
    with pytest.raises(ObjectionError, match="cấp uỷ đã trao"):
        object_to_award(award=award, roster_entry=cell, why="Đủ", actor=who("cell"))
    assert decided
