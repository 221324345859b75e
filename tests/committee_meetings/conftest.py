"""The committee of G1 sits over its members: five of six are there, the pool holds four."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.boards.conftest import BEST, Table, secretary, table, year
from tests.cast import Cast
from thidua.accounts.models import User
from thidua.boards.actions import Wish
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.models import CommitteeMeeting, Move
from thidua.committee_meetings.moving import Proposed, move
from thidua.committee_meetings.opening import Seat, open_meeting
from thidua.vocabulary import SubjectType

__all__ = ["BEST", "secretary", "table", "year"]
NAMES = ("Nguyễn Văn Hạnh", "Lê Thị Thuý", "Trần Văn Bình", "Phạm Thị Lan", "Vũ Văn Kiên")
ABSENT = "Đỗ Thị Mai"
LEVELS = {"outstanding": 4, "good": 3, "completed": 2, "not_completed": 1}


def seats(cast: Cast) -> list[Seat]:
    """Six called, the second of them the head of the ward (M-G1A-02); the last is absent."""
    there = [
        Seat(name, person=cast.of_cell("G1A", 2) if number == 1 else None)
        for number, name in enumerate(NAMES)
    ]
    return [*there, Seat(ABSENT, present=False)]


@dataclass
class Session:
    """A meeting in short words: `move("M-G1A-04", "outstanding")`."""

    meeting: CommitteeMeeting
    board: Table
    actor: User

    def attendant(self, name: str = NAMES[0]) -> int:
        return self.meeting.attendants.get(name=name).pk

    def wish(self, code: str, level: str, seen: int | None = None) -> Wish:
        row = self.board.row(code)
        return Wish(row.entry, LEVELS[level], row.version if seen is None else seen)

    def move(self, code: str, level: str = "outstanding", **changes: Any) -> list[Move]:
        """A move that carries, five votes of six, unless something is said otherwise."""
        instead = changes.pop("instead", "")
        actor = changes.pop("actor", self.actor)
        usual: dict[str, Any] = {
            "wish": self.wish(code, level, changes.pop("seen", None)),
            "proposer": self.attendant(),
            "votes": 5,
            "reason": "phiếu chi bộ 12/12",
            "instead": self.wish(instead, "good") if instead else None,
        }
        return move(
            meeting=self.meeting,
            kind=SubjectType.MEMBER,
            proposed=Proposed(**usual | changes),
            actor=actor,
        )

    def log(self) -> Sequence[Move]:
        return list(self.meeting.moves.order_by("number"))

    def stands(self, code: str) -> int | None:
        return self.board.row(code).stands


@pytest.fixture
def session(cast: Cast, year: Campaign, secretary: User, table: Callable[..., Table]) -> Session:
    """The meeting is open; nobody was moved."""
    made = open_meeting(
        campaign=year, organisation=cast["G1"], seats=seats(cast), chair=NAMES[0], actor=secretary
    )
    return Session(made, table(), secretary)
