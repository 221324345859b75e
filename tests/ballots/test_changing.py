"""A draft is changed on a page of its own, by whoever keeps it, until its list is frozen."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.ballots.house import TRIAL, Cell, trial_purpose
from tests.builder import OPERATOR
from tests.html import tight
from tests.second_factor import signed_in_now
from thidua.ballots.errors import BallotError
from thidua.ballots.links import address_of
from thidua.ballots.models import Ballot
from thidua.ballots.opening import freeze
from thidua.ballots.preparing import NewCandidate, change
from thidua.ballots.purposes import PURPOSES


def sent(cell: Cell, voters: Iterable[int], **more: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    known = {
        "title": "Phiếu đã sửa",
        "secrecy": "secret",
        "held": "devices",
        "closes_on": "",
        "closes_at": "",
        "members": "12",
        "present": "11",
        "chair": str(cell.person(1).pk),
        "secretary": str(cell.person(2).pk),
        "scrutineer": "",
        "lines": ["1", "2"],
        "voters": [str(cell.person(number).pk) for number in voters],
    }
    return known | more


def browser(cell: Cell, number: int = 1) -> Client:
    return signed_in_now(cell.user(number))


@contextmanager
def matter_that(**says: Any) -> Iterator[None]:
    """The trial purpose says more inside the block."""
    PURPOSES.remove(TRIAL)
    try:
        with trial_purpose(replace(TRIAL, **says)):
            yield
    finally:
        PURPOSES.add(TRIAL)


def test_whoever_keeps_a_draft_changes_it_and_the_history_says_so(cell: Cell) -> None:
    ballot = cell.drafted()
    page = f"{address_of(ballot)}sua/"
    assert f'href="{page}"' in browser(cell).get(address_of(ballot)).content.decode()
    more = {"lines": ["2"], "held": "paper", "closes_on": "31/12/2030", "closes_at": "16:30"}
    answer = browser(cell).post(page, sent(cell, range(1, 12), **more))
    assert answer.headers["Location"] == address_of(ballot)
    ballot.refresh_from_db()
    assert (ballot.title, ballot.electronic, ballot.present) == ("Phiếu đã sửa", False, 11)
    assert ballot.scrutineer is None
    assert ballot.closes_at is not None
    assert [one.label for one in ballot.candidates.all()] == ["Việc 2"]
    assert ballot.voters.count() == 11
    assert ballot.rule == cell.plan().rule.as_json()
    acts = ballot.events.values_list("pgh_context__metadata__act", flat=True)  # type: ignore[attr-defined]
    assert "ballots.change" in set(acts)


def test_what_cannot_be_is_told_beside_what_was_typed(cell: Cell) -> None:
    ballot = cell.drafted()
    page, chair = f"{address_of(ballot)}sua/", browser(cell)
    for wrong, said in (
        ({"title": ""}, "Chưa lưu"),
        ({"lines": []}, "giữ lại ít nhất một dòng"),
        ({"voters": []}, "chọn ít nhất một người"),
        ({"closes_on": "31/12/2030"}, "cả ngày và giờ"),
        ({"secretary": str(cell.person(1).pk)}, "khác nhau"),
        ({"members": "3"}, "không thể nhiều hơn"),
        ({"chair": "999999999"}, "trong danh sách"),
    ):
        answer = chair.post(page, sent(cell, range(1, 12)) | wrong)
        assert answer.status_code == 409, wrong
        assert said in tight(answer.content.decode()), wrong
    ballot.refresh_from_db()
    assert ballot.title == "Bỏ phiếu ở chi bộ"


def test_a_frozen_list_is_changed_by_nobody_and_a_voter_finds_no_such_page(cell: Cell) -> None:
    ballot = cell.drafted()
    page = f"{address_of(ballot)}sua/"
    assert browser(cell, 5).get(page).status_code == 404
    assert browser(cell, 5).post(page, sent(cell, range(1, 12))).status_code == 404
    freeze(ballot=ballot, actor=OPERATOR)
    answer = browser(cell).post(page, sent(cell, range(1, 12)))
    assert answer.headers["Location"] == address_of(ballot)
    ballot.refresh_from_db()
    assert ballot.title == "Bỏ phiếu ở chi bộ"


def test_who_comes_back_to_the_list_still_finds_their_own_line(cell: Cell) -> None:
    """Else somebody taken off and called again could vote on themselves where nobody may."""
    lines = [NewCandidate("one", "Việc một", cell.person(4)), NewCandidate("two", "Việc hai")]
    ballot = cell.drafted(candidates=lines)
    page, chair = f"{address_of(ballot)}sua/", browser(cell)
    without = [number for number in range(1, 13) if number != 4]
    chair.post(page, sent(cell, without))
    assert ballot.candidates.get(no=1).own_voter is None
    everybody = {cell.person(number).pk: cell.person(number) for number in range(1, 13)}
    with matter_that(callable_at=lambda ballot: everybody):
        chair.post(page, sent(cell, range(1, 13)))
    back = ballot.candidates.get(no=1).own_voter
    assert back is not None
    assert back.person == cell.person(4)


def test_where_the_matter_says_secret_nobody_makes_it_open(cell: Cell) -> None:
    ballot = cell.drafted()
    page, chair = f"{address_of(ballot)}sua/", browser(cell)
    with matter_that(keeps_secrecy=True):
        assert 'name="secrecy"' not in chair.get(page).content.decode()
        with pytest.raises(BallotError, match="quy trình"):
            change(ballot=ballot, plan=cell.plan(secret=False), actor=OPERATOR)
        chair.post(page, sent(cell, range(1, 12), secrecy="open"))
    assert Ballot.objects.get(pk=ballot.pk).secret
