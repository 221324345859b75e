"""A meeting sits: who is there, whether that is enough, who presides, another sitting."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from tests.meetings.conftest import SECRETARY, called, item_of, plan
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.meetings.asked import asked_of
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import (
    Noted,
    adopt,
    call_roll,
    note_presence,
    open_sitting,
    pause,
    replace_chair,
    rest_is_there,
)
from thidua.meetings.models import AsOne, ItemState, Meeting, Participant, Presence, Speech, State
from thidua.meetings.noting import (
    Said,
    change_speech,
    conclude,
    note_speech,
    put_off,
    take_up,
)
from thidua.meetings.paper import minutes
from thidua.meetings.planning import change_plan
from thidua.meetings.quorum import needed_of, quorum_of
from thidua.meetings.reading import dealt_with
from thidua.organisations.models import MembershipSpell
from thidua.roster.identity import member


def note(one: Participant, presence: str, actor: User, reason: str = "") -> Participant:
    """Noted by a page that showed what is so now."""
    return note_presence(
        participant=one, noted=Noted(presence, reason), seen=one.presence, actor=actor
    )


@pytest.mark.parametrize(("called_over", "needed"), [(23, 16), (3, 2), (21, 14), (1, 1), (2, 2)])
def test_two_thirds_are_never_rounded_down(
    called_over: int, needed: int, town: Town, meeting: Meeting
) -> None:
    assert needed_of(called_over, asked_of(town.campaign).quorum) == needed


def test_the_roll_says_how_many_are_there_and_who_is_not(sitting: Meeting) -> None:
    (call,) = sitting.sittings.get().calls.all()
    assert (call.there, call.counted, call.needed) == (19, 20, 14)
    assert [(one["presence"], one["reason"]) for one in call.absent] == [("absent", "ốm")]


def test_nobody_is_taken_to_be_absent_or_there(meeting: Meeting, officer: User) -> None:
    open_sitting(meeting=meeting, actor=officer)
    with pytest.raises(MeetingError, match="chưa điểm danh"):
        call_roll(meeting=meeting, actor=officer)


def test_an_absence_has_its_reason(meeting: Meeting, officer: User) -> None:
    open_sitting(meeting=meeting, actor=officer)
    with pytest.raises(MeetingError, match="ghi lý do"):
        note(called(meeting, "DV0003"), Presence.ABSENT, officer)


def test_two_machines_at_the_roll(meeting: Meeting, officer: User) -> None:
    open_sitting(meeting=meeting, actor=officer)
    seen_by_both = called(meeting, "DV0003")
    note(seen_by_both, Presence.PRESENT, officer)
    with pytest.raises(MeetingError, match="máy khác vừa ghi"):
        note(seen_by_both, Presence.ABSENT, officer, "ốm")
    assert note(seen_by_both, Presence.PRESENT, officer).presence == Presence.PRESENT


def test_not_before_its_day(meeting: Meeting, officer: User, settings: object) -> None:
    settings.TODAY = dt.date(2021, 12, 6)  # type: ignore[attr-defined]
    with pytest.raises(MeetingError, match="chưa đến ngày"):
        open_sitting(meeting=meeting, actor=officer)


def test_a_quorum_lost_in_the_middle_stops_conclusions_alone(
    sitting: Meeting, officer: User
) -> None:
    for number in range(6, 12):
        note(called(sitting, f"DV{number:04}"), Presence.LEFT, officer, "có việc")
    assert not quorum_of(sitting).holds
    item, speaker = item_of(sitting, "DV0003"), called(sitting, SECRETARY)
    note_speech(item=item, said=Said("criticism", "Ít phát biểu.", speaker.pk), actor=officer)
    with pytest.raises(MeetingError, match="có mặt 13, cần 14"):
        conclude(item=item, text="Rút kinh nghiệm", revision=0, actor=officer)
    note(called(sitting, "DV0006"), Presence.PRESENT, officer)
    assert conclude(item=item, text="", revision=0, actor=officer).state == ItemState.DONE


def test_a_chair_who_is_not_there_is_replaced_with_the_reason(
    sitting: Meeting, officer: User, town: Town
) -> None:
    note(called(sitting, SECRETARY), Presence.LEFT, officer, "cấp cứu người nhà")
    item = item_of(sitting, "DV0003")
    with pytest.raises(MeetingError, match="không có mặt"):
        conclude(item=item, text="", revision=0, actor=officer)
    deputy = town.people["DV0007"]
    with pytest.raises(MeetingError, match="ghi lý do"):
        replace_chair(meeting=sitting, person=deputy, reason=" ", actor=officer)
    replace_chair(meeting=sitting, person=deputy, reason="Bí thư đi cấp cứu", actor=officer)
    done = conclude(item=item, text="Nhất trí", revision=0, actor=officer)
    assert done.concluded_by_name == deputy.full_name
    sitting.refresh_from_db()
    assert (sitting.chair_instead_of, sitting.chair_reason) == (
        town.people[SECRETARY].full_name,
        "Bí thư đi cấp cứu",
    )
    change_plan(meeting=sitting, plan=plan(venue="Đình làng"), revision=1, actor=officer)
    sitting.refresh_from_db()
    assert sitting.chair == deputy


def test_a_chair_who_never_came_is_named_in_the_minutes_with_who_came_instead(
    meeting: Meeting, officer: User, town: Town
) -> None:
    open_sitting(meeting=meeting, actor=officer)
    note(called(meeting, SECRETARY), Presence.ABSENT, officer, "đi viện")
    rest_is_there(meeting=meeting, actor=officer)
    call_roll(meeting=meeting, actor=officer)
    deputy = town.people["DV0007"]
    replace_chair(meeting=meeting, person=deputy, reason="Bí thư đi viện", actor=officer)
    meeting.refresh_from_db()
    paper = str(minutes(meeting).body)
    assert f"Chủ trì: {deputy.full_name} (thay {town.people[SECRETARY].full_name}" in paper
    assert "Bí thư đi viện" in paper
    assert "đi viện" in meeting.sittings.get().calls.get().absent[0]["reason"]


def test_who_moves_between_two_sittings_keeps_what_was_said(
    sitting: Meeting, officer: User
) -> None:
    """Whoever was not dealt with yet is let go; nothing that was noted goes."""
    heard, unheard = item_of(sitting, "DV0003"), item_of(sitting, "DV0004")
    speaker = called(sitting, SECRETARY).pk
    speech = note_speech(item=heard, said=Said("criticism", "Ít nói", speaker), actor=officer)
    pause(meeting=sitting, reason="Hết giờ", actor=officer)
    MembershipSpell.objects.filter(person__code__in=["DV0003", "DV0004"]).update(
        ends_on=dt.date(2021, 12, 6)
    )
    open_sitting(meeting=sitting, actor=officer)
    assert Speech.objects.get(pk=speech.pk).text == "Ít nói"
    assert sitting.items.filter(pk=heard.pk).exists()
    assert not sitting.items.filter(pk=unheard.pk).exists()


def test_another_sitting_calls_the_roll_anew_and_goes_on(sitting: Meeting, officer: User) -> None:
    first, second = item_of(sitting, SECRETARY), item_of(sitting, "DV0003")
    conclude(item=first, text="Tốt", revision=0, actor=officer)
    take_up(item=second, actor=officer)
    pause(meeting=sitting, reason="Mất điện", actor=officer)
    speaker = called(sitting, SECRETARY)
    with pytest.raises(MeetingError, match="đang không mở"):
        note_speech(item=second, said=Said("criticism", "Ít nói", speaker.pk), actor=officer)
    open_sitting(meeting=sitting, actor=officer)
    assert [one.number for one in sitting.sittings.all()] == [1, 2]
    assert sitting.sittings.get(number=1).ended_because == "Mất điện"
    assert quorum_of(sitting).unknown == 20
    assert item_of(sitting, SECRETARY).state == ItemState.DONE
    assert item_of(sitting, "DV0003").state == ItemState.UNDER_WAY


def test_a_speech_always_has_its_speaker(sitting: Meeting, officer: User) -> None:
    item = item_of(sitting, "DV0003")
    for bad in (Said("criticism", "Lười"), Said("criticism", "Lười", None, "village")):
        with pytest.raises(MeetingError, match="phải có người nói"):
            note_speech(item=item, said=bad, actor=officer)
    as_one = note_speech(
        item=item, said=Said("criticism", "Ít đi họp", None, AsOne.COMMITTEE), actor=officer
    )
    assert as_one.speaker is None
    with pytest.raises(IntegrityError, match="speech_has_its_speaker"), transaction.atomic():
        Speech.objects.filter(pk=as_one.pk).update(as_one="")


def test_nobody_else_accepts_or_explains(sitting: Meeting, officer: User) -> None:
    item, other = item_of(sitting, "DV0003"), called(sitting, SECRETARY)
    with pytest.raises(MeetingError, match="là lời của"):
        note_speech(item=item, said=Said("acceptance", "Xin nhận", other.pk), actor=officer)
    own = Said("acceptance", "Xin nhận", called(sitting, "DV0003").pk)
    assert note_speech(item=item, said=own, actor=officer).kind == "acceptance"


def test_a_bad_line_sends_twice_and_it_is_noted_once(sitting: Meeting, officer: User) -> None:
    item = item_of(sitting, "DV0003")
    said = Said("recognition", "Làm hồ sơ nhanh", called(sitting, SECRETARY).pk)
    first = note_speech(item=item, said=said, sent_key="a1", actor=officer)
    assert note_speech(item=item, said=said, sent_key="a1", actor=officer) == first


def test_two_writers_of_one_speech(sitting: Meeting, officer: User) -> None:
    item, speaker = item_of(sitting, "DV0003"), called(sitting, SECRETARY).pk
    one = note_speech(item=item, said=Said("criticism", "Chậm", speaker), actor=officer)
    change_speech(
        speech=one, said=Said("criticism", "Chậm báo cáo", speaker), revision=1, actor=officer
    )
    with pytest.raises(MeetingError, match="vừa sửa"):
        change_speech(
            speech=one, said=Said("criticism", "Chậm họp", speaker), revision=1, actor=officer
        )
    one.refresh_from_db()
    assert one.text == "Chậm báo cáo"


def test_two_writers_of_one_conclusion(sitting: Meeting, officer: User) -> None:
    item = item_of(sitting, "DV0003")
    conclude(item=item, text="Nhất trí", revision=0, actor=officer)
    with pytest.raises(MeetingError, match="vừa sửa"):
        conclude(item=item, text="Không nhất trí", revision=0, actor=officer)


def test_the_minutes_are_adopted_when_everybody_was_dealt_with(
    sitting: Meeting, officer: User, town: Town
) -> None:
    with pytest.raises(MeetingError, match="chưa kiểm điểm"):
        adopt(meeting=sitting, actor=officer)
    absent = item_of(sitting, "DV0005")
    with pytest.raises(MeetingError, match="ghi lý do"):
        put_off(item=absent, reason="", actor=officer)
    put_off(item=absent, reason="Ốm, kiểm điểm ở kỳ họp tháng 1", actor=officer)
    for item in sitting.items.exclude(subject_type="").exclude(pk=absent.pk):
        conclude(item=item, text="Nhất trí bản kiểm điểm", revision=0, actor=officer)
    adopt(meeting=sitting, actor=officer)
    sitting.refresh_from_db()
    assert (sitting.state, sitting.sittings.filter(ended_at=None).count()) == (State.CLOSED, 0)
    keys = [member(town.people[code].pk) for code in ("DV0003", "DV0005")]
    dealt = dealt_with(town.campaign, keys)
    assert set(dealt) == {keys[0]}
    assert dealt[keys[0]].adopted
    with pytest.raises(MeetingError, match="đã thông qua"):
        take_up(item=absent, actor=officer)


def test_the_chair_keeps_the_meeting_without_a_role(
    meeting: Meeting, town: Town, officer: User, who: Callable[[str], User]
) -> None:
    change_plan(
        meeting=meeting, plan=plan(secretary=town.people["DV0003"]), revision=1, actor=officer
    )
    opened = open_sitting(meeting=meeting, actor=who("member"))
    assert rest_is_there(meeting=opened, actor=who("member")) == 20
