"""Ballots on paper, which two people read alike; and open ones, which keep each vote by name."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.ballots.house import Cell, Opened
from tests.ballots.test_recount import complaints
from tests.builder import OPERATOR
from thidua.ballots.casting import cast
from thidua.ballots.counting import count
from thidua.ballots.document import document_of
from thidua.ballots.errors import BallotError, ClosedError
from thidua.ballots.models import OpenVote, PaperEntry, State, Turnout, Vote
from thidua.ballots.open_votes import record
from thidua.ballots.paper import Counts, Entered, Standing, enter
from thidua.ballots.queries import to_vote
from thidua.ballots.results import recount_file, result_of


@pytest.fixture
def paper(cell: Cell) -> Opened:
    opened = cell.opened(electronic=False)
    opened.closed()
    return opened


def lines(*of: dict[str, int], sheets: int = 10) -> Counts:
    return Counts(sheets, dict(enumerate(of, start=1)))


SIX = {"high": 6, "low": 3, "blank": 1}
SEVEN = {"high": 7, "middle": 1, "invalid": 2}


def read(opened: Opened, who: int, counts: Counts) -> Entered:
    return enter(ballot=opened.ballot, counts=counts, actor=opened.cell.user(who))


def test_two_who_read_alike_make_it_count(paper: Opened) -> None:
    assert read(paper, 1, lines(SIX, SEVEN)) == (Standing.FIRST, ())
    with pytest.raises(BallotError, match="hai người ghi"):
        count(ballot=paper.ballot, codes=[], actor=OPERATOR)
    alike = lines({**SIX, "middle": 0}, SEVEN)
    assert read(paper, 3, alike).standing == Standing.AGREE
    sealed = count(ballot=paper.ballot, codes=[], actor=OPERATOR)
    told = result_of(sealed)
    assert told is not None
    assert (told.cast, [one.counts for one in told.candidates]) == (10, [SIX, SEVEN])
    assert [one.outcome for one in told.candidates] == ["low", "high"]
    assert not PaperEntry.objects.exists()
    assert Vote.objects.count() == 20


def test_a_paper_list_recounts_too(paper: Opened) -> None:
    for who in (1, 2):
        read(paper, who, lines(SIX, SEVEN))
    sealed = count(ballot=paper.ballot, codes=[], actor=OPERATOR)
    seal = {"salt": bytes(sealed.seal_salt or b"").hex(), "sha256": sealed.seal}
    assert complaints(document_of(sealed) | {"seal": seal}) == []


def test_two_who_read_otherwise_are_told_which_lines_and_both_read_anew(paper: Opened) -> None:
    read(paper, 1, lines(SIX, SEVEN))
    other = lines(SIX, {"high": 8, "invalid": 2})
    assert read(paper, 2, other) == (Standing.DIFFER, (2,))
    assert not PaperEntry.objects.exists()
    assert read(paper, 2, lines(SIX, SEVEN)).standing == Standing.FIRST
    nine = lines({"high": 9}, {"low": 9}, sheets=9)
    assert read(paper, 1, nine) == (Standing.DIFFER, (0, 1, 2))


def test_one_person_does_not_read_twice(paper: Opened) -> None:
    read(paper, 1, lines(SIX, SEVEN))
    with pytest.raises(BallotError, match="chờ người thứ hai"):
        read(paper, 1, lines(SIX, SEVEN))
    with pytest.raises(PermissionDenied):
        read(paper, 7, lines(SIX, SEVEN))


@pytest.mark.parametrize(
    "wrong",
    [
        lines(SIX),
        lines(SIX, {"high": 9}),
        lines(SIX, {"high": 11, "low": -1}),
        lines(SIX, {"purple": 10}),
        lines({"high": 13}, {"high": 13}, sheets=13),
        lines(SIX, {"own": 10}),
    ],
)
def test_lines_that_do_not_add_up_are_refused(paper: Opened, wrong: Counts) -> None:
    with pytest.raises(BallotError, match="cộng lại bằng"):
        read(paper, 1, wrong)


def test_nobody_votes_on_a_device_where_the_ballot_is_on_paper(cell: Cell) -> None:
    opened = cell.opened(electronic=False)
    assert list(to_vote(cell.user(4), cell.year)) == []
    with pytest.raises(BallotError, match="không bỏ phiếu kín trên máy"):
        cast(ballot=opened.ballot, choices={1: "high", 2: "high"}, actor=cell.user(4))
    with pytest.raises(BallotError, match="đang bỏ phiếu"):
        read(opened, 1, lines(SIX, SEVEN))


def test_nobody_reads_sheets_of_a_ballot_on_devices(cell: Cell) -> None:
    opened = cell.opened()
    opened.closed()
    with pytest.raises(BallotError, match="không bỏ phiếu giấy"):
        read(opened, 1, lines(SIX, SEVEN))


# Open
# --------------------------------------------------------------------------------------------------


def say(opened: Opened, who: int, *marks: str) -> None:
    choices: Any = dict(enumerate(marks, start=1))
    record(ballot=opened.ballot, choices=choices, actor=opened.cell.user(who))


def test_an_open_vote_is_by_name_and_changed_until_it_closes(cell: Cell) -> None:
    opened = cell.opened(secret=False)
    say(opened, 4, "low", "low")
    say(opened, 4, "high", "middle")
    for who in (5, 6):
        say(opened, who, "high", "blank")
    rows = OpenVote.objects.filter(voter__person=cell.person(4)).order_by("candidate__no")
    assert [one.choice for one in rows] == ["high", "middle"]
    assert Turnout.objects.count() == 3
    sealed = opened.sealed()
    assert sealed.state == State.SEALED
    told = result_of(sealed)
    assert told is not None
    assert [one.counts for one in told.candidates] == [{"high": 3}, {"blank": 2, "middle": 1}]
    with pytest.raises(ClosedError):
        say(opened, 5, "low", "low")
    assert b'"hidden":false' in recount_file(sealed, cell.user(4))


def test_a_secret_ballot_takes_no_vote_by_name_and_an_open_one_no_envelope(cell: Cell) -> None:
    with pytest.raises(BallotError, match="bỏ phiếu kín"):
        say(cell.opened(), 4, "high", "high")
    opened = cell.opened(ref="open", secret=False)
    with pytest.raises(BallotError, match="không bỏ phiếu kín"):
        opened.vote(4, "high", "high")
