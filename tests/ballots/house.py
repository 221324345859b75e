"""A cell of twelve that votes: its chair, its secretary, a scrutineer, and short words for walking
a ballot through its states.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.builder import OPERATOR, officer
from tests.cast import Cast
from thidua.accounts.models import User
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.models import Ballot
from thidua.ballots.opening import freeze, open_, take_key
from thidua.ballots.preparing import Matter, NewCandidate, Plan, prepare
from thidua.ballots.purposes import PURPOSES, Purpose
from thidua.ballots.rule import Base, Kind, Rule, Share
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Person

MORE_THAN_HALF = Rule(
    kind=Kind.SCALE,
    options={"high": 3, "middle": 2, "low": 1},
    base=Base.CALLED,
    part=1,
    whole=2,
    quorum=Share(part=2, whole=3),
    source="local",
)
TRIAL = Purpose(
    name="trial",
    title=Text("Bỏ phiếu thử", "Trial ballot"),
    options={
        code: Text(code, code)
        for code in ("high", "middle", "low", "yes", "no", "no_opinion", "red", "green")
    },
    back=lambda ballot: ("/", "home"),
)


@contextmanager
def trial_purpose(purpose: Purpose = TRIAL) -> Iterator[Purpose]:
    """A purpose that this installation has inside the block."""
    PURPOSES.add(purpose)
    try:
        yield purpose
    finally:
        PURPOSES.remove(purpose)


@dataclass
class Cell:
    """The cell G1A: person 1 chairs, 2 keeps the minutes, 3 counts."""

    cast: Cast
    year: Campaign
    users: dict[int, User] = field(default_factory=dict)

    def person(self, number: int) -> Person:
        return self.cast.of_cell("G1A", number)

    def user(self, number: int) -> User:
        """The account of a member; made when it is first asked for."""
        if number not in self.users:
            self.users[number] = officer(f"m{number}", None, None, who=self.person(number))
        return self.users[number]

    def plan(
        self,
        *,
        candidates: int | list[NewCandidate] = 2,
        voters: Iterable[int] = range(1, 13),
        **more: Any,
    ) -> Plan:
        called = [self.person(number) for number in voters]
        if isinstance(candidates, int):
            candidates = [NewCandidate(f"c{no}", f"Việc {no}") for no in range(1, candidates + 1)]
        known: dict[str, Any] = {
            "title": "Bỏ phiếu ở chi bộ",
            "rule": MORE_THAN_HALF,
            "candidates": candidates,
            "voters": called,
            "members": len(called),
            "present": len(called),
            "chair": self.person(1),
            "secretary": self.person(2),
            "scrutineer": self.person(3),
        }
        return Plan(**(known | more))

    def matter(self, ref: str = "matter") -> Matter:
        return Matter(self.year, self.cast["G1A"], "trial", ref)

    def drafted(self, ref: str = "matter", **more: Any) -> Ballot:
        return prepare(matter=self.matter(ref), plan=self.plan(**more), actor=OPERATOR)

    def opened(self, holders: Iterable[int] = (1, 2, 3), **more: Any) -> "Opened":
        """A ballot in which voting has begun, and the codes of who took theirs."""
        ballot = freeze(ballot=self.drafted(**more), actor=OPERATOR)
        codes = (
            {who: take_key(ballot=ballot, actor=self.user(who)) for who in holders}
            if ballot.has_urn
            else {}
        )
        return Opened(self, open_(ballot=ballot, actor=OPERATOR), codes)


@dataclass
class Opened:
    """An open ballot and the closing codes by the number of their holder."""

    cell: Cell
    ballot: Ballot
    codes: dict[int, str]

    def vote(self, number: int, *marks: str) -> str:
        choices = dict(enumerate(marks, start=1))
        return cast(ballot=self.ballot, choices=choices, actor=self.cell.user(number)).code

    def vote_all(self, marks: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
        return {number: self.vote(number, *one) for number, one in marks.items()}

    def two(self, first: int = 1, second: int = 2) -> list[str]:
        return [self.codes[first], self.codes[second]] if self.codes else []

    def closed(self) -> Ballot:
        self.ballot = close(ballot=self.ballot, codes=self.two(), actor=OPERATOR)
        return self.ballot

    def sealed(self) -> Ballot:
        self.closed()
        self.ballot = count(ballot=self.ballot, codes=self.two(), actor=OPERATOR)
        return self.ballot
