"""A meeting as it was held elsewhere: its log, and what stood when it was adopted."""

import datetime as dt
from collections.abc import Callable

from tests.boards.conftest import BEST, Table
from tests.builder import OPERATOR
from tests.cast import Cast
from tests.committee_meetings.conftest import NAMES, seats
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.models import CommitteeMeeting, State
from thidua.committee_meetings.past import PastCommitteeMeeting, PastMove, record_past
from thidua.roster.models import RosterEntry
from thidua.seals.models import Link
from thidua.seals.verifying import verify
from thidua.vocabulary import SubjectType

THEN = dt.datetime(2021, 12, 17, 1, tzinfo=dt.UTC)


def held(cast: Cast, year: Campaign) -> CommitteeMeeting:
    entries = {one.code: one for one in RosterEntry.objects.filter(campaign=year)}
    by = cast.of_cell("G1A", 2).pk
    past = PastCommitteeMeeting(
        organisation=cast["G1"],
        seats=seats(cast),
        chair=NAMES[0],
        secretary=NAMES[2],
        venue="Phòng họp",
        opened_at=THEN,
        ended_at=THEN + dt.timedelta(hours=2),
        moves=[
            PastMove(entries[BEST[0]], 3, 4, by, 5, "sáng kiến", taken_back=True),
            PastMove(entries["M-G1A-07"], 3, 2, by, 4, "họp vắng nhiều"),
        ],
        adopted={SubjectType.MEMBER: 5},
    )
    return record_past(campaign=year, past=past, actor=OPERATOR)


def test_what_was_taken_back_has_a_line_of_its_own(
    cast: Cast, year: Campaign, table: Callable[..., Table]
) -> None:
    table()
    meeting = held(cast, year)
    assert meeting.state == State.ADOPTED
    lines = list(meeting.moves.order_by("number"))
    assert [(one.level_from, one.level_to) for one in lines] == [(3, 4), (4, 3), (3, 2)]
    assert lines[1].undoes == lines[0]
    assert [one.votes_of for one in lines] == [5, 0, 5]
    assert all(THEN < one.moved_at < THEN + dt.timedelta(hours=2) for one in lines)


def test_what_stood_is_kept_as_adopting_keeps_it(
    cast: Cast, year: Campaign, table: Callable[..., Table]
) -> None:
    board = table()
    (made,) = held(cast, year).adoptions.all()
    assert (made.votes_for, made.votes_of) == (5, 5)
    assert made.outcome["stands"][BEST[0]] == board.row(BEST[0]).stands
    assert sum(made.outcome["levels"].values()) > 10


def test_its_minutes_are_sealed_like_any_others(
    cast: Cast, year: Campaign, table: Callable[..., Table]
) -> None:
    table()
    meeting = held(cast, year)
    assert Link.objects.get(kind="committee_minutes").key == str(meeting.pk)
    assert verify().changed == ()
