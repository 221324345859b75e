"""Two rounds: levels 2 to 4, then agree or not on outstanding."""

import pytest

from tests.builder import OPERATOR
from tests.level_ballots.house import Voting, set_locally
from thidua.ballots.rule import Kind
from thidua.level_ballots.errors import LevelBallotError
from thidua.level_ballots.matters import FIRST, SECOND
from thidua.level_ballots.outcomes import outcomes_of
from thidua.level_ballots.purpose import next_step
from thidua.vocabulary import Level


@pytest.fixture
def two(voting: Voting) -> Voting:
    set_locally(voting.year, "rounds.member", "two")
    return voting


def test_the_first_is_about_levels_two_to_four(two: Voting) -> None:
    assert list(two.begin().the_rule.options) == ["good", "completed", "not_completed"]


def test_the_second_is_about_who_stands_at_good_and_reached_outstanding(two: Voting) -> None:
    sealed = two.counted(two.begin(), lambda voter, ref: "good")
    step = next_step(sealed, OPERATOR)
    assert step is not None
    assert step.label == "Sang vòng 2"
    assert two.proposed(4) == "good"

    second = two.begin(number=SECOND)
    assert second.the_rule.kind is Kind.YES_NO
    assert list(second.candidates.values_list("ref", flat=True)) == [two.ref(4)]

    two.counted(second, lambda voter, ref: "yes" if voter <= 7 else "no")
    assert two.proposed(4) == "outstanding"
    assert two.proposed(5) == "good"
    outcome = outcomes_of(two.year, [two.key(4)])[two.key(4)]
    assert outcome.level is Level.OUTSTANDING
    assert outcome.first.round == FIRST


def test_not_agreed_the_first_round_stands(two: Voting) -> None:
    two.counted(two.begin(), lambda voter, ref: "good")
    two.counted(two.begin(number=SECOND), lambda voter, ref: "yes" if voter <= 6 else "no")

    assert two.proposed(4) == "good"
    assert outcomes_of(two.year, [two.key(4)])[two.key(4)].level is Level.GOOD


def test_no_second_before_the_first_and_none_for_nobody(two: Voting) -> None:
    with pytest.raises(LevelBallotError, match="vòng 1"):
        two.begin(number=SECOND)

    two.counted(two.begin(), lambda voter, ref: "completed" if ref == two.ref(4) else "good")
    with pytest.raises(LevelBallotError, match="không có vòng 2"):
        two.begin(number=SECOND)
