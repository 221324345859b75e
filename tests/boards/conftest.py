"""A year in which a committee chooses: who reached outstanding, and who did not."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.builder import OPERATOR, officer
from tests.cast import Cast, campaign, entry, everybody_good, write_facts
from tests.worlds import written_once
from thidua.accounts.actors import Actor
from thidua.accounts.models import Role, User
from thidua.boards.actions import Wish, choose
from thidua.boards.definition import Board, board_of
from thidua.boards.page import some_rows
from thidua.boards.rows import Row
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

# Six members of G1 reached outstanding; its pool of 24 holds four.
BEST = ("M-G1A-04", "M-G1A-05", "M-G1A-06", "M-G1B-04", "M-G1B-05", "M-G1B-06")
UNTOLD = "M-G1A-09"
LEVELS = {"outstanding": 4, "good": 3, "completed": 2, "not_completed": 1}


@dataclass
class Table:
    """One committee's board in short words: `choose("M-G1A-04", "outstanding")`."""

    year: Campaign
    place: Board
    actor: Actor

    def entry(self, code: str) -> RosterEntry:
        return entry(self.year, code)

    def row(self, code: str) -> Row:
        (found,) = some_rows(self.place, [self.entry(code).pk])
        return found

    def choose(
        self, *codes: str, level: str = "outstanding", reason: str = "", seen: int | None = None
    ) -> list[int]:
        """Choose a level for these, having seen each as it is now unless another version is
        given.
        """
        rows = [self.row(code) for code in codes]
        wishes = [
            Wish(row.entry, LEVELS[level], row.version if seen is None else seen) for row in rows
        ]
        return list(
            choose(board=self.place, wishes=wishes, actor=self.actor, reason=reason).entries
        )


@pytest.fixture
def year(cast: Cast) -> Campaign:
    return _rated_year()


@written_once
def _rated_year() -> Campaign:
    made = campaign()
    everybody_good(made, outstanding=[*BEST, "U1", "G1A", "G1"])
    write_facts(entry(made, UNTOLD), self_reviewed=None)
    classify(campaign=made, actor=OPERATOR)
    return made


@pytest.fixture
def secretary(cast: Cast) -> User:
    """The officer of G1."""
    return officer("secretary", Role.GRASSROOTS, cast["G1"])


@pytest.fixture
def table(cast: Cast, year: Campaign, secretary: User) -> Callable[..., Table]:
    """The board of a committee (G1, members, unless others are named)."""

    def made(
        code: str = "G1", kind: SubjectType = SubjectType.MEMBER, actor: Actor | None = None
    ) -> Table:
        framework = bound_frameworks(year)[kind]
        return Table(year, board_of(year, cast[code], kind, framework), actor or secretary)

    return made
