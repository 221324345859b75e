"""Adopting the levels of one kind: the vote, what stood then, the draft decision, the end."""

from collections.abc import Callable

import pytest

from tests.boards.conftest import BEST, Table
from tests.builder import decision
from tests.cast import Cast, choose
from tests.committee_meetings.conftest import NAMES, Session
from thidua.boards.changes import version_of
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.adopting import adopt, seen_of
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.models import Adoption, State
from thidua.committee_meetings.moving import undo
from thidua.committee_meetings.opening import note_attendance
from thidua.committee_meetings.subjects import board_for
from thidua.decisions.models import Decision
from thidua.vocabulary import DecisionStatus, SubjectType

MEMBERS, CELLS = SubjectType.MEMBER, SubjectType.ORGANISATION


def adopts(
    session: Session, kind: SubjectType = MEMBERS, votes: int = 5, seen: str = ""
) -> Adoption:
    meeting = session.meeting
    meeting.refresh_from_db()
    board = board_for(meeting.campaign, meeting.organisation, kind)
    looked = seen or seen_of(meeting, version_of(board))
    return adopt(meeting=meeting, kind=kind, votes=votes, seen=looked, actor=session.actor)


def test_the_levels_go_into_a_draft_that_is_not_issued(session: Session) -> None:
    session.move(BEST[0])
    made = adopts(session)

    assert made.decision is not None
    assert made.decision.covers == ["member"]
    assert made.decision.status == DecisionStatus.DRAFT
    assert (made.votes_for, made.votes_of) == (5, 5)


def test_what_stood_then_is_kept_for_the_minutes(session: Session) -> None:
    session.move(BEST[0])
    session.move("M-G1A-07", "completed", reason="họp vắng nhiều")
    kept = adopts(session).outcome

    assert kept["levels"] == {"2": 1, "3": 21, "4": 1}
    assert kept["unknown"] == 1
    assert [name for name, _ in kept["named"]["4"]] == [session.board.row(BEST[0]).name]
    assert kept["pools"][0]["used"] == 1
    assert kept["pools"][0]["most"] == 4
    assert kept["stands"][BEST[0]] == 4
    session.board.choose(BEST[1])  # the board goes on, what was adopted does not change
    assert Adoption.objects.get().outcome == kept


def test_a_draft_that_waits_is_used(session: Session, cast: Cast, year: Campaign) -> None:
    waiting = decision(year, cast["G1"], ["organisation", "member"])
    assert adopts(session).decision == waiting
    assert adopts(session, CELLS).decision == waiting
    assert Decision.objects.count() == 1


def test_with_the_last_kind_the_meeting_ends(session: Session) -> None:
    adopts(session)
    session.meeting.refresh_from_db()
    assert session.meeting.state == State.OPEN
    adopts(session, CELLS)
    session.meeting.refresh_from_db()
    assert session.meeting.state == State.ADOPTED


def test_what_is_adopted_is_moved_no_more(session: Session) -> None:
    (line,) = session.move(BEST[0])
    adopts(session)
    with pytest.raises(CommitteeMeetingError, match="đã được thông qua"):
        session.move(BEST[1])
    with pytest.raises(CommitteeMeetingError, match="đã được thông qua"):
        undo(meeting=session.meeting, move=line, actor=session.actor)
    with pytest.raises(CommitteeMeetingError, match="đã được thông qua"):
        adopts(session)


@pytest.mark.parametrize("votes", [3, 6])
def test_the_vote_has_to_carry_and_to_be_possible(session: Session, votes: int) -> None:
    with pytest.raises(CommitteeMeetingError, match="phiếu tán thành"):
        adopts(session, votes=votes)
    assert not Adoption.objects.exists()
    assert not Decision.objects.exists()


def test_without_a_quorum_nothing_is_adopted(session: Session) -> None:
    there = [session.attendant(name) for name in NAMES[:3]]
    note_attendance(meeting=session.meeting, present=there, chair=NAMES[0], actor=session.actor)
    with pytest.raises(CommitteeMeetingError, match="có mặt 3, cần 4"):
        adopts(session, votes=3)


def test_what_changed_since_the_page_was_opened_is_looked_at_first(session: Session) -> None:
    """In the meeting, or by another officer on the board."""
    board = board_for(session.meeting.campaign, session.meeting.organisation, MEMBERS)
    seen = seen_of(session.meeting, version_of(board))
    session.board.choose(BEST[0])
    with pytest.raises(CommitteeMeetingError, match="xem lại rồi thông qua"):
        adopts(session, seen=seen)


def test_a_pool_over_its_most_is_not_adopted(session: Session) -> None:
    for code in BEST[:5]:
        choose(session.board.entry(code))  # past the checks, as a file may have brought it
    with pytest.raises(CommitteeMeetingError, match="số tối đa 4"):
        adopts(session)


def test_a_committee_that_decided_everybody_adopts_nothing(
    session: Session, table: Callable[..., Table]
) -> None:
    other = board_for(session.meeting.campaign, session.meeting.organisation, CELLS)
    assert other.decides
    with pytest.raises(CommitteeMeetingError, match="không còn ai chờ"):
        adopts(session, SubjectType.LEADER)
