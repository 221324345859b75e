"""A secret ballot on devices, from the draft to what was counted."""

import pytest

from tests.ballots.house import Cell
from tests.builder import OPERATOR
from thidua.ballots.casting import cast, receipt_for
from thidua.ballots.counting import count
from thidua.ballots.errors import BallotError, ClosedError
from thidua.ballots.models import KeyBox, KeyHolder, Receipt, State, Turnout, UrnEnvelope, Vote
from thidua.ballots.queries import one_visible, to_vote, who_has_voted
from thidua.ballots.results import outcomes_of, result_of

SIX_HIGH = {number: ("high" if number <= 7 else "low", "middle") for number in range(1, 13)}


def test_a_ballot_is_voted_counted_and_sealed(cell: Cell) -> None:
    opened = cell.opened()
    receipts = opened.vote_all(SIX_HIGH)
    sealed = opened.sealed()
    told = result_of(sealed)
    assert told is not None
    assert (told.members, told.called, told.present, told.cast) == (12, 12, 12, 12)
    first, second = told.candidates
    assert (first.outcome, first.need, first.base, dict(first.counts or {})) == (
        "high",
        7,
        12,
        {"high": 7, "low": 5},
    )
    assert (second.outcome, second.unanimous) == ("middle", "middle")
    assert outcomes_of("trial", ["matter"]) == {"matter": told.candidates}
    assert sealed.state == State.SEALED
    assert len(sealed.seal) == 64
    listed = Receipt.objects.values_list("code", flat=True)
    assert sorted(listed) == sorted(receipts.values())


def test_after_the_count_votes_and_marks_are_there_and_nothing_between_them(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote_all(SIX_HIGH)
    assert UrnEnvelope.objects.count() == 12
    assert KeyBox.objects.count() == 3
    opened.sealed()
    assert (UrnEnvelope.objects.count(), KeyBox.objects.count(), KeyHolder.objects.count()) == (
        0,
        0,
        0,
    )
    assert (Turnout.objects.count(), Vote.objects.count()) == (12, 24)


def test_while_it_is_open_who_has_voted_is_known_and_no_part_of_the_result(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote(4, "high", "low")
    assert len(who_has_voted(opened.ballot)) == 1
    assert result_of(opened.ballot) is None
    assert list(to_vote(cell.user(4), cell.year)) == []
    assert list(to_vote(cell.user(5), cell.year)) == [opened.ballot]
    assert one_visible(cell.user(5), opened.ballot.pk) == opened.ballot


def test_any_two_of_three_holders_open_the_urn(cell: Cell) -> None:
    opened = cell.opened()
    opened.vote_all(SIX_HIGH)
    opened.closed()
    counted = count(ballot=opened.ballot, codes=opened.two(3, 2), actor=OPERATOR)
    assert counted.state == State.SEALED


def test_a_sent_vote_is_not_changed_and_the_receipt_is_shown_again(cell: Cell) -> None:
    opened = cell.opened()
    code = opened.vote(4, "high", "low")
    again = cast(ballot=opened.ballot, choices={1: "low", 2: "low"}, actor=cell.user(4))
    assert (again.code, again.just_now) == (code, False)
    assert receipt_for(opened.ballot, cell.user(4)) == code
    assert receipt_for(opened.ballot, cell.user(5)) == ""
    assert UrnEnvelope.objects.count() == 1


def test_a_vote_after_closing_is_not_in_the_urn(cell: Cell) -> None:
    opened = cell.opened()
    opened.closed()
    with pytest.raises(ClosedError):
        opened.vote(4, "high", "low")
    assert not Turnout.objects.exists()
    assert not UrnEnvelope.objects.exists()


@pytest.mark.parametrize("marks", [(), ("high",), ("high", "purple"), ("own", "high")])
def test_a_paper_with_a_line_missing_or_an_option_that_is_none_is_refused(
    cell: Cell, marks: tuple[str, ...]
) -> None:
    opened = cell.opened()
    with pytest.raises(BallotError):
        opened.vote(4, *marks)
    assert not Turnout.objects.exists()
