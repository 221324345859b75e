"""Before voting begins: what is refused, who holds a code, who keeps a ballot."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.ballots.house import MORE_THAN_HALF, Cell
from tests.builder import OPERATOR, officer
from thidua.accounts.models import Role
from thidua.ballots import sealed_keys
from thidua.ballots.cancelling import cancel
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.errors import BallotError, WrongCodesError
from thidua.ballots.models import Ballot, KeyHolder, State
from thidua.ballots.opening import freeze, open_, take_key, unfreeze
from thidua.ballots.preparing import NewCandidate, change, prepare


@pytest.mark.parametrize(
    ("change_of_plan", "said"),
    [
        ({"candidates": 0}, "có ai, việc gì để bỏ phiếu"),
        ({"voters": []}, "danh sách bỏ phiếu đang trống"),
        ({"members": 11}, "không thể nhiều hơn"),
        ({"present": 13}, "không thể nhiều hơn"),
        ({"rule": MORE_THAN_HALF.model_copy(update={"part": 3})}, "quy tắc tính kết quả"),
        ({"rule": MORE_THAN_HALF.model_copy(update={"options": {"x": 1, "y": 2}})}, "quy tắc"),
    ],
)
def test_a_plan_by_which_nobody_can_vote_is_refused(
    cell: Cell, change_of_plan: dict[str, Any], said: str
) -> None:
    with pytest.raises(BallotError, match=said):
        cell.drafted(**change_of_plan)
    assert not Ballot.objects.exists()


def test_chair_secretary_and_scrutineer_are_different_people(cell: Cell) -> None:
    with pytest.raises(BallotError, match="khác nhau"):
        cell.drafted(secretary=cell.person(1))
    with pytest.raises(BallotError, match="khác nhau"):
        cell.drafted(scrutineer=cell.person(2))


def test_a_candidate_stands_once(cell: Cell) -> None:
    twice = [NewCandidate("one", "Việc một"), NewCandidate("one", "Việc một")]
    with pytest.raises(BallotError, match="hai dòng"):
        prepare(matter=cell.matter(), plan=cell.plan(candidates=twice), actor=OPERATOR)


def test_one_matter_has_one_ballot_until_it_is_cancelled(cell: Cell) -> None:
    first = cell.drafted()
    with pytest.raises(BallotError, match="đã có một cuộc bỏ phiếu"):
        cell.drafted()
    cancel(ballot=first, reason="lập nhầm", actor=OPERATOR)
    assert cell.drafted().state == State.DRAFT


def test_a_frozen_list_is_changed_only_after_it_is_a_draft_again(cell: Cell) -> None:
    ballot = freeze(ballot=cell.drafted(), actor=OPERATOR)
    with pytest.raises(BallotError, match="đã chốt danh sách"):
        change(ballot=ballot, plan=cell.plan(candidates=3), actor=OPERATOR)
    old = take_key(ballot=ballot, actor=cell.user(1))
    ballot = unfreeze(ballot=ballot, actor=OPERATOR)
    assert not KeyHolder.objects.exists()
    changed = change(ballot=ballot, plan=cell.plan(candidates=3), actor=OPERATOR)
    assert changed.candidates.count() == 3
    assert take_key(ballot=freeze(ballot=changed, actor=OPERATOR), actor=cell.user(1)) != old


@pytest.mark.parametrize(("present", "opens"), [(7, False), (8, True)])
def test_without_a_quorum_it_does_not_open(cell: Cell, *, present: int, opens: bool) -> None:
    ballot = freeze(ballot=cell.drafted(present=present), actor=OPERATOR)
    for holder in (1, 2):
        take_key(ballot=ballot, actor=cell.user(holder))
    if opens:
        assert open_(ballot=ballot, actor=OPERATOR).state == State.OPEN
    else:
        with pytest.raises(BallotError, match="cần 8"):
            open_(ballot=ballot, actor=OPERATOR)


def test_with_one_code_taken_it_does_not_open(cell: Cell) -> None:
    ballot = freeze(ballot=cell.drafted(), actor=OPERATOR)
    take_key(ballot=ballot, actor=cell.user(1))
    take_key(ballot=ballot, actor=cell.user(1))
    with pytest.raises(BallotError, match="mới có 1 người"):
        open_(ballot=ballot, actor=OPERATOR)


def test_a_code_taken_again_makes_the_first_worth_nothing(cell: Cell) -> None:
    ballot = freeze(ballot=cell.drafted(), actor=OPERATOR)
    first = take_key(ballot=ballot, actor=cell.user(1))
    again, other = (take_key(ballot=ballot, actor=cell.user(number)) for number in (1, 2))
    ballot = open_(ballot=ballot, actor=OPERATOR)
    with pytest.raises(WrongCodesError):
        close(ballot=ballot, codes=[first, other], actor=OPERATOR)
    assert close(ballot=ballot, codes=[again, other], actor=OPERATOR).state == State.CLOSED


def test_a_key_that_was_slipped_in_is_not_taken(cell: Cell) -> None:
    ballot = freeze(ballot=cell.drafted(), actor=OPERATOR)
    for holder in (1, 2):
        take_key(ballot=ballot, actor=cell.user(holder))
    stranger = sealed_keys.public_bytes(sealed_keys.new_urn_key())
    KeyHolder.objects.filter(ballot=ballot, person=cell.person(2)).update(public_key=stranger)
    with pytest.raises(BallotError, match="khoá của máy chủ đã đổi"):
        open_(ballot=ballot, actor=OPERATOR)


# Who may
# --------------------------------------------------------------------------------------------------


def test_a_member_votes_and_keeps_nothing(cell: Cell) -> None:
    opened, member = cell.opened(), cell.user(5)
    with pytest.raises(PermissionDenied):
        close(ballot=opened.ballot, codes=opened.two(), actor=member)
    with pytest.raises(PermissionDenied):
        cancel(ballot=opened.ballot, reason="không thích", actor=member)
    with pytest.raises(PermissionDenied):
        prepare(matter=cell.matter("other"), plan=cell.plan(), actor=member)
    with pytest.raises(BallotError, match="chỉ trao cho"):
        take_key(
            ballot=freeze(ballot=cell.drafted(ref="third"), actor=OPERATOR), actor=cell.user(5)
        )


def test_chair_and_secretary_keep_it_without_a_role_and_the_scrutineer_does_not(cell: Cell) -> None:
    opened = cell.opened()
    with pytest.raises(PermissionDenied):
        close(ballot=opened.ballot, codes=opened.two(), actor=cell.user(3))
    assert close(ballot=opened.ballot, codes=opened.two(), actor=cell.user(2)).closed_at is not None


def test_a_grassroots_officer_keeps_a_cells_ballot_and_one_further_above_does_not(
    cell: Cell,
) -> None:
    near = officer("near", Role.GRASSROOTS, cell.cast["G1"])
    far = officer("far", Role.UPPER_LEVEL, cell.cast["U1"])
    assert prepare(matter=cell.matter("near"), plan=cell.plan(), actor=near).state == State.DRAFT
    with pytest.raises(PermissionDenied):
        prepare(matter=cell.matter("far"), plan=cell.plan(), actor=far)


def test_who_is_on_no_list_does_not_vote(cell: Cell) -> None:
    opened = cell.opened(voters=range(1, 7))
    with pytest.raises(BallotError, match="không có tên"):
        opened.vote(9, "high", "high")
    with pytest.raises(BallotError, match="hồ sơ đảng viên"):
        cast(
            ballot=opened.ballot,
            choices={1: "high", 2: "high"},
            actor=officer("nobody", None, None),
        )
