"""Whom something is noted of reads it, and asks for a correction until the minutes are adopted."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from tests.meetings.conftest import SECRETARY, called, item_of
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.meetings.correcting import answer_correction, ask_correction
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import adopt
from thidua.meetings.models import Meeting, Speech
from thidua.meetings.noting import Said, conclude, note_speech
from thidua.meetings.queries import items_about


@pytest.fixture
def speech(sitting: Meeting, officer: User) -> Speech:
    """A criticism of DV0003, who has an account."""
    said = Said("criticism", "Ít phát biểu.", called(sitting, SECRETARY).pk)
    return note_speech(item=item_of(sitting, "DV0003"), said=said, actor=officer)


def test_it_is_read_at_once(speech: Speech, who: Callable[[str], User], town: Town) -> None:
    (item,) = items_about(who("member"), town.campaign)
    assert [one.text for one in item.speeches.all()] == ["Ít phát biểu."]
    assert items_about(who("nobody"), town.campaign) == []


def test_only_the_one_spoken_of_asks(speech: Speech, who: Callable[[str], User]) -> None:
    for name in ("member_outside", "cell", "grassroots"):
        with pytest.raises(PermissionDenied):
            ask_correction(item=speech.item, speech=speech, text="Sai", actor=who(name))


def test_asked_once_answered_once(
    speech: Speech, who: Callable[[str], User], officer: User
) -> None:
    me = who("member")
    ask = ask_correction(item=speech.item, speech=speech, text="Tôi nói hai lần", actor=me)
    with pytest.raises(MeetingError, match="đang chờ trả lời"):
        ask_correction(item=speech.item, speech=speech, text="Lại", actor=me)
    with pytest.raises(MeetingError, match="ghi vì sao"):
        answer_correction(ask=ask, taken=False, actor=officer)
    answered = answer_correction(ask=ask, taken=False, answer="Biên bản ghi đúng", actor=officer)
    assert answered.answered_by_name
    with pytest.raises(MeetingError, match="đã được trả lời"):
        answer_correction(ask=ask, taken=True, actor=officer)


def test_the_minutes_wait_for_the_answer(
    speech: Speech, sitting: Meeting, who: Callable[[str], User], officer: User
) -> None:
    for item in sitting.items.exclude(subject_type=""):
        conclude(item=item, text="", revision=0, actor=officer)
    ask = ask_correction(item=speech.item, text="Kết luận thiếu", actor=who("member"))
    with pytest.raises(MeetingError, match="1 đề nghị sửa chưa trả lời"):
        adopt(meeting=sitting, actor=officer)
    answer_correction(ask=ask, taken=True, actor=officer)
    adopt(meeting=sitting, actor=officer)
    with pytest.raises(MeetingError, match="đã thông qua"):
        ask_correction(item=speech.item, text="Muộn", actor=who("member"))
