"""Who may know a ballot, who may count it again, and what rooms that ask get."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.ballots.house import Cell, Opened
from tests.builder import OPERATOR, officer
from tests.html import tight
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.accounts.models import Role
from thidua.ballots.cancelling import cancel
from thidua.ballots.casting import cast
from thidua.ballots.links import address_of
from thidua.ballots.models import Recount
from thidua.ballots.preparing import NewCandidate
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


# Looks by a role, and counting again
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def counted(cell: Cell) -> Opened:
    """Two members and a matter on the paper, counted; one of the two is not called."""
    lines = [
        NewCandidate("four", "Người thứ tư", cell.person(4)),
        NewCandidate("twelve", "Người thứ mười hai", cell.person(12)),
        NewCandidate("matter", "Một việc"),
    ]
    opened = cell.opened(candidates=lines, voters=range(1, 12), members=12)
    for number in range(1, 10):
        opened.vote(number, "high", "low", "low")
    return opened


def _looked_at() -> set[int]:
    return set(Look.objects.values_list("person", flat=True))


def test_a_look_at_the_result_by_a_role_is_written_for_each_on_the_paper(
    cell: Cell, counted: Opened
) -> None:
    inspector = signed_in_now(officer("inspector", Role.INSPECTOR, cell.cast["P"]))
    assert inspector.get(address_of(counted.ballot)).status_code == 200
    assert _looked_at() == set()  # while it is open a page has nobody's votes
    counted.sealed()
    inspector.get(address_of(counted.ballot))
    assert _looked_at() == {cell.person(4).pk, cell.person(12).pk}


def test_no_look_of_a_voter_or_a_holder_is_written_before_or_after(
    cell: Cell, counted: Opened
) -> None:
    """The mark of who has voted bears no time: a look would put one beside it."""
    voters = [signed_in_now(cell.user(number)) for number in (1, 5, 9, 11)]
    for sealed in (False, True):
        if sealed:
            counted.sealed()
        for voter in voters:
            assert voter.get(address_of(counted.ballot)).status_code == 200
    assert _looked_at() == set()


def test_the_last_recount_is_kept_and_told_and_no_voter_is_named(
    cell: Cell, counted: Opened
) -> None:
    sealed = counted.sealed()
    again = f"{address_of(sealed)}dem-lai/"
    voter = signed_in_now(cell.user(5))
    assert "Lần gần nhất" not in tight(voter.get(address_of(sealed)).content.decode())
    voter.post(again)
    shown = tight(voter.get(address_of(sealed)).content.decode())
    assert "một người trong cuộc bỏ phiếu: khớp" in shown
    inspector = officer("inspector", Role.INSPECTOR, cell.cast["P"])
    signed_in_now(inspector).post(again)
    shown = tight(voter.get(address_of(sealed)).content.decode())
    assert f"{inspector.as_actor}: khớp" in shown
    assert [one.by_name for one in Recount.objects.all()] == [inspector.as_actor, ""]
