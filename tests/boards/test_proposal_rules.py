"""What a proposal may say, without a database."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.boards.proposal_rules import (
    State,
    against,
    carries_reason,
    choice,
    overfills,
    proposal,
    unexplained,
)
from thidua.vocabulary import Level

LEVELS = st.sampled_from([1, 2, 3, 4])
NOTHING_OR_LEVEL = st.none() | LEVELS
STATES = st.builds(
    lambda low, proposed, chosen, returned: State(
        low=low,
        high=low,
        proposed=proposed,
        chosen=chosen,
        reason="vì sao",
        returned=returned,
    ),
    LEVELS,
    NOTHING_OR_LEVEL,
    NOTHING_OR_LEVEL,
    st.sampled_from(["", "xem lại"]),
)


@given(STATES, LEVELS, st.sampled_from(["", "lý do mới"]), st.booleans())
def test_what_nothing_speaks_against_explains_itself_or_says_why(
    now: State, level: int, reason: str, decides: bool
) -> None:
    change = (choice if decides else proposal)(now, level, reason)
    if against(now, change, level=level, decides=decides) is None:
        chosen = Level.from_code(change.chosen).value if change.chosen else ""
        assert change.reason or not carries_reason(chosen)
        assert change.reason or not now.deviates(level)


@given(STATES, LEVELS, st.sampled_from(["", "lý do mới"]), st.booleans())
def test_saying_it_again_changes_nothing(
    now: State, level: int, reason: str, decides: bool
) -> None:
    stored = choice if decides else proposal
    first = stored(now, level, reason)
    after = State(
        low=now.low,
        high=now.high,
        proposed=first.proposed,
        chosen=first.chosen,
        reason=first.reason,
        returned=first.returned,
    )
    assert not stored(after, level, "").changes(after)


def test_a_cell_that_proposes_again_leaves_the_committee_its_reason() -> None:
    lowered = State(low=3, high=3, proposed=3, chosen=2, reason="cấp uỷ: chậm")
    assert proposal(lowered, 4, "").reason == "cấp uỷ: chậm"


def test_the_words_of_an_answer_are_kept_at_any_level() -> None:
    sent_back = State(low=3, high=3, proposed=3, returned="thiếu biên bản")
    answer = proposal(sent_back, 3, "đã bổ sung")
    assert (answer.reason, answer.returned) == ("đã bổ sung", "")


def test_a_choice_is_no_answer() -> None:
    assert choice(State(low=3, high=3, returned="xem lại"), 3, "").returned == "xem lại"


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (State(low=3, high=3, decision="12-QĐ"), "decided"),
        (State(low=3, high=3, version=8), "clash"),
        (State(low=2, high=3, version=7), "cannot_tell"),
        (State(low=3, high=3, version=7), "not_reached"),
        (State(low=4, high=4, version=7), None),
    ],
)
def test_outstanding_is_chosen_where_it_is_known_to_be_reached(now: State, why: str | None) -> None:
    assert against(now, choice(now, 4, ""), level=4, seen=7, decides=True) == why


def test_a_workbook_must_explain_the_same_choices() -> None:
    rows = pl.DataFrame(
        {
            "chosen": [None, "", "outstanding", "good", "good", "good"],
            "reason": [None, "", None, None, "  ", "chậm việc"],
        },
        schema={"chosen": pl.String, "reason": pl.String},
    )
    told = rows.select(unexplained()).to_series().to_list()
    assert told == [False, False, False, True, True, False]
    assert told[:4] == [carries_reason(chosen or "") for chosen in rows["chosen"][:4]]


@pytest.mark.parametrize(
    ("before", "after", "over"),
    [(1, 0, False), (0, -1, True), (-2, -2, False), (-2, -1, False), (-1, -2, True)],
)
def test_a_pool_over_its_ceiling_may_not_get_worse(before: int, after: int, over: bool) -> None:
    assert overfills(before, after) is over
