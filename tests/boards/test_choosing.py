"""Choosing a level: what is stored, what is refused and why, and that saying it again changes
nothing.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.boards.conftest import BEST, UNTOLD, Table
from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, entry, propose
from thidua.accounts.models import Role
from thidua.boards.actions import Wish, choose
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.subjects.events import timeline
from thidua.vocabulary import SubjectType

At = Callable[..., Table]


def refused(table: Table, *codes: str, **how: str | int) -> ChoiceError:
    before = sorted(Proposal.objects.values_list())
    with pytest.raises(ChoiceError) as error:
        table.choose(*codes, **how)  # type: ignore[arg-type]
    assert sorted(Proposal.objects.values_list()) == before
    return error.value


def test_a_place_inside_the_quota_is_kept_with_who_took_it(table: At) -> None:
    board = table()
    board.choose("M-G1A-04")
    row = board.row("M-G1A-04")
    assert (row.chosen, row.stands, row.unchosen) == (4, 4, False)
    assert (
        Rating.objects.get(
            roster_entry__code="M-G1A-04", roster_entry__subject_type="member"
        ).standing
        == 4
    )
    (happened,) = [
        one for one in timeline(board.entry("M-G1A-04")) if one.what.startswith("Proposal")
    ]
    assert (happened.act, happened.actor, happened.values["chosen"]) == (
        "boards.choose",
        "secretary",
        "outstanding",
    )


def test_good_for_who_reached_outstanding_means_not_chosen(table: At) -> None:
    board = table()
    board.choose("M-G1A-04")
    board.choose("M-G1A-04", level="good")
    row = board.row("M-G1A-04")
    assert (row.chosen, row.stands, row.outside) == (None, 3, True)


def test_saying_it_again_changes_nothing(table: At) -> None:
    board = table()
    assert board.choose("M-G1A-04") == [board.entry("M-G1A-04").pk]
    version = board.row("M-G1A-04").version
    assert board.choose("M-G1A-04", seen=0) == []
    assert board.row("M-G1A-04").version == version


def test_the_pool_takes_no_more_than_its_ceiling(table: At) -> None:
    board = table()
    board.choose(*BEST[:4])
    error = refused(board, BEST[4])
    assert error.why == "ceiling"
    said = str(error)
    assert "Nhóm đã chọn 4/4; muốn chọn thêm, chuyển một trường hợp sang mức khác" in said
    assert "23 từ tốt trở lên" in said
    board.choose(BEST[0], level="good")
    board.choose(BEST[4])
    assert board.row(BEST[4]).stands == 4


def test_lowering_somebody_may_not_push_a_full_pool_over_its_ceiling(table: At) -> None:
    board = table()
    board.choose(*BEST[:4])
    lowered = [f"M-G1B-{number:02}" for number in range(7, 11)]
    assert refused(board, *lowered, level="not_completed", reason="vi phạm").why == "ceiling"
    board.choose(BEST[0], level="good")
    board.choose(*lowered, level="not_completed", reason="vi phạm")
    assert board.row(lowered[0]).stands == 1


def test_a_deviation_needs_its_reason_and_keeps_it(table: At) -> None:
    board = table()
    assert refused(board, "M-G1A-07", level="completed").why == "reason"
    board.choose("M-G1A-07", level="completed", reason="  bỏ sinh hoạt ba tháng ")
    row = board.row("M-G1A-07")
    assert (row.chosen, row.stands, row.reason, row.deviates) == (
        2,
        2,
        "bỏ sinh hoạt ba tháng",
        True,
    )
    board.choose("M-G1A-07", level="good")
    row = board.row("M-G1A-07")
    assert (row.chosen, row.stands, row.reason) == (None, 3, "")


def test_outstanding_is_only_for_who_reached_it(table: At) -> None:
    assert refused(table(), "M-G1A-07").why == "not_reached"


def test_nobody_is_chosen_whose_level_cannot_be_told(table: At) -> None:
    assert refused(table(), UNTOLD, level="good").why == "cannot_tell"


def test_what_is_decided_stays(table: At, cast: Cast, year: Campaign) -> None:
    board = table("U1", SubjectType.COLLECTIVE, OPERATOR)
    (code,) = ["G1"]
    one = entry(year, code, "collective")
    issued = issue_decision(decision=decision(year, cast["U1"], ["collective"]), actor=OPERATOR)
    assert issued.issued
    with pytest.raises(ChoiceError) as error:
        choose(
            board=board.place,
            wishes=[Wish(one.pk, 2, 0)],
            actor=OPERATOR,
            reason="muộn",
        )
    assert error.value.why == "decided"
    assert "U1-QĐ" in str(error.value)


def test_who_acts_on_an_old_view_is_told_who_changed_what_and_when(table: At, cast: Cast) -> None:
    board = table()
    seen = board.row("M-G1A-04").version
    colleague = officer("colleague", Role.GRASSROOTS, cast["G1"])
    table(actor=colleague).choose("M-G1A-04")
    error = refused(board, "M-G1A-04", level="completed", reason="lý do", seen=seen)
    assert error.why == "clash"
    assert "colleague đã đổi thành “Xuất sắc” lúc " in str(error)


def test_a_new_classification_alone_is_no_clash(table: At, year: Campaign) -> None:
    board = table()
    seen = board.row("M-G1A-04").version
    classify(campaign=year, actor=OPERATOR)
    board.choose("M-G1A-04", seen=seen)
    assert board.row("M-G1A-04").stands == 4


def test_many_are_chosen_all_or_none(table: At) -> None:
    board = table()
    error = refused(board, *BEST[:2], "M-G1A-07", UNTOLD)
    assert error.entries == (board.entry("M-G1A-07").pk, board.entry(UNTOLD).pk)
    assert str(error).startswith("Chưa lưu trường hợp nào: Đảng viên M-G1A-07 chưa đạt")
    assert refused(board, *BEST[:5]).why == "ceiling"
    assert len(board.choose(*BEST[:4])) == 4


def test_a_cell_proposes_and_the_committee_sees_it(table: At, cast: Cast) -> None:
    cell = table("G1A", SubjectType.MEMBER, officer("cell", Role.CELL, cast["G1A"]))
    assert not cell.place.decides
    cell.choose("M-G1A-04")
    cell.choose("M-G1A-07", level="completed", reason="hoàn thành chậm")
    row = table().row("M-G1A-07")
    assert (row.proposed, row.chosen, row.stands) == (2, None, 3)
    assert table().row("M-G1A-04").proposed == 4
    assert refused(cell, "M-G1A-08", level="not_completed").why == "reason"


def test_what_was_returned_counts_as_proposed_again(table: At, cast: Cast) -> None:
    cell = table("G1A", SubjectType.MEMBER, officer("cell", Role.CELL, cast["G1A"]))
    cell.choose("M-G1A-07", level="good")
    Proposal.objects.filter(roster_entry=cell.entry("M-G1A-07")).update(returned="xem lại")
    assert cell.row("M-G1A-07").warned
    cell.choose("M-G1A-07", level="good")
    assert cell.row("M-G1A-07").returned == ""


def test_the_reason_of_a_proposal_outlives_a_choice_that_needs_none(table: At, cast: Cast) -> None:
    propose(table().entry("M-G1A-04"), proposed="completed", reason="chi bộ: chậm")
    board = table()
    board.choose("M-G1A-04")
    assert board.row("M-G1A-04").reason == "chi bộ: chậm"


@pytest.mark.parametrize(
    ("role", "where", "board"),
    [
        (Role.AUDITOR, "P", "G1"),
        (Role.INSPECTOR, "U1", "G1"),
        (Role.CELL, "G1A", "G1"),
        (Role.GRASSROOTS, "G3", "G1"),
        (Role.INSPECTOR, "U1", "G1A"),
    ],
)
def test_who_may_not_choose_changes_nothing(
    table: At, cast: Cast, role: Role, where: str, board: str
) -> None:
    other = table(board, SubjectType.MEMBER, officer("other", role, cast[where]))
    with pytest.raises(PermissionDenied):
        other.choose("M-G1A-04")
    assert not Proposal.objects.exists()


def test_a_subject_of_another_board_is_refused(table: At) -> None:
    assert refused_elsewhere(table()).why == "not_here"


def refused_elsewhere(board: Table) -> ChoiceError:
    with pytest.raises(ChoiceError) as error:
        choose(
            board=board.place,
            actor=board.actor,
            wishes=[Wish(board.entry("M-G3A-04").pk, 3, 0)],
        )
    return error.value


def test_only_a_choice_that_can_fill_a_pool_counts_it(
    table: At, django_assert_num_queries: Callable[..., Any]
) -> None:
    """Besides, as for every act inside another transaction: two of its savepoint, two of the outer
    name, the scope; and what ballots came to, which no choice departs from without a reason.
    """
    board = table()
    row = board.row("M-G1A-04")
    board.choose("M-G1A-05")
    with django_assert_num_queries(7 + 7):  # held, read, the pool, its count, the name, two writes
        choose(board=board.place, wishes=[Wish(row.entry, 4, row.version)], actor=board.actor)
    row = board.row("M-G1A-04")
    with django_assert_num_queries(7 + 5):
        choose(board=board.place, wishes=[Wish(row.entry, 3, row.version)], actor=board.actor)


def test_a_cell_that_proposes_again_leaves_the_committee_its_reason(table: At, cast: Cast) -> None:
    table().choose("M-G1A-07", level="completed", reason="bỏ sinh hoạt")
    cell = table("G1A", SubjectType.MEMBER, officer("cell", Role.CELL, cast["G1A"]))
    cell.choose("M-G1A-07", level="good")
    row = table().row("M-G1A-07")
    assert (row.proposed, row.chosen, row.reason) == (3, 2, "bỏ sinh hoạt")
