"""kill -9 at every step of a ballot: opening, casting, stopping, counting, sealing. Afterwards it
stands in one state, nothing is doubled, and the act done again gives what it would have given.
"""

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, connections

from tests import cast as the_cast
from tests.ballots.house import Cell, Opened, trial_purpose
from tests.builder import OPERATOR
from thidua.ballots import sealed_keys
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.errors import ClosedError
from thidua.ballots.models import Ballot, KeyBox, Receipt, State, Turnout, UrnEnvelope, Vote
from thidua.ballots.opening import freeze, open_, take_key
from thidua.ballots.results import result_of
from thidua.seals.models import Link
from thidua.seals.verifying import verify

Kill = Callable[[], object]


def kill_myself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def lose_the_database() -> None:
    """The server's process for this connection ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sealed_keys, "WORK", 2)
    with trial_purpose():
        yield


@pytest.fixture
def cell(transactional_db: None) -> Cell:
    """Committed, so that another process finds it."""
    return Cell(the_cast.build(), the_cast.campaign())


@contextmanager
def deadly_after(target: str, kill: Kill) -> Iterator[None]:
    """Inside the block a function of the room is done, and then the process ends."""
    module, _, name = target.rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)

    def done_and_dead(*args: Any, **kwargs: Any) -> object:
        found = real(*args, **kwargs)
        kill()
        return found

    with patch(target, done_and_dead):
        yield


def killed(act: Callable[[], object], target: str, kill: Kill) -> None:
    """Do an act in a process of its own that ends after one step ("": after the act itself)."""
    connections.close_all()
    with warnings.catch_warnings():  # newer Pythons warn of forking beside threads: it dies at once
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            if target:
                with deadly_after(target, kill):
                    act()
            else:
                act()
                kill_myself()
        finally:
            os._exit(1 if kill is kill_myself else 0)
    _, status = os.waitpid(child, 0)
    ended_as_meant = os.WIFSIGNALED(status) if kill is kill_myself else status == 0
    assert ended_as_meant, f"the step {target or 'after all'} was never reached"


HERE = "thidua.ballots."
KILLS = pytest.mark.parametrize("kill", [kill_myself, lose_the_database])


def steps(*names: str) -> pytest.MarkDecorator:
    """Steps before the commit: what was done by then is undone."""
    return pytest.mark.parametrize("step", [HERE + name for name in names])


# Opening
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def frozen(cell: Cell) -> Opened:
    """Everything is there but the opening."""
    ballot = freeze(ballot=cell.drafted(), actor=OPERATOR)
    codes = {who: take_key(ballot=ballot, actor=cell.user(who)) for who in (1, 2, 3)}
    return Opened(cell, ballot, codes)


@KILLS
@steps("opening.database_now", "opening.lock_urn", "sealed_keys.key_mac")
def test_killed_while_opening_it_is_frozen_and_opens_again(
    frozen: Opened, step: str, kill: Kill
) -> None:
    killed(lambda: open_(ballot=frozen.ballot, actor=OPERATOR), step, kill)
    assert Ballot.objects.get().state == State.FROZEN
    assert not KeyBox.objects.exists()
    frozen.ballot = open_(ballot=frozen.ballot, actor=OPERATOR)
    frozen.vote(4, "high", "high")
    assert frozen.sealed().state == State.SEALED


def test_killed_after_opening_it_is_open_and_whole(frozen: Opened) -> None:
    killed(lambda: open_(ballot=frozen.ballot, actor=OPERATOR), "", kill_myself)
    frozen.ballot = Ballot.objects.get()
    assert frozen.ballot.state == State.OPEN
    frozen.vote(4, "high", "high")
    assert frozen.sealed().state == State.SEALED


# Casting
# --------------------------------------------------------------------------------------------------

HIGH = {1: "high", 2: "low"}


def _in_the_urn() -> tuple[int, int]:
    return Turnout.objects.count(), UrnEnvelope.objects.count()


@KILLS
@steps("casting.sealed_vote", "casting.require_open", "casting.mark_voted", "casting.put_into_urn")
def test_killed_while_casting_nothing_is_in_the_urn_and_it_is_cast_again(
    cell: Cell, step: str, kill: Kill
) -> None:
    opened, voter = cell.opened(), cell.user(4)
    killed(lambda: cast(ballot=opened.ballot, choices=HIGH, actor=voter), step, kill)
    assert _in_the_urn() == (0, 0)
    assert cast(ballot=opened.ballot, choices=HIGH, actor=voter).just_now
    assert _in_the_urn() == (1, 1)


def test_killed_after_casting_it_is_in_the_urn_once(cell: Cell) -> None:
    opened, voter = cell.opened(), cell.user(4)
    killed(lambda: cast(ballot=opened.ballot, choices=HIGH, actor=voter), "", kill_myself)
    assert _in_the_urn() == (1, 1)
    again = cast(ballot=opened.ballot, choices={1: "low", 2: "low"}, actor=voter)
    assert not again.just_now
    assert _in_the_urn() == (1, 1)
    opened.sealed()
    assert list(Receipt.objects.values_list("code", flat=True)) == [again.code]


# Stopping
# --------------------------------------------------------------------------------------------------


@KILLS
@steps("closing.urn_key", "closing._closed")
def test_killed_while_closing_it_is_open_and_takes_votes(cell: Cell, step: str, kill: Kill) -> None:
    opened = cell.opened()
    killed(lambda: close(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR), step, kill)
    assert Ballot.objects.get().state == State.OPEN
    opened.vote(4, "high", "low")
    assert opened.closed().state == State.CLOSED


def test_killed_after_closing_it_is_closed_and_takes_none(cell: Cell) -> None:
    opened = cell.opened()
    killed(lambda: close(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR), "", kill_myself)
    with pytest.raises(ClosedError):
        opened.vote(4, "high", "low")
    opened.ballot = Ballot.objects.get()
    assert count(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR).state == State.SEALED


# Counting and sealing
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(cell: Cell) -> Opened:
    """Nine have voted, seven of them alike on the first line."""
    opened = cell.opened()
    for number in range(1, 10):
        opened.vote(number, "high" if number < 8 else "low", "middle")
    opened.closed()
    return opened


def _is_counted_once() -> None:
    ballot = Ballot.objects.get()
    told = result_of(ballot)
    assert told is not None
    assert [one.counts for one in told.candidates] == [{"high": 7, "low": 2}, {"middle": 9}]
    rows = (Vote.objects.count(), Receipt.objects.count(), Turnout.objects.count())
    assert (rows, UrnEnvelope.objects.count(), KeyBox.objects.count()) == ((18, 9, 9), 0, 0)
    assert Link.objects.filter(kind="ballot").count() == 1
    assert verify().broken is None


COUNTING = (
    "counting.urn_key",
    "counting._slips",
    "counting.what_came",
    "counting.write_votes",
    "counting.write_receipts",
    "counting.empty_urn",
    "counting._seal",
    "counting.seal",
)


@KILLS
@steps(*COUNTING)
def test_killed_while_counting_it_is_closed_takes_no_vote_and_counts_the_same(
    closed: Opened, step: str, kill: Kill
) -> None:
    killed(lambda: count(ballot=closed.ballot, codes=closed.two(), actor=OPERATOR), step, kill)
    assert Ballot.objects.get().state == State.CLOSED
    assert (_in_the_urn(), Vote.objects.count(), Link.objects.count()) == ((9, 9), 0, 0)
    with pytest.raises(ClosedError):
        closed.vote(10, "high", "high")
    count(ballot=closed.ballot, codes=closed.two(), actor=OPERATOR)
    _is_counted_once()


def test_killed_after_counting_it_is_sealed(closed: Opened) -> None:
    killed(lambda: count(ballot=closed.ballot, codes=closed.two(), actor=OPERATOR), "", kill_myself)
    _is_counted_once()
