"""Meetings that are over, and what still waits for one."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.committee_meetings.conftest import NAMES, Session
from tests.committee_meetings.test_wall import ADDRESS, FIRST, GOOD, client
from thidua.committee_meetings.moving import undo
from thidua.committee_meetings.subjects import deciding_boards, kinds_waiting
from thidua.vocabulary import SubjectType

__all__ = ["client"]


def test_a_meeting_that_is_over_is_told_with_its_votes_and_its_log(
    client: Client, session: Session
) -> None:
    session.move(FIRST)
    undo(meeting=session.meeting, move=session.log()[0], actor=session.actor)
    session.move(GOOD, "completed", reason="họp vắng nhiều")
    client.post(ADDRESS, {"act": "end"})
    page = client.get(ADDRESS).content.decode()
    assert f"Chủ trì {NAMES[0]}; có mặt 5/6" in page
    assert "Chuyển mức 2 lần, hoàn tác 1" in page
    assert "Chưa thông qua mức nào." in page
    assert "họp vắng nhiều" in page
    assert 'value="undo"' not in page


def test_whose_kinds_wait_is_one_question(session: Session) -> None:
    boards = deciding_boards(session.meeting.campaign, session.meeting.organisation)
    with CaptureQueriesContext(connection) as asked:
        waiting = kinds_waiting(boards)
    assert len(asked) == 1
    assert SubjectType.MEMBER in waiting
    assert kinds_waiting([]) == set()
