"""Minutes are sealed as they were adopted."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.meetings.test_ordering import finish
from tests.seals.test_verifying import behind_the_databases_back
from thidua.accounts.models import User
from thidua.db.frames import execute
from thidua.meetings.holding import adopt
from thidua.meetings.models import ABOUT, Meeting, SealedMinutes, Speech, State
from thidua.meetings.sealing import MINUTES
from thidua.seals.models import Link
from thidua.seals.verifying import verify


@pytest.fixture
def adopted(sitting: Meeting, officer: User) -> Meeting:
    finish(sitting, officer)
    return adopt(meeting=sitting, actor=officer)


def minutes_told() -> list[str]:
    return [text.vi for text in verify().told if "biên bản họp kiểm điểm" in text.vi]


def test_adopted_minutes_are_a_link(adopted: Meeting) -> None:
    link = Link.objects.get(kind="minutes")
    sealed = SealedMinutes.objects.get(meeting=adopted)
    assert (link.key, link.position) == (str(adopted.pk), sealed.position)
    said = json.loads(sealed.content)
    assert said["letterhead"]["title"] == "BIÊN BẢN"
    assert "dự thảo" not in said["letterhead"]["subject"]
    assert minutes_told() == []


def test_minutes_that_were_changed_are_named(adopted: Meeting) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE meetings_sealedminutes SET content = '{}'")
    behind_the_databases_back(
        "UPDATE meetings_sealedminutes SET content = replace(content, 'BIÊN BẢN', 'BIÊN')"
    )
    (told,) = minutes_told()
    assert f"(biên bản họp kiểm điểm {adopted.pk}, {adopted.organisation.name}) không khớp" in told


ROWS = {
    "meetings_meeting SET venue = 'nơi khác'": ("thời gian, địa điểm, chủ trì", "time, place"),
    "meetings_sitting SET ended_because = 'mất điện'": ("phiên họp", "sittings"),
    "meetings_rollcall SET there = 0": ("điểm danh", "roll calls"),
    "meetings_participant SET presence = 'absent', reason = 'ốm'": ("thành phần", "who was called"),
    "meetings_item SET concluded = 'khác'": ("kết luận về từng trường hợp", "conclusions"),
}


@pytest.mark.parametrize("changed", ROWS)
def test_a_row_that_was_changed_after_is_told_by_its_part(adopted: Meeting, changed: str) -> None:
    behind_the_databases_back(f"UPDATE {changed}")
    found = verify()
    assert not found.whole
    assert found.broken is None
    (told,) = [one.text for one in found.changed]
    vi, en = ROWS[changed]
    assert (
        f"(biên bản họp kiểm điểm {adopted.pk}, {adopted.organisation.name}) nguyên vẹn, nhưng"
        in told.vi
    )
    assert told.vi.endswith(f": {vi}")
    assert en in told.en


def test_what_was_said_and_is_gone_is_told(sitting: Meeting, officer: User) -> None:
    item = sitting.items.filter(kind__in=ABOUT).first()
    assert item is not None
    Speech.objects.create(
        item=item,
        kind="criticism",
        as_one="meeting",
        text="Có buổi đến muộn.",
        said_at=timezone.now(),
        written_by_name="Thư ký",
    )
    finish(sitting, officer)
    adopt(meeting=sitting, actor=officer)
    assert minutes_told() == []
    behind_the_databases_back("DELETE FROM meetings_speech")
    assert "ý kiến phát biểu" in minutes_told()[0]


def test_another_units_meeting_stays_whole_when_units_merge(adopted: Meeting, cast: Cast) -> None:
    Meeting.objects.filter(pk=adopted.pk).update(organisation=cast["G2"])
    assert minutes_told() == []


def test_minutes_sealed_before_rows_were_are_compared_with_themselves_alone(
    sitting: Meeting, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.seals.papers.digests_of", lambda *_: {sitting.pk: None})
    finish(sitting, officer)
    adopt(meeting=sitting, actor=officer)
    monkeypatch.undo()
    behind_the_databases_back("UPDATE meetings_meeting SET venue = 'nơi khác'")
    assert verify().whole


def test_many_minutes_are_compared_in_as_many_questions_as_one(adopted: Meeting) -> None:
    with CaptureQueriesContext(connection) as of_one:
        MINUTES.changed([str(adopted.pk)])
    with CaptureQueriesContext(connection) as of_many:
        MINUTES.changed([str(adopted.pk + more) for more in range(500)])
    assert len(of_many) == len(of_one) <= 7


def test_minutes_from_before_there_were_seals_are_said(sitting: Meeting) -> None:
    Meeting.objects.filter(pk=sitting.pk).update(state=State.CLOSED, adopted_at=timezone.now())
    found = verify()
    assert found.whole
    assert "1 biên bản họp kiểm điểm (năm 2021)" in minutes_told()[0]


def test_an_adoption_that_fails_seals_nothing(sitting: Meeting, officer: User) -> None:
    finish(sitting, officer)
    with transaction.atomic():
        adopt(meeting=sitting, actor=officer)
        transaction.set_rollback(True)
    assert not Link.objects.filter(kind="minutes").exists()
