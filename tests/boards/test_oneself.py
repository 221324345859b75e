"""Nobody decides about themselves: on the board of the committee that decides one's own row is
refused, on the cell's board it is marked; other rows are chosen as ever.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.boards.conftest import BEST, Table
from tests.boards.test_board_page import CHOOSE, browser, page, row_of
from tests.builder import OPERATOR, officer
from tests.cast import Cast, entry, propose
from thidua.accounts.models import Role, User
from thidua.boards.actions import Wish, answer_return, choose, return_proposals
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.errors import ProposalError
from thidua.boards.events import last_change
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.vocabulary import SubjectType

At = Callable[..., Table]
OWN, OTHER = BEST[:2]


def of(user: User, cast: Cast, code: str) -> User:
    """The same account, tied to the file of one of the members."""
    user.person = cast.people[code]
    user.save()
    return user


@pytest.fixture
def decider(cast: Cast, secretary: User) -> User:
    """The officer of the committee G1, a member of one of its cells."""
    return of(secretary, cast, OWN)


@pytest.fixture
def proposer(cast: Cast) -> User:
    """The secretary of the cell G1A, a member of it."""
    return of(officer("bithu", Role.CELL, cast["G1A"]), cast, OWN)


def test_a_committee_s_officer_does_not_choose_their_own_level(table: At, decider: User) -> None:
    board = table(actor=decider)
    with pytest.raises(ChoiceError, match="chính đồng chí"):
        board.choose(OWN)
    with pytest.raises(ChoiceError, match=r"Chưa lưu trường hợp nào: .*chính đồng chí"):
        board.choose(OWN, OTHER)
    assert not Proposal.objects.exclude(chosen="").exists()
    assert board.choose(OTHER) == [board.entry(OTHER).pk]


def test_nor_with_a_reason_nor_a_lower_one(table: At, decider: User) -> None:
    with pytest.raises(ChoiceError, match="chính đồng chí"):
        table(actor=decider).choose(OWN, level="completed", reason="khiêm tốn")


def test_nor_as_a_leader(table: At, cast: Cast, year: Campaign) -> None:
    leader = year.roster.filter(subject_type="leader", organisation=cast["G1"]).first()
    assert leader is not None
    assert leader.person is not None
    above = officer("huyen", Role.UPPER_LEVEL, cast["U1"])
    above.person = leader.person
    above.save()
    board = table("U1", SubjectType.LEADER, above)
    with pytest.raises(ChoiceError, match="chính đồng chí"):
        choose(board=board.place, wishes=[Wish(leader.pk, 2, 0)], actor=above, reason="x")


def test_a_cell_proposes_its_secretary_and_the_history_says_so(
    table: At, proposer: User, year: Campaign
) -> None:
    board = table("G1A", actor=proposer)
    board.choose(OWN, OTHER, level="good", reason="theo cuộc họp")
    said = [last_change(entry(year, code).pk) for code in (OWN, OTHER)]
    assert [change and change.actor for change in said] == ["bithu (về chính mình)", "bithu"]


def test_what_one_says_of_a_body_that_one_heads_is_marked(
    table: At, cast: Cast, year: Campaign
) -> None:
    account = of(officer("truong", Role.GRASSROOTS, cast["G1"]), cast, "M-G1B-01")
    table("G1", SubjectType.ORGANISATION, account).choose("G1B", level="completed", reason="x")
    change = last_change(entry(year, "G1B", "organisation").pk)
    assert change is not None
    assert change.actor == "truong (về chính mình)"


def test_ones_own_row_is_not_sent_back_and_its_answer_is_marked(
    decider: User, cast: Cast, year: Campaign
) -> None:
    own = entry(year, OWN)
    propose(own, proposed="good", reason="x")
    with pytest.raises(ProposalError, match="chính đồng chí"):
        return_proposals(campaign=year, entries=[own], reason="xem lại", actor=decider)
    return_proposals(campaign=year, entries=[own], reason="xem lại", actor=OPERATOR)
    cell = officer("bithu", Role.CELL, cast["G1A"])
    User.objects.filter(pk=decider.pk).update(person=None)
    of(cell, cast, OWN)
    answer_return(roster_entry=own, proposed="good", reason="đủ căn cứ", actor=cell)
    change = last_change(own.pk)
    assert change is not None
    assert change.actor == "bithu (về chính mình)"


def test_the_board_shows_no_controls_for_oneself_and_says_why(
    year: Campaign, decider: User
) -> None:
    text = page(browser(decider))
    own, other = row_of(text, OWN), row_of(text, OTHER)
    assert "không tự chọn mức cho mình" in own
    assert "là đồng chí" in own
    assert "aria-pressed" not in own
    assert 'type="checkbox"' not in own
    assert "là đồng chí" not in other
    assert "aria-pressed" in other


def test_another_reader_of_the_same_board_sees_the_controls(
    year: Campaign, cast: Cast, decider: User
) -> None:
    page(browser(decider))
    text = page(browser(officer("khac", Role.GRASSROOTS, cast["G1"])))
    assert "aria-pressed" in row_of(text, OWN)


def test_a_form_sent_past_the_page_is_refused_in_a_sentence(
    table: At, year: Campaign, decider: User
) -> None:
    row = table().row(OWN)
    sent = {"c": f"{row.entry}.{row.version}.4", "kind": "member"}
    client: Client = browser(decider)
    answer = client.post(CHOOSE, sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert "chính đồng chí" in answer.json()["refused"]
    assert "chính đồng chí" in client.post(CHOOSE, sent, follow=True).content.decode()
