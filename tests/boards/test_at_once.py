"""Two officers at the same moment: one last place, one row, and never a pool over its ceiling."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.boards.conftest import BEST, Table
from tests.cast import Cast, build
from thidua.boards.actions import Wish, choose
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.counting import count_of, pools_of
from thidua.vocabulary import SubjectType

At = Callable[..., Table]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The shared province, where other connections see it."""
    return build()


@pytest.fixture
def board(cast: Cast, table: At) -> Table:
    """G1's board with one place left."""
    made = table()
    made.choose(*BEST[:3])
    return made


def at_once(board: Table, wishes: list[Wish]) -> list[str]:
    """Each wish sent by its own connection, all at the same moment; what became of each."""
    ready = Barrier(len(wishes))

    def send(wish: Wish) -> str:
        try:
            ready.wait(30)
            choose(board=board.place, wishes=[wish], actor=board.actor, reason="lý do")
        except ChoiceError as error:
            return error.why
        else:
            return "saved"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(wishes)) as pool:
        return sorted(pool.map(send, wishes))


def test_the_last_place_is_taken_once(board: Table) -> None:
    rows = [board.row(code) for code in BEST[3:]]
    assert at_once(board, [Wish(row.entry, 4, row.version) for row in rows]) == [
        "ceiling",
        "ceiling",
        "saved",
    ]
    (pool,) = pools_of(board.entry(BEST[0]), board.place.framework)
    assert count_of(board.year, board.place.framework, pool).outstanding == 4


def test_of_two_who_change_one_row_one_wins_and_the_other_is_told(board: Table) -> None:
    row = board.row("M-G1A-07")
    assert at_once(board, [Wish(row.entry, 2, row.version), Wish(row.entry, 1, row.version)]) == [
        "clash",
        "saved",
    ]


def test_two_who_want_the_same_both_get_it(board: Table) -> None:
    row = board.row(BEST[3])
    assert at_once(board, [Wish(row.entry, 4, row.version)] * 2) == ["saved", "saved"]
    assert board.row(BEST[3]).stands == 4
    assert board.place.kind == SubjectType.MEMBER
