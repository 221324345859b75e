"""Reached, chosen, decided: three facts kept apart."""

import polars as pl
import pytest

from thidua.rulebook import count_children, standing


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
    row = {"low": low, "high": high, "chosen": chosen, "decided": decided}
    stands = standing(pl.DataFrame([row], schema=dict.fromkeys(row, pl.Int8)))
    assert stands.select("standing_low", "standing_high").row(0) == expected


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
