"""While voting is open: wrong codes, late votes, clocks, names taken off, a changed server."""

import datetime as dt
from functools import partial
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import override_settings

from tests.ballots.house import Cell
from tests.builder import OPERATOR
from thidua.ballots import sealed_keys
from thidua.ballots.acting import database_now
from thidua.ballots.cancelling import cancel
from thidua.ballots.closing import close, close_due
from thidua.ballots.errors import BallotError, ClosedError, WrongCodesError
from thidua.ballots.models import Ballot, State, Turnout, UrnEnvelope
from thidua.ballots.opening import freeze, open_, take_key, unfreeze
from thidua.ballots.parameters import CODES_WAIT, FREE_TRIES
from thidua.ballots.queries import to_vote
from thidua.ballots.results import result_of
from thidua.ballots.striking import strike
from thidua.history.tracking import history_of


def test_wrong_codes_five_times_and_then_a_wait(cell: Cell) -> None:
    opened = cell.opened()
    right, wrong = opened.codes[1], sealed_keys.new_code()
    said = []
    for codes in ([right, wrong], [wrong, right], [wrong, wrong], [right, right], [right]):
        with pytest.raises(WrongCodesError) as error:
            close(ballot=opened.ballot, codes=codes, actor=OPERATOR)
        said.append(str(error.value))
    assert FREE_TRIES == 5
    assert ["Còn thử được 4 lần" in said[0], "0 lần" in said[4]] == [True, True]
    # One right code or none: the sentence is the same but for what is left.
    assert {
        one.replace(str(left), "") for one, left in zip(said, (4, 3, 2, 1, 0), strict=True)
    } == {said[0].replace("4", "")}
    with pytest.raises(WrongCodesError, match="chờ 15 phút"):
        close(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)
    assert Ballot.objects.get().state == State.OPEN
    later = database_now() + CODES_WAIT
    with patch("thidua.ballots.unlocking.database_now", lambda: later):
        closed = close(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)
    assert closed.state == State.CLOSED


def test_a_code_is_read_however_it_is_typed(cell: Cell) -> None:
    opened = cell.opened()
    first, second = opened.two()
    typed = [first.lower().replace("-", " "), f" {second.replace('0', 'o').replace('1', 'l')} "]
    assert close(ballot=opened.ballot, codes=typed, actor=OPERATOR).state == State.CLOSED


def test_the_same_holders_code_twice_is_one_code(cell: Cell) -> None:
    opened = cell.opened()
    with pytest.raises(WrongCodesError):
        close(ballot=opened.ballot, codes=[opened.codes[1]] * 2, actor=OPERATOR)


def test_nobody_is_struck_who_has_voted_and_who_is_struck_votes_no_more(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote(4, "high", "high")
    for number, name in ((4, "voted"), (5, "struck")):
        voter = opened.ballot.voters.get(person=cell.person(number))
        call = partial(
            strike, ballot=opened.ballot, voter=voter, codes=opened.two(), actor=OPERATOR
        )
        if name == "voted":
            with pytest.raises(BallotError, match="đã bỏ phiếu"):
                call(reason="chuyển đi")
        else:
            with pytest.raises(BallotError, match="ghi lý do"):
                call(reason=" ")
            call(reason="chuyển đi")
    with pytest.raises(BallotError, match="chuyển đi"):
        opened.vote(5, "high", "high")
    for number in (1, 2, 3, 6, 7):
        opened.vote(number, "high", "high")
    told = result_of(opened.sealed())
    assert told is not None
    assert (told.members, told.called, told.cast) == (12, 11, 6)


def test_struck_after_the_form_was_opened_the_vote_is_refused_inside_the_lock(cell: Cell) -> None:
    """Sealed before the lock, refused behind it: the list is read again there."""
    opened = cell.opened()

    def strike_meanwhile(*_: object) -> bytes:
        opened.ballot.voters.filter(person=cell.person(5)).update(struck="lúc ấy")
        return b"sealed"

    with (
        patch("thidua.ballots.casting.sealed_vote", strike_meanwhile),
        pytest.raises(BallotError, match="lúc ấy"),
    ):
        opened.vote(5, "high", "high")
    assert not Turnout.objects.exists()


def test_the_hour_is_the_databases_and_a_late_vote_is_told_so(cell: Cell) -> None:
    opened = cell.opened(closes_at=database_now() + dt.timedelta(hours=1))
    opened.vote(4, "high", "high")
    with connection.cursor() as cursor:  # the hour comes, nobody has closed it yet
        cursor.execute("UPDATE ballots_ballot SET closes_at = clock_timestamp()")
    assert list(to_vote(cell.user(5), cell.year)) == []
    with pytest.raises(ClosedError, match="chưa vào hòm"):
        opened.vote(5, "high", "high")
    assert (close_due(), close_due()) == (1, 0)
    closed = Ballot.objects.get()
    assert closed.state == State.CLOSED
    assert history_of(closed, newest=1)[0][1]["actor"] == "Đến giờ đóng"


def test_a_clock_of_the_web_server_changes_nothing(cell: Cell) -> None:
    opened = cell.opened(closes_at=database_now() + dt.timedelta(hours=1))
    years_ago = database_now() - dt.timedelta(days=4000)
    with patch("django.utils.timezone.now", lambda: years_ago):
        opened.vote(4, "high", "high")
        closed = opened.closed()
    assert closed.closed_at is not None
    assert abs(closed.closed_at - database_now()) < dt.timedelta(minutes=5)


def test_an_hour_that_is_past_does_not_open(cell: Cell) -> None:
    ballot = cell.drafted(closes_at=database_now() - dt.timedelta(seconds=1))
    ballot = freeze(ballot=ballot, actor=OPERATOR)
    for holder in (1, 2):
        take_key(ballot=ballot, actor=cell.user(holder))
    with pytest.raises(BallotError, match="giờ đóng"):
        open_(ballot=ballot, actor=OPERATOR)


def test_closed_never_opens_again(cell: Cell) -> None:
    opened = cell.opened()
    opened.closed()
    for act in (open_, freeze, unfreeze):
        with pytest.raises(BallotError, match="đã đóng"):
            act(ballot=opened.ballot, actor=OPERATOR)


def test_a_changed_key_of_the_server_voids_the_ballot(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote(4, "high", "high")
    with override_settings(SECRET_KEY="another one"):
        with pytest.raises(BallotError, match="khoá của máy chủ đã đổi"):
            opened.vote(5, "high", "high")
        with pytest.raises(BallotError, match="khoá của máy chủ đã đổi"):
            close(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)
        voided = cancel(ballot=opened.ballot, reason="đổi máy chủ", actor=OPERATOR)
    assert voided.state == State.CANCELLED
    assert not UrnEnvelope.objects.exists()


def test_another_level_of_isolation_is_refused(transactional_db: None, cell: Cell) -> None:
    opened = cell.opened()
    session = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ"
    with connection.cursor() as cursor:
        cursor.execute(session)
    try:
        with pytest.raises(BallotError, match="READ COMMITTED"):
            opened.vote(4, "high", "high")
    finally:
        connection.close()
    assert not Turnout.objects.exists()
