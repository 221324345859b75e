"""Reached, chosen, decided: three facts kept apart."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.rulebook import count_children, standing
from thidua.rulebook.standing import choice_deviates, choice_for, deviates, stands

LEVEL = st.integers(1, 4)
LEVEL_OR_NONE = st.sampled_from([None, 1, 2, 3, 4])


def one_row(**levels: int | None) -> pl.DataFrame:
    return pl.DataFrame([levels], schema=dict.fromkeys(levels, pl.Int8), orient="row")


@pytest.mark.parametrize(
    ("low", "high", "chosen", "decided", "expected"),
    [
        (4, 4, None, None, (3, 3)),
        (4, 4, 4, None, (4, 4)),
        (3, 3, 4, None, (3, 3)),
        (3, 3, None, None, (3, 3)),
        (3, 4, None, None, (3, 3)),
        (3, 4, 4, None, (3, 4)),
        (4, 4, 2, None, (2, 2)),
        (2, 2, 3, None, (3, 3)),
        (1, 4, None, None, (1, 3)),
        (4, 4, None, 4, (4, 4)),
        (4, 4, 4, 2, (2, 2)),
        (None, None, 4, None, (None, None)),
    ],
)
def test_standing_level(
    low: int | None,
    high: int | None,
    chosen: int | None,
    decided: int | None,
    expected: tuple[int | None, int | None],
) -> None:
    settled = standing(one_row(low=low, high=high, chosen=chosen, decided=decided))
    assert settled.select("standing_low", "standing_high").row(0) == expected


@given(LEVEL, LEVEL, LEVEL_OR_NONE, LEVEL_OR_NONE)
def test_one_subject_stands_where_the_frame_says(
    low: int, high: int, chosen: int | None, decided: int | None
) -> None:
    frame = standing(one_row(low=low, high=high, chosen=chosen, decided=decided))
    assert frame.select("standing_low", "standing_high").row(0) == (
        stands(low, chosen, decided),
        stands(high, chosen, decided),
    )


@given(LEVEL, LEVEL_OR_NONE)
def test_a_choice_deviates_alike_in_both_faces(low: int, chosen: int | None) -> None:
    in_a_frame = one_row(low=low, chosen=chosen).select(off=choice_deviates()).item()
    without_effect = chosen == 4 and low < 4
    assert in_a_frame == (chosen is not None and not without_effect and deviates(low, chosen))


@given(LEVEL, LEVEL)
def test_who_is_chosen_for_a_level_stands_there(low: int, wanted: int) -> None:
    not_reached = wanted == 4 and low < 4
    assert stands(low, choice_for(low, wanted)) == (low if not_reached else wanted)


def test_without_choices_nobody_stands_at_outstanding() -> None:
    frame = standing(
        pl.DataFrame({"low": [4, 2], "high": [4, 2]}, schema={"low": pl.Int8, "high": pl.Int8})
    )
    assert frame["standing_high"].to_list() == [3, 2]


def test_children_are_counted_by_what_is_sure_and_what_is_possible() -> None:
    rows = [(1, 4, 4), (1, 2, 3), (1, 1, 4), (1, None, None), (2, 1, 1)]
    types = {"cell": pl.Int64, "standing_low": pl.Int8, "standing_high": pl.Int8}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    counted = count_children(frame, by="cell", children="members").sort("cell")
    assert counted["members.total"].to_list() == [3, 1]
    assert counted.row(0, named=True) == {
        "cell": 1,
        "members.total": 3,
        "members.sure_ge_2": 2,
        "members.possible_ge_2": 3,
        "members.sure_ge_3": 1,
        "members.possible_ge_3": 3,
        "members.sure_ge_4": 1,
        "members.possible_ge_4": 2,
    }
