"""The minutes of a committee's meeting are sealed when it ends; the signed paper is attached."""

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from tests.attachments.conftest import folder
from tests.attachments.samples import picture
from tests.boards.conftest import BEST
from tests.committee_meetings.conftest import NAMES, Session
from tests.committee_meetings.test_adopting import CELLS, adopts
from tests.decisions.conftest import as_, user
from tests.seals.test_verifying import behind_the_databases_back
from thidua.access.models import Export
from thidua.accounts.models import Role, User
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import Attachment
from thidua.committee_meetings.models import CommitteeMeeting, SealedCommitteeMinutes, State
from thidua.committee_meetings.opening import end_meeting
from thidua.committee_meetings.scans import SCANS
from thidua.db.frames import execute
from thidua.decisions.models import Decision
from thidua.seals.models import Link
from thidua.seals.verifying import verify

__all__ = ["as_", "folder", "user"]
KIND = "committee_minutes"
WALL = "/nam/2021/hop-cap-uy/G1/"
As = Callable[[Role, str], Client]


def told() -> list[str]:
    return [text.vi for text in verify().told if "biên bản họp cấp uỷ" in text.vi]


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("bien-ban.png", picture("PNG"), content_type="image/png")


def test_the_whole_log_is_sealed_with_the_last_adoption(session: Session) -> None:
    session.move(BEST[0])
    adopts(session)
    assert not Link.objects.filter(kind=KIND).exists()

    adopts(session, CELLS)
    sealed = SealedCommitteeMinutes.objects.get()
    link = Link.objects.get(kind=KIND)
    assert (link.key, link.position) == (str(session.meeting.pk), sealed.position)
    said = json.loads(sealed.content)
    assert "dự thảo" not in said["letterhead"]["subject"]
    (log,) = [block for block in said["body"] if block["block"] == "Table"]
    assert session.board.row(BEST[0]).name in log["rows"][0][1]
    assert NAMES[0] in log["rows"][0][4]
    assert told() == []


def test_a_meeting_that_ends_early_is_sealed_too(session: Session) -> None:
    end_meeting(meeting=session.meeting, actor=session.actor)
    assert Link.objects.filter(kind=KIND, key=str(session.meeting.pk)).count() == 1


def test_minutes_that_were_changed_are_named(session: Session) -> None:
    end_meeting(meeting=session.meeting, actor=session.actor)
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE committee_meetings_sealedcommitteeminutes SET content = '{}'")
    behind_the_databases_back(
        "UPDATE committee_meetings_sealedcommitteeminutes "
        "SET content = replace(content, 'BIÊN BẢN', 'BIÊN')"
    )
    (broken,) = told()
    name = session.meeting.organisation.name
    assert f"(biên bản họp cấp uỷ {session.meeting.pk}, {name}) không khớp" in broken


ROWS = {
    "committeemeeting SET venue = 'nơi khác'": "thời gian, địa điểm, chủ trì",
    "attendant SET present = NOT present": "thành phần",
    "move SET votes_for = votes_for - 1": "các lần chuyển mức",
    "adoption SET votes_for = 1": "kết quả thông qua",
}


@pytest.mark.parametrize("changed", ROWS)
def test_a_row_that_was_changed_after_is_told_by_its_part(session: Session, changed: str) -> None:
    session.move(BEST[0])
    adopts(session)
    adopts(session, CELLS)
    behind_the_databases_back(f"UPDATE committee_meetings_{changed}")
    (told,) = [one.text.vi for one in verify().changed]
    name = session.meeting.organisation.name
    assert f"(biên bản họp cấp uỷ {session.meeting.pk}, {name}) nguyên vẹn, nhưng" in told
    assert told.endswith(f": {ROWS[changed]}")


def test_the_decision_it_led_to_is_issued_and_the_minutes_hold(session: Session) -> None:
    adopts(session)
    adopts(session, CELLS)
    Decision.objects.exclude(number="").update(number="1-QĐ")
    session.meeting.adoptions.update(decision=None)
    assert told() == []


def test_an_end_that_fails_seals_nothing(session: Session) -> None:
    with transaction.atomic():
        end_meeting(meeting=session.meeting, actor=session.actor)
        transaction.set_rollback(True)
    assert not Link.objects.filter(kind=KIND).exists()


def test_meetings_from_before_there_were_seals_are_said(session: Session) -> None:
    CommitteeMeeting.objects.update(state=State.ADOPTED, ended_at=timezone.now())
    assert verify().whole
    assert "1 biên bản họp cấp uỷ (năm 2021)" in told()[0]


@pytest.mark.usefixtures("folder")
def test_the_signed_minutes_are_attached_by_who_decides_and_opened_by_readers(
    session: Session, as_: As
) -> None:
    end_meeting(meeting=session.meeting, actor=session.actor)
    client = as_(Role.GRASSROOTS, "G1")
    sent = {"act": "files", "meeting": session.meeting.pk}
    client.post(WALL, sent | {"files": [scan()]})
    (kept,) = Attachment.objects.all()
    assert kept.name in client.get(WALL).content.decode()

    opened = as_(Role.UPPER_LEVEL, "U1").get(f"/tep/{kept.pk}/")
    assert opened.status_code == 200
    assert opened.getvalue()
    assert Export.objects.filter(form="scan").count() == 1
    assert as_(Role.CELL, "G1A").get(f"/tep/{kept.pk}/").status_code == 404
    assert "Tải lên" not in as_(Role.INSPECTOR, "U1").get(WALL).content.decode()

    client.post(WALL, {"act": "remove_file", "meeting": session.meeting.pk, "file": kept.pk})
    kept.refresh_from_db()
    assert kept.removed_at is not None


@pytest.mark.usefixtures("folder")
def test_minutes_are_not_signed_before_the_meeting_has_ended(session: Session) -> None:
    with pytest.raises(PermissionDenied):
        attach(kind=SCANS, owner=session.meeting, files=[Sent(scan())], actor=session.actor)


@pytest.mark.usefixtures("folder")
def test_no_file_a_bad_one_and_a_strange_meeting_are_refused_on_the_page(
    session: Session, as_: As, user: Callable[[Role, str], User]
) -> None:
    end_meeting(meeting=session.meeting, actor=session.actor)
    client = as_(Role.GRASSROOTS, "G1")
    sent = {"act": "files", "meeting": session.meeting.pk}
    assert "Chưa chọn tệp nào" in client.post(WALL, sent, follow=True).content.decode()
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 64)
    assert client.post(WALL, sent | {"files": [bad]}, follow=True).status_code == 200
    strange = client.post(WALL, {"act": "files", "meeting": "999999"}, follow=True)
    assert "Không thấy cuộc họp này" in strange.content.decode()
    who = user(Role.INSPECTOR, "U1")
    with pytest.raises(PermissionDenied):
        attach(kind=SCANS, owner=session.meeting, files=[Sent(scan())], actor=who)
    assert not Attachment.objects.exists()
