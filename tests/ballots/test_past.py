"""Ballots as they were held elsewhere: what is written is what counting leaves."""

import datetime as dt
import json
from typing import Any

import pytest

from tests.ballots.house import Cell
from tests.builder import OPERATOR
from thidua.ballots import recount
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.models import Ballot, OpenVote, State, Turnout, UrnEnvelope, Vote
from thidua.ballots.past import PastBallot, record_past
from thidua.ballots.results import recount_file, result_of
from thidua.seals.verifying import verify

THEN = dt.datetime(2021, 12, 3, 8, tzinfo=dt.UTC)
CODES = ("DEMO-2022-0001", "DEMO-2022-0002", "DEMO-2022-0003")


def past(cell: Cell, ref: str = "matter", **more: Any) -> PastBallot:
    plan = cell.plan(**{name: more.pop(name) for name in list(more) if name in _OF_PLAN})
    papers = {
        person.pk: ["high" if number < 8 else "low", "middle"]
        for number, person in enumerate(plan.voters)
    }
    known: dict[str, Any] = {
        "papers": papers,
        "prepared_at": THEN,
        "opened_at": THEN,
        "closed_at": THEN + dt.timedelta(minutes=20),
    }
    return PastBallot(cell.matter(ref), plan, **(known | more))


_OF_PLAN = {"secret", "electronic", "voters"}


def written(cell: Cell, *ballots: PastBallot) -> list[Ballot]:
    return record_past(campaign=cell.year, ballots=ballots, actor=OPERATOR)


@pytest.mark.parametrize(
    "way", [{}, {"electronic": False}, {"secret": False}], ids=["urn", "paper", "by name"]
)
def test_the_script_counts_it_again_and_its_seal_is_whole(cell: Cell, way: dict[str, Any]) -> None:
    (ballot,) = written(cell, past(cell, **way))
    result = result_of(ballot)
    assert result is not None
    assert [(one.outcome, one.counts) for one in result.candidates] == [
        ("high", {"high": 8, "low": 4}),
        ("middle", {"middle": 12}),
    ]
    document = json.loads(recount_file(ballot, OPERATOR))
    assert [*recount.complaints(document), *recount.miscounted(document)] == []
    assert verify().whole


def test_a_secret_one_keeps_nobodys_vote(cell: Cell) -> None:
    (ballot,) = written(cell, past(cell))
    assert Turnout.objects.filter(voter__ballot=ballot).count() == 12
    assert Vote.objects.filter(ballot=ballot).count() == 24
    assert not OpenVote.objects.exists()
    assert not UrnEnvelope.objects.exists()


def test_under_five_slips_nothing_but_the_outcome_is_written(cell: Cell) -> None:
    (ballot,) = written(cell, past(cell, voters=range(1, 5)))
    result = result_of(ballot)
    assert result is not None
    assert all(one.counts is None for one in result.candidates)
    assert not Vote.objects.exists()


def test_an_open_one_is_closed_and_counted_by_the_codes_it_was_given(cell: Cell) -> None:
    holders = [cell.person(number).pk for number in (1, 2, 3)]
    (ballot,) = written(
        cell, past(cell, closed_at=None, codes=dict(zip(holders, CODES, strict=True)))
    )
    assert ballot.state == State.OPEN
    assert UrnEnvelope.objects.filter(ballot=ballot).count() == 12
    ballot = close(ballot=ballot, codes=CODES[1:], actor=OPERATOR)
    ballot = count(ballot=ballot, codes=CODES[:2], actor=OPERATOR)
    result = result_of(ballot)
    assert result is not None
    assert [one.outcome for one in result.candidates] == ["high", "middle"]
