"""A member's commitment: written, sent, answered; two tabs; who may not."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied

from tests.builder import spell
from tests.cast import Cast
from tests.commitments.conftest import DUE
from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.commitments.answering import (
    accept_commitment,
    note_done,
    reopen_commitment,
    return_commitment,
)
from thidua.commitments.errors import CommitmentError, ConflictError
from thidua.commitments.models import Commitment
from thidua.commitments.queries import (
    commitments_visible_to,
    last_done,
    lines_of_cell,
    to_answer,
    waiting_in,
)
from thidua.commitments.writing import (
    Words,
    save_commitment,
    send_commitment,
    take_back,
    words_of,
)
from thidua.submissions.errors import SubmissionError

Who = Callable[[str], User]
ITEMS = [
    Words("Vận động 40 hộ thôn 1 phân loại rác", dt.date(2021, 8, 31), "Bí thư chi bộ"),
    Words("Dự đủ sinh hoạt chi bộ, phát biểu ít nhất 6 buổi"),
]


def save(year: Campaign, who: Who, name: str = "member", **changes: Any) -> Commitment:
    user = who(name)
    known: dict[str, Any] = {"person": user.person, "items": ITEMS, "revision": 0, "actor": user}
    return save_commitment(campaign=year, **(known | changes))


def sent(year: Campaign, who: Who) -> Commitment:
    return send_commitment(commitment=save(year, who), actor=who("member"))


def test_a_commitment_goes_to_the_cell_and_is_accepted(year: Campaign, who: Who) -> None:
    commitment = sent(year, who)
    assert (commitment.cell.code, commitment.due_on, commitment.late_reason) == ("G1A", DUE, "")
    accepted = accept_commitment(commitment=commitment, actor=who("secretary"))
    assert (accepted.status, accepted.answered_by) == ("accepted", who("secretary"))
    assert words_of(accepted) == ITEMS


def test_items_without_text_are_left_out_and_the_order_stays(year: Campaign, who: Who) -> None:
    commitment = save(
        year, who, items=[Words(""), ITEMS[1], Words("", None, "Tổ trưởng"), ITEMS[0]]
    )
    assert words_of(commitment) == [ITEMS[1], ITEMS[0]]


def test_two_tabs_lose_nothing(year: Campaign, who: Who) -> None:
    first = save(year, who)
    second = save(year, who, items=[ITEMS[0]], revision=first.revision)
    with pytest.raises(ConflictError) as caught:
        save(year, who, items=[ITEMS[1]], revision=first.revision)
    assert list(caught.value.theirs) == [ITEMS[0]]
    assert caught.value.commitment.revision == second.revision
    assert words_of(Commitment.objects.get()) == [ITEMS[0]]


def test_two_tabs_that_both_begin(year: Campaign, who: Who) -> None:
    save(year, who)
    with pytest.raises(ConflictError):
        save(year, who, items=[ITEMS[1]])
    assert Commitment.objects.count() == 1


def test_the_same_words_twice_are_saved_once(year: Campaign, who: Who) -> None:
    first = save(year, who)
    assert save(year, who, revision=0).revision == first.revision


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([Words(f"Điều {n}") for n in range(11)], "nhiều nhất 10"),
        ([Words("Xong", dt.date(2022, 1, 1))], "điều 1: ngày xong phải nằm trong năm 2021"),
    ],
)
def test_limits(year: Campaign, who: Who, items: list[Words], said: str) -> None:
    with pytest.raises(CommitmentError, match=said):
        save(year, who, items=items)
    assert not Commitment.objects.exists()


def test_ten_items_may_stand_there(year: Campaign, who: Who) -> None:
    assert save(year, who, items=[Words(f"Điều {n}") for n in range(10)]).items.count() == 10


def test_nothing_is_not_sent(year: Campaign, who: Who) -> None:
    commitment = save(year, who, items=[])
    with pytest.raises(CommitmentError, match="ít nhất một điều"):
        send_commitment(commitment=commitment, actor=who("member"))


def test_late_needs_a_reason_and_is_marked(
    year: Campaign, who: Who, settings: LazySettings
) -> None:
    commitment = save(year, who)
    settings.TODAY = DUE
    settings.TODAY = DUE + dt.timedelta(days=1)
    with pytest.raises(CommitmentError, match="31/03/2021"):
        send_commitment(commitment=commitment, actor=who("member"), late_reason=" ")
    late = send_commitment(commitment=commitment, actor=who("member"), late_reason="Nằm viện")
    assert (late.status, late.late_reason) == ("sent", "Nằm viện")


def test_sent_is_changed_only_once_it_is_taken_back(year: Campaign, who: Who) -> None:
    commitment = sent(year, who)
    with pytest.raises(SubmissionError):
        save(year, who, items=[ITEMS[0]], revision=commitment.revision)
    take_back(commitment=commitment, actor=who("member"))
    assert words_of(save(year, who, items=[ITEMS[0]], revision=commitment.revision)) == [ITEMS[0]]


def test_a_return_needs_a_reason_and_comes_back(year: Campaign, who: Who) -> None:
    commitment = sent(year, who)
    with pytest.raises(SubmissionError, match="lý do"):
        return_commitment(commitment=commitment, reason=" ", actor=who("secretary"))
    returned = return_commitment(commitment=commitment, reason="Rõ hơn", actor=who("secretary"))
    assert (returned.status, returned.reason) == ("returned", "Rõ hơn")
    again = save(year, who, items=[ITEMS[0]], revision=returned.revision)
    assert send_commitment(commitment=again, actor=who("member")).version == 2


def test_accepted_is_opened_again_with_a_reason(year: Campaign, who: Who) -> None:
    accepted = accept_commitment(commitment=sent(year, who), actor=who("secretary"))
    opened = reopen_commitment(commitment=accepted, reason="Đổi việc", actor=who("secretary"))
    assert opened.status == "returned"


@pytest.mark.parametrize(
    "name", ["secretary_outside", "grassroots_outside", "inspector", "member", "colleague"]
)
def test_nobody_else_answers(year: Campaign, who: Who, name: str) -> None:
    with pytest.raises((PermissionDenied, CommitmentError)):
        accept_commitment(commitment=sent(year, who), actor=who(name))
    assert Commitment.objects.get().status == "sent"


def test_a_secretary_does_not_answer_their_own_but_the_committee_above(
    year: Campaign, who: Who
) -> None:
    own = send_commitment(commitment=save(year, who, "secretary"), actor=who("secretary"))
    with pytest.raises(CommitmentError, match="chính đồng chí"):
        accept_commitment(commitment=own, actor=who("secretary"))
    assert list(to_answer(scope_of(who("secretary")), year)) == []
    assert list(to_answer(scope_of(who("grassroots")), year)) == [own]
    assert accept_commitment(commitment=own, actor=who("grassroots")).status == "accepted"


def test_a_draft_is_read_by_its_writer_alone(year: Campaign, who: Who) -> None:
    save(year, who)
    readers = [
        name
        for name in ("member", "secretary", "grassroots", "inspector", "colleague")
        if commitments_visible_to(who(name), year).exists()
    ]
    assert readers == ["member"]


def test_what_is_sent_is_read_above_and_nowhere_else(year: Campaign, who: Who) -> None:
    sent(year, who)
    names = ("member", "secretary", "grassroots", "inspector")
    assert all(commitments_visible_to(who(name), year).exists() for name in names)
    others = ("colleague", "secretary_outside", "grassroots_outside", "as_cell")
    assert not any(commitments_visible_to(who(name), year).exists() for name in others)


def test_the_secretary_types_for_who_has_no_account(cast: Cast, year: Campaign, who: Who) -> None:
    person = cast.of_cell("G1A", 7)
    typed = save(year, who, "secretary", person=person)
    assert typed.typed_by == who("secretary")
    assert send_commitment(commitment=typed, actor=who("secretary")).status == "sent"
    with pytest.raises(CommitmentError, match="có tài khoản"):
        save(year, who, "secretary", person=who("member").person)
    with pytest.raises(PermissionDenied):
        save(year, who, "secretary", person=cast.of_cell("G1B", 7))


def move_away(cast: Cast, person: Any) -> None:
    person.spells.update(ends_on=dt.date(2021, 3, 10))
    spell(person, cast["G1B"], since=dt.date(2021, 3, 11))


def test_whoever_moves_takes_it_along(cast: Cast, year: Campaign, who: Who) -> None:
    commitment = sent(year, who)
    move_away(cast, who("member").person)
    new, old = who("secretary_outside"), who("secretary")
    assert list(to_answer(scope_of(new), year)) == [commitment]
    assert list(waiting_in(new, year, cast["G1B"])) == [commitment]
    assert list(commitments_visible_to(new, year)) == [commitment]
    assert list(to_answer(scope_of(old), year)) == []
    assert list(waiting_in(old, year, cast["G1A"])) == []
    with pytest.raises(PermissionDenied):
        accept_commitment(commitment=commitment, actor=who("secretary"))
    accepted = accept_commitment(commitment=commitment, actor=who("secretary_outside"))
    assert accepted.cell.code == "G1B"


def test_accepted_before_the_move_says_where(cast: Cast, year: Campaign, who: Who) -> None:
    accept_commitment(commitment=sent(year, who), actor=who("secretary"))
    move_away(cast, who("member").person)
    lines = {line.person.code: line for line in lines_of_cell(year, cast["G1B"])}
    moved = lines["M-G1A-05"]
    assert moved.status == "accepted"
    assert moved.commitment is not None
    assert moved.commitment.cell.code == "G1A"
    assert "M-G1A-05" not in {line.person.code for line in lines_of_cell(year, cast["G1A"])}


def test_without_a_cell_nothing_is_written(year: Campaign, who: Who) -> None:
    person = who("member").person
    assert person is not None
    person.spells.update(ends_on=dt.date(2021, 1, 1))
    with pytest.raises(CommitmentError, match="chi bộ"):
        save(year, who)


def test_last_year_is_told_only_when_all_of_it_is_known(year: Campaign, who: Who) -> None:
    accepted = accept_commitment(commitment=sent(year, who), actor=who("secretary"))
    following = Campaign(year=2022)
    note_done(commitment=accepted, done={1: True}, actor=who("secretary"))
    assert last_done(following, accepted.person) is None
    note_done(commitment=accepted, done={2: False}, actor=who("secretary"))
    told = last_done(following, accepted.person)
    assert told is not None
    assert told[1:] == (2, 1)
