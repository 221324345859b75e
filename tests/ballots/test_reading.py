"""Who may know a ballot, who may count it again, and what rooms that ask get."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.ballots.house import Cell
from tests.builder import OPERATOR, officer
from thidua.accounts.models import Role
from thidua.ballots.cancelling import cancel
from thidua.ballots.casting import cast
from thidua.ballots.queries import of_purpose, one_visible, to_vote, visible_to
from thidua.ballots.results import may_recount, outcomes_of, recount_file


def test_it_is_known_to_voters_holders_and_whoever_sees_the_unit(cell: Cell) -> None:
    ballot = cell.drafted(voters=range(1, 7), members=12, scrutineer=cell.person(9))
    inside = [cell.user(number) for number in (1, 6, 9)]
    inside += [
        officer("cell", Role.CELL, cell.cast["G1A"]),
        officer("above", Role.UPPER_LEVEL, cell.cast["U1"]),
        officer("inspector", Role.INSPECTOR, cell.cast["P"]),
    ]
    outside = [cell.user(10), officer("elsewhere", Role.GRASSROOTS, cell.cast["G3"])]
    outside.append(officer("beside", Role.CELL, cell.cast["G1B"]))
    outside.append(officer("nobody", None, None))
    for user in inside:
        assert list(visible_to(user, cell.year)) == [ballot], user
        assert one_visible(user, ballot.pk) == ballot
    for user in outside:
        assert not visible_to(user, cell.year).exists(), user
        assert one_visible(user, ballot.pk) is None


def test_who_may_know_a_sealed_ballot_may_count_it_again_and_nobody_else(cell: Cell) -> None:
    opened = cell.opened(voters=range(1, 7))
    assert not may_recount(cell.user(5), opened.ballot)
    for number in range(1, 6):
        opened.vote(number, "high", "low")
    sealed = opened.sealed()
    assert may_recount(cell.user(6), sealed)
    assert recount_file(sealed, officer("inspector", Role.INSPECTOR, cell.cast["P"]))
    for user in (cell.user(10), officer("elsewhere", Role.UPPER_LEVEL, cell.cast["U2"])):
        with pytest.raises(PermissionDenied):
            recount_file(sealed, user)


def test_what_is_to_vote_on_is_what_is_open_and_not_voted_yet(cell: Cell) -> None:
    cell.drafted(ref="draft")
    opened, voter = cell.opened(ref="open"), cell.user(4)
    assert list(to_vote(voter, cell.year)) == [opened.ballot]
    assert list(to_vote(OPERATOR, cell.year)) == []
    assert list(to_vote(officer("nobody", None, None), cell.year)) == []
    cast(ballot=opened.ballot, choices={1: "high", 2: "low"}, actor=voter)
    assert list(to_vote(voter, cell.year)) == []


def test_rooms_that_ask_get_results_by_their_own_words_sealed_ones_alone(cell: Cell) -> None:
    running, opened = cell.opened(ref="running"), cell.opened(ref="sealed")
    gone = cell.opened(ref="gone")
    cancel(ballot=gone.ballot, reason="lập nhầm", actor=OPERATOR)
    for number in range(1, 9):
        running.vote(number, "high", "low")
        opened.vote(number, "high", "low")
    opened.sealed()
    found = outcomes_of("trial", ["running", "sealed", "gone", "unknown"])
    assert {ref: [(one.ref, one.outcome) for one in told] for ref, told in found.items()} == {
        "sealed": [("c1", "high"), ("c2", "low")]
    }
    assert not outcomes_of("other", ["sealed"])
    assert of_purpose("trial", ["running", "gone"]).count() == 2
