"""Counting: what is carried, what is not told, what is not counted, what nobody changes."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.ballots.house import MORE_THAN_HALF, Cell
from tests.builder import OPERATOR
from thidua.ballots import sealed_keys
from thidua.ballots.cancelling import cancel
from thidua.ballots.casting import cast
from thidua.ballots.cautions import cautions_of
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.errors import BallotError, ClosedError, TamperedError
from thidua.ballots.models import Ballot, State, Turnout, UrnEnvelope, Vote
from thidua.ballots.opening import freeze, open_, take_key
from thidua.ballots.preparing import NewCandidate, change, prepare
from thidua.ballots.results import result_of
from thidua.ballots.rule import Base, Kind

YES_NO = MORE_THAN_HALF.model_copy(
    update={"kind": Kind.YES_NO, "options": {"yes": 2, "no": 1, "no_opinion": 0}}
)


def test_an_empty_urn_carries_nothing(cell: Cell) -> None:
    told = result_of(cell.opened(rule=YES_NO).sealed())
    assert told is not None
    assert (told.cast, [one.outcome for one in told.candidates]) == (0, ["no", "no"])
    assert [one.hidden for one in told.candidates] == [True, True]


def test_under_five_slips_the_outcome_alone_is_told_and_no_row_is_written(cell: Cell) -> None:
    opened = cell.opened(
        voters=range(1, 6),
        rule=MORE_THAN_HALF.model_copy(update={"self_vote": False}),
        candidates=2,
    )
    for number in range(1, 5):
        opened.vote(number, "high", "high")
    sealed = opened.sealed()
    told = result_of(sealed)
    assert told is not None
    assert [(one.outcome, one.counts, one.unanimous) for one in told.candidates] == [
        ("high", None, "")
    ] * 2
    assert not Vote.objects.exists()
    assert "counts': {" not in str(sealed.result)


def test_ones_own_line_is_no_slip_and_hides_that_candidate_alone(cell: Cell) -> None:
    rule = MORE_THAN_HALF.model_copy(update={"self_vote": False, "base": Base.VALID})
    plan = cell.plan(
        voters=range(1, 6),
        rule=rule,
        candidates=[NewCandidate("me", "Người 4", cell.person(4)), NewCandidate("it", "Việc")],
    )
    ballot = freeze(ballot=prepare(matter=cell.matter(), plan=plan, actor=OPERATOR), actor=OPERATOR)
    codes = [take_key(ballot=ballot, actor=cell.user(number)) for number in (1, 2)]
    ballot = open_(ballot=ballot, actor=OPERATOR)
    for number in range(1, 6):  # number 4 sends a grade for themselves: it does not count
        cast(ballot=ballot, choices={1: "high", 2: "low"}, actor=cell.user(number))
    close(ballot=ballot, codes=codes, actor=OPERATOR)
    told = result_of(count(ballot=ballot, codes=codes, actor=OPERATOR))
    assert told is not None
    me, it = told.candidates
    assert (me.counts, me.need, me.base, me.outcome) == (None, None, None, "high")
    assert (it.counts, it.need, it.base) == ({"low": 5}, 3, 5)
    assert set(Vote.objects.values_list("candidate", flat=True)) == {2}


def test_a_chair_who_is_a_candidate_is_allowed_and_warned_of_where_all_holders_are(
    cell: Cell,
) -> None:
    people = [
        NewCandidate(f"c{number}", f"Người {number}", cell.person(number)) for number in (1, 2)
    ]
    ballot = prepare(
        matter=cell.matter(),
        plan=cell.plan(candidates=people, scrutineer=None),
        actor=OPERATOR,
    )
    assert any("mọi người giữ mã" in one.vi for one in cautions_of(ballot))
    change(ballot=ballot, plan=cell.plan(candidates=people), actor=OPERATOR)
    ballot.refresh_from_db()
    assert not any("mọi người giữ mã" in one.vi for one in cautions_of(ballot))


@pytest.mark.parametrize("bad", ["lost", "added", "copied", "broken", "another ballot's"])
def test_an_urn_that_is_not_what_was_put_in_is_not_counted(cell: Cell, bad: str) -> None:
    opened = cell.opened()
    for number in range(1, 7):
        opened.vote(number, "high", "high")
    first = UrnEnvelope.objects.order_by("pk")[0]
    if bad == "lost":
        first.delete()
    elif bad == "added":
        tag = sealed_keys.tag_of(bytes(opened.ballot.salt or b""), cell.person(9).pk)
        info = sealed_keys.bound_to(opened.ballot.pk, opened.ballot.list_sha256)
        stuffed = sealed_keys.envelope(bytes(opened.ballot.public_key or b""), tag, [2, 2], info)
        UrnEnvelope.objects.create(ballot=opened.ballot, envelope=stuffed)
    elif bad == "copied":
        UrnEnvelope.objects.create(ballot=opened.ballot, envelope=first.envelope)
    elif bad == "broken":
        whole = bytearray(first.envelope)
        whole[50] ^= 1
        UrnEnvelope.objects.filter(pk=first.pk).update(envelope=bytes(whole))
    else:
        other = cell.opened(ref="other")
        other.vote(7, "high", "high")
        UrnEnvelope.objects.filter(ballot=other.ballot).update(ballot=opened.ballot)
    opened.closed()
    with pytest.raises(TamperedError):
        count(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)
    assert not Vote.objects.exists()
    assert Ballot.objects.get(pk=opened.ballot.pk).state == State.CLOSED


def test_counted_twice_is_counted_once(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote(4, "high", "high")
    opened.sealed()
    with pytest.raises(BallotError, match="niêm phong"):
        count(ballot=opened.ballot, codes=opened.two(), actor=OPERATOR)
    assert Turnout.objects.count() == 1


def test_the_database_itself_changes_nothing_that_was_counted(cell: Cell) -> None:
    opened = cell.opened()
    for number in range(1, 8):
        opened.vote(number, "high", "high")
    opened.sealed()
    for statement in (
        "UPDATE ballots_vote SET choice = 'low'",
        "DELETE FROM ballots_vote",
        "INSERT INTO ballots_vote SELECT ballot_id, candidate, '\\x00'::bytea, choice "
        "FROM ballots_vote LIMIT 1",
        "UPDATE ballots_receipt SET code = 'AAAAAAAA'",
        "UPDATE ballots_ballot SET title = 'khác'",
        "UPDATE ballots_ballot SET state = 'closed'",
        "DELETE FROM ballots_ballot",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_cancelled_with_a_reason_the_urn_goes_unread(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote(4, "high", "high")
    with pytest.raises(BallotError, match="ghi lý do"):
        cancel(ballot=opened.ballot, reason="  ", actor=OPERATOR)
    cancelled = cancel(ballot=opened.ballot, reason="mất mã", actor=OPERATOR)
    assert (cancelled.cancelled_because, result_of(cancelled)) == ("mất mã", None)
    assert (UrnEnvelope.objects.count(), Vote.objects.count()) == (0, 0)
    with pytest.raises(ClosedError):
        opened.vote(5, "high", "high")
    with pytest.raises(BallotError, match="đã huỷ"):
        cancel(ballot=opened.ballot, reason="lần nữa", actor=OPERATOR)
