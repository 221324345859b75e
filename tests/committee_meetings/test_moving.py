"""Who is moved in a committee's meeting: by whose proposal, by which vote, and why."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from tests.boards.conftest import BEST, UNTOLD, Table
from tests.builder import decision, officer
from tests.cast import Cast
from tests.committee_meetings.conftest import ABSENT, NAMES, Session
from thidua.accounts.models import Role, User
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.events import last_change
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.errors import CommitteeMeetingError
from thidua.committee_meetings.models import Attendant, CommitteeMeeting, Move
from thidua.committee_meetings.moving import undo
from thidua.committee_meetings.opening import Seat, end_meeting, note_attendance, open_meeting
from thidua.decisions.actions import issue_decision

FIRST = BEST[0]
GOOD = "M-G1A-07"


def test_a_move_sets_the_level_on_the_board_and_leaves_a_line_of_the_log(session: Session) -> None:
    (line,) = session.move(FIRST)

    assert session.stands(FIRST) == 4
    assert (line.number, line.level_from, line.level_to) == (1, 3, 4)
    assert line.proposed_by is not None
    assert (line.proposed_by.name, line.votes_for, line.votes_of) == (NAMES[0], 5, 5)
    assert line.reason == "phiếu chi bộ 12/12"
    assert line.person_id is not None


def test_the_board_knows_who_set_the_level(session: Session) -> None:
    session.move(GOOD, "completed", reason="họp vắng nhiều")
    row = session.board.row(GOOD)

    assert row.reason == "họp vắng nhiều"
    assert row.setter is not None
    assert "secretary" in row.setter.name


def test_nothing_is_saved_before_the_reason(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="lý do"):
        session.move(FIRST, reason="  ")

    assert session.stands(FIRST) == 3
    assert session.log() == []
    assert last_change(session.board.entry(FIRST).pk) is None


@pytest.mark.parametrize("votes", [6, 7])
def test_there_are_no_more_votes_than_people_there(session: Session, votes: int) -> None:
    with pytest.raises(CommitteeMeetingError, match="chỉ có 5 người có mặt"):
        session.move(FIRST, votes=votes)
    assert session.log() == []


def test_more_than_half_of_those_called_have_to_agree(session: Session) -> None:
    """Six are called, five are there: three votes are half, four carry."""
    with pytest.raises(CommitteeMeetingError, match="cần ít nhất 4 trong 6"):
        session.move(FIRST, votes=3)
    session.move(FIRST, votes=4)
    assert session.stands(FIRST) == 4


def test_without_a_quorum_nobody_is_moved(session: Session) -> None:
    """Two thirds of six are four: with three there, nothing is decided."""
    there = [session.attendant(name) for name in NAMES[:3]]
    note_attendance(meeting=session.meeting, present=there, chair=NAMES[0], actor=session.actor)

    with pytest.raises(CommitteeMeetingError, match="có mặt 3, cần 4"):
        session.move(FIRST, votes=3)
    assert session.stands(FIRST) == 3


def test_who_proposes_is_there(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="người đề xuất"):
        session.move(FIRST, proposer=session.attendant(ABSENT))
    with pytest.raises(CommitteeMeetingError, match="người đề xuất"):
        session.move(FIRST, proposer=None)


def test_nobody_proposes_themselves(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="không tự đề xuất"):
        session.move("M-G1A-02", "completed", proposer=session.attendant(NAMES[1]))


def test_nobody_moves_themselves(session: Session, cast: Cast, year: Campaign) -> None:
    own = officer("own", Role.GRASSROOTS, cast["G1"], who=cast.people[FIRST])
    with pytest.raises(ChoiceError, match="chính đồng chí"):
        session.move(FIRST, actor=own)
    assert session.log() == []


def test_of_whom_nobody_can_tell_nothing_is_chosen(session: Session) -> None:
    with pytest.raises(ChoiceError, match="chưa đủ căn cứ"):
        session.move(UNTOLD, "good")


def test_who_did_not_reach_outstanding_is_not_moved_there(session: Session) -> None:
    with pytest.raises(ChoiceError, match="chưa đạt tiêu chuẩn xuất sắc"):
        session.move(GOOD)


def test_a_full_pool_takes_somebody_only_for_somebody_else(session: Session) -> None:
    for code in BEST[:4]:
        session.move(code)
    with pytest.raises(ChoiceError, match="4/4"):
        session.move(BEST[4])
    assert session.stands(BEST[4]) == 3

    down, up = session.move(BEST[4], instead=FIRST, reason="chỉ tiêu cao hơn")

    assert (down.name, down.level_to, up.level_to) == (session.board.row(FIRST).name, 3, 4)
    assert (session.stands(FIRST), session.stands(BEST[4])) == (3, 4)
    assert [line.number for line in session.log()] == [1, 2, 3, 4, 5, 6]


def test_only_who_stands_at_outstanding_is_exchanged(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="không đổi được"):
        session.move(FIRST, instead=GOOD)


def test_the_second_of_two_tabs_is_told(session: Session) -> None:
    seen = session.board.row(FIRST).version
    session.move(FIRST)
    with pytest.raises(ChoiceError, match="đã đổi thành"):
        session.move(FIRST, "completed", seen=seen)
    assert session.stands(FIRST) == 4


def test_a_move_to_where_one_stands_is_no_move(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="đã ở mức này"):
        session.move(GOOD, "good")


def test_a_decided_year_is_not_moved(session: Session, cast: Cast, year: Campaign) -> None:
    made = decision(year, cast["G1"], ["member"])
    assert issue_decision(decision=made, actor=session.actor).refused  # one is not known yet
    session.board.entry(UNTOLD).delete()
    assert issue_decision(decision=made, actor=session.actor).issued

    with pytest.raises(ChoiceError, match="đã được xếp loại"):
        session.move(GOOD, "completed", reason="họp vắng")


def test_what_was_moved_is_taken_back_with_the_reason_it_had(session: Session) -> None:
    session.move(GOOD, "completed", reason="họp vắng nhiều")
    (line,) = session.move(GOOD, "not_completed", reason="bị kỷ luật")

    back = undo(meeting=session.meeting, move=line, actor=session.actor)

    assert (back.level_from, back.level_to, back.undoes_id) == (1, 2, line.pk)
    assert session.stands(GOOD) == 2
    assert session.board.row(GOOD).reason == "họp vắng nhiều"
    assert len(session.log()) == 3


def test_a_move_is_taken_back_once(session: Session) -> None:
    (line,) = session.move(FIRST)
    undo(meeting=session.meeting, move=line, actor=session.actor)
    with pytest.raises(CommitteeMeetingError, match="đã được hoàn tác"):
        undo(meeting=session.meeting, move=line, actor=session.actor)


def test_the_last_move_goes_first(session: Session) -> None:
    """Two moves of one subject: the earlier one is not taken back over the later."""
    (first,) = session.move(GOOD, "completed", reason="họp vắng")
    (second,) = session.move(GOOD, "not_completed", reason="bị kỷ luật")
    with pytest.raises(CommitteeMeetingError, match="đã được đổi mức sau"):
        undo(meeting=session.meeting, move=first, actor=session.actor)
    undo(meeting=session.meeting, move=second, actor=session.actor)
    undo(meeting=session.meeting, move=first, actor=session.actor)
    assert session.stands(GOOD) == 3


def test_what_the_board_changed_since_is_not_taken_back(session: Session) -> None:
    (line,) = session.move(FIRST)
    session.board.choose(FIRST, level="good")
    with pytest.raises(CommitteeMeetingError, match="đã được đổi mức sau"):
        undo(meeting=session.meeting, move=line, actor=session.actor)


def test_a_place_given_away_is_not_taken_back(session: Session) -> None:
    for code in BEST[:4]:
        session.move(code)
    (down,) = session.move(FIRST, "good", reason="hụt chỉ tiêu")
    session.move(BEST[4])
    with pytest.raises(ChoiceError, match="4/4"):
        undo(meeting=session.meeting, move=down, actor=session.actor)
    assert session.stands(FIRST) == 3


def test_after_the_end_nothing_is_noted(session: Session) -> None:
    (line,) = session.move(FIRST)
    end_meeting(meeting=session.meeting, actor=session.actor)
    with pytest.raises(CommitteeMeetingError, match="đã kết thúc"):
        session.move(BEST[1])
    with pytest.raises(CommitteeMeetingError, match="đã kết thúc"):
        undo(meeting=session.meeting, move=line, actor=session.actor)


def test_a_line_of_the_log_stays_as_it_is(session: Session) -> None:
    (line,) = session.move(FIRST)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.filter(pk=line.pk).update(reason="khác")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Move.objects.filter(pk=line.pk).delete()


def test_another_committee_moves_nobody(session: Session, cast: Cast) -> None:
    stranger = officer("stranger", Role.GRASSROOTS, cast["G3"])
    with pytest.raises(PermissionDenied):
        session.move(FIRST, actor=stranger)


def test_a_committee_sits_once_at_a_time(
    session: Session, cast: Cast, year: Campaign, secretary: User
) -> None:
    def opens() -> CommitteeMeeting:
        return open_meeting(
            campaign=year,
            organisation=cast["G1"],
            seats=[Seat(NAMES[0])],
            chair=NAMES[0],
            actor=secretary,
        )

    with pytest.raises(CommitteeMeetingError, match="chưa kết thúc"):
        opens()
    end_meeting(meeting=session.meeting, actor=secretary)
    assert opens().pk != session.meeting.pk


def test_who_decides_about_nobody_has_no_meeting(
    cast: Cast, year: Campaign, table: Callable[..., Table]
) -> None:
    of_cell = officer("of cell", Role.GRASSROOTS, cast["G1"])
    with pytest.raises(CommitteeMeetingError, match="không còn ai chờ"):
        open_meeting(
            campaign=year,
            organisation=cast["G1A"],
            seats=[Seat(NAMES[0])],
            chair=NAMES[0],
            actor=of_cell,
        )


def test_the_chair_is_there(session: Session) -> None:
    with pytest.raises(CommitteeMeetingError, match="chủ trì"):
        note_attendance(
            meeting=session.meeting,
            present=[session.attendant(NAMES[1])],
            chair=NAMES[0],
            actor=session.actor,
        )
    assert Attendant.objects.filter(meeting=session.meeting, present=True).count() == 5


def test_who_left_the_list_keeps_their_line_and_is_not_taken_back(session: Session) -> None:
    """The person was moved to another committee, or the unit merged: the log stays as it was."""
    (line,) = session.move(GOOD, "completed", reason="họp vắng nhiều")
    session.board.entry(GOOD).delete()
    with pytest.raises(CommitteeMeetingError, match="không còn do cấp uỷ này"):
        undo(meeting=session.meeting, move=line, actor=session.actor)
    assert [one.name for one in session.log()] == [line.name]
