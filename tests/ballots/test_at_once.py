"""Many at once: two tabs, closing amid casting, two who count."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from tests import cast as the_cast
from tests.ballots.house import Cell
from tests.builder import OPERATOR
from tests.trials import trial_size
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.errors import BallotError, ClosedError
from thidua.ballots.models import Receipt, State, Turnout, UrnEnvelope


@pytest.fixture
def cell(transactional_db: None) -> Cell:
    """Committed, so that other connections see it."""
    made = Cell(the_cast.build(), the_cast.campaign())
    for number in range(1, 13):
        made.user(number)
    return made


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """What each came to, or the error it raised; all begin together, each by its own connection."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except BallotError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_tabs_put_one_vote_into_the_urn(cell: Cell) -> None:
    opened, voter = cell.opened(), cell.user(4)
    marks = ({1: "high", 2: "high"}, {1: "low", 2: "low"})
    found = at_once(
        [lambda one=one: cast(ballot=opened.ballot, choices=one, actor=voter) for one in marks * 3]  # type: ignore[misc]
    )
    assert sum(one.just_now for one in found) == 1  # type: ignore[attr-defined]
    assert len({one.code for one in found}) == 1  # type: ignore[attr-defined]
    assert (Turnout.objects.count(), UrnEnvelope.objects.count()) == (1, 1)


@pytest.mark.trial
def test_closed_amid_casting_what_has_a_receipt_is_counted_and_nothing_else(cell: Cell) -> None:
    for turn in range(trial_size(30)):
        opened = cell.opened(ref=f"turn {turn}")
        codes = opened.two()
        voting = [
            lambda who=who: cast(
                ballot=opened.ballot,  # noqa: B023
                choices={1: "high", 2: "low"},
                actor=cell.user(who),
            )
            for who in range(1, 13)
        ]
        closing = [lambda: close(ballot=opened.ballot, codes=codes, actor=OPERATOR)]  # noqa: B023
        found = at_once([*voting[:6], *closing, *voting[6:]])
        receipts = {one.code for one in found if isinstance(one, tuple)}  # type: ignore[attr-defined]
        late = [one for one in found if isinstance(one, ClosedError)]
        assert len(receipts) + len(late) == 12
        count(ballot=opened.ballot, codes=codes, actor=OPERATOR)
        listed = Receipt.objects.filter(ballot=opened.ballot).values_list("code", flat=True)
        assert set(listed) == receipts


def test_two_who_count_at_once_count_once(cell: Cell) -> None:
    opened = cell.opened()
    for number in range(1, 8):
        opened.vote(number, "high", "low")
    opened.closed()
    found = at_once([lambda: count(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)] * 2)
    assert sum(isinstance(one, BallotError) for one in found) == 1
    opened.ballot.refresh_from_db()
    assert opened.ballot.state == State.SEALED
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT slip) FROM ballots_vote")
        assert cursor.fetchone() == (14, 14)
