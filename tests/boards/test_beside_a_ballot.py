"""What a ballot came to stands beside the level: nobody departs from it without a reason."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.boards.conftest import BEST, Table
from tests.builder import OPERATOR, decide, decision
from tests.cast import Cast
from thidua.accounts.permissions import Authority
from thidua.boards.beside import BESIDE, Beside
from thidua.boards.by_ballot import propose_by_ballot
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.models import Proposal
from thidua.boards.proposal_rules import State, against, choice, proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.obstacles import obstacles_of
from thidua.decisions.refusals import Why
from thidua.decisions.validation import plan
from thidua.language import Text
from thidua.organisations.models import Person
from thidua.roster.identity import SubjectKey, member
from thidua.subjects.events import timeline
from thidua.vocabulary import DecisionStatus, Level, SubjectType

GOOD, OUTSTANDING, COMPLETED = 3, 4, 2
WHY = "vượt số tối đa của nhóm"


@pytest.fixture
def voted() -> Iterator[dict[SubjectKey, int | None]]:
    """What ballots came to, by subject; tests fill it."""
    results: dict[SubjectKey, int | None] = {}

    def source(campaign: Campaign, keys: Mapping[int, SubjectKey]) -> Mapping[int, Beside]:
        return {
            entry: Beside(results[key], Text("phiếu", "ballot"))
            for entry, key in keys.items()
            if key in results
        }

    BESIDE.add(source)
    yield results
    BESIDE.remove(source)


def key(code: str) -> SubjectKey:
    return member(Person.objects.get(code=code).pk)


LEVELS = st.integers(1, 4)
STATES = st.builds(
    lambda low, chosen, balloted: State(
        low=low, high=low, chosen=chosen, reason="trước", balloted=balloted
    ),
    LEVELS,
    st.none() | LEVELS,
    st.none() | LEVELS,
)


@given(STATES, LEVELS, st.sampled_from(["", WHY]), st.booleans())
def test_what_departs_says_why(now: State, level: int, reason: str, decides: bool) -> None:
    change = (choice if decides else proposal)(now, level, reason)
    if against(now, change, level=level, decides=decides) is None and now.departs(level):
        assert change.ballot_reason if decides else change.reason
    if not now.departs(level):
        assert not change.ballot_reason


def test_the_level_that_stands_anyway_needs_a_reason_against_a_ballot(
    table: Callable[..., Table], voted: dict[SubjectKey, int | None]
) -> None:
    board, code = table(), BEST[0]
    voted[key(code)] = OUTSTANDING

    assert board.row(code).departs_without_reason
    with pytest.raises(ChoiceError, match="khác kết quả bỏ phiếu") as refused:
        board.choose(code, level="good")
    assert refused.value.why == "reason"

    board.choose(code, level="good", reason=WHY)
    row = board.row(code)
    assert (row.stands, row.ballot_reason, row.departs_without_reason) == (GOOD, WHY, False)


def test_as_voted_the_reason_goes(
    table: Callable[..., Table], voted: dict[SubjectKey, int | None]
) -> None:
    board, code = table(), BEST[0]
    voted[key(code)] = OUTSTANDING
    board.choose(code, level="good", reason=WHY)
    board.choose(code, level="outstanding")

    row = board.row(code)
    assert (row.stands, row.ballot_reason, row.departs) == (OUTSTANDING, "", False)


def test_a_ballot_that_came_to_no_level_asks_for_nothing(
    table: Callable[..., Table], voted: dict[SubjectKey, int | None]
) -> None:
    board, code = table(), BEST[0]
    voted[key(code)] = None
    board.choose(code, level="good")

    assert not board.row(code).departs
    assert board.row(code).beside is not None


def test_a_decision_against_a_ballot_waits_for_the_reason(
    cast: Cast, table: Callable[..., Table], voted: dict[SubjectKey, int | None]
) -> None:
    board, code = table(), BEST[0]
    made = decision(board.year, cast["G1"], covers=[SubjectType.MEMBER.value])
    voted[key(code)] = OUTSTANDING
    voted[key("M-G1A-07")] = GOOD

    found = {one.why: one for one in plan(board.year, [made]).refusals[made.pk]}
    assert found[Why.AGAINST_BALLOT].subjects == (code,)
    (told,) = obstacles_of([found[Why.AGAINST_BALLOT]], made, [])
    assert (told.href, told.step) == ("/bang/2021/G1/?kind=", "Nêu lý do trên bảng")

    board.choose(code, level="good", reason=WHY)
    left = {one.why for one in plan(board.year, [made]).refusals[made.pk]}
    assert Why.AGAINST_BALLOT not in left


def test_a_ballot_proposes_and_the_history_says_so(
    table: Callable[..., Table], voted: dict[SubjectKey, int | None]
) -> None:
    board, code = table(), BEST[0]
    authority = Authority(OPERATOR)
    levels = {key(code): Level.OUTSTANDING, key("M-G1A-07"): Level.COMPLETED}

    assert propose_by_ballot(campaign=board.year, levels=levels, authority=authority) == 2
    assert board.row(code).proposed == OUTSTANDING
    assert board.row("M-G1A-07").proposed == COMPLETED
    happened = [one.act for one in timeline(board.entry(code)) if one.what.startswith("Proposal")]
    assert happened == ["boards.propose_by_ballot"]
    assert propose_by_ballot(campaign=board.year, levels=levels, authority=authority) == 0


def test_a_ballot_leaves_alone_who_is_decided_and_who_is_not_on_the_list(
    cast: Cast, table: Callable[..., Table]
) -> None:
    board, code = table(), BEST[0]
    issued = decision(
        board.year,
        cast["G1"],
        covers=[SubjectType.MEMBER.value],
        status=DecisionStatus.ISSUED,
        issued_at=timezone.now(),
    )
    decide(issued, [(board.entry(code), "good")])
    levels = {key(code): Level.OUTSTANDING, member(10**9): Level.GOOD}

    count = propose_by_ballot(campaign=board.year, levels=levels, authority=Authority(OPERATOR))

    assert count == 0
    assert not Proposal.objects.filter(roster_entry=board.entry(code), proposed__gt="").exists()
