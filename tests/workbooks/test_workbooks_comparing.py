"""What an import would change."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.exceptions import PolarsError

from thidua.workbooks import compare

SCHEMA = {
    "code": pl.String(),
    "start": pl.String(),
    "name": pl.String(),
    "codes": pl.List(pl.String()),
}


def frame(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_new_changed_unchanged_and_missing_rows() -> None:
    existing = frame(
        ("a", None, "A", ["x"]),
        ("b", "1", "B", None),
        ("c", None, None, None),
        ("d", None, "D", None),
    )
    incoming = frame(
        ("a", None, "A", ["y"]),
        ("b", "1", "B", None),
        ("b", "2", "B", None),
        ("c", None, "C", ["z"]),
    )
    diff = compare(
        existing=existing, incoming=incoming, key=["code", "start"], columns=["name", "codes"]
    )
    assert diff.new.rows() == [("b", "2", "B", None)]
    assert diff.unchanged.rows() == [("b", "1", "B", None)]
    assert diff.missing["code"].to_list() == ["d"]
    assert diff.changed.to_dicts() == [
        {
            "code": "a",
            "start": None,
            "name": "A",
            "codes": ["y"],
            "name__before": "A",
            "codes__before": ["x"],
            "changes": ["codes"],
        },
        {
            "code": "c",
            "start": None,
            "name": "C",
            "codes": ["z"],
            "name__before": None,
            "codes__before": None,
            "changes": ["name", "codes"],
        },
    ]
    assert not diff.is_empty


@given(st.dictionaries(st.sampled_from("abcdef"), st.none() | st.sampled_from(["x", "y"])))
def test_importing_again_changes_nothing(rows: dict[str, str | None]) -> None:
    same = frame(*((code, None, name, [code]) for code, name in rows.items()))
    diff = compare(
        existing=same, incoming=same.reverse(), key=["code", "start"], columns=["name", "codes"]
    )
    assert diff.is_empty
    assert (diff.unchanged.height, diff.missing.height) == (same.height, 0)


def test_repeated_keys_are_a_bug_of_the_caller() -> None:
    twice = frame(("a", None, "A", None), ("a", None, "A", None))
    with pytest.raises(PolarsError):
        compare(existing=twice, incoming=twice, key=["code", "start"], columns=["name"])


def test_comparing_keys_alone() -> None:
    diff = compare(
        existing=frame(("a", None, None, None)),
        incoming=frame(("a", None, "A", None)),
        key=["code"],
        columns=[],
    )
    assert diff.is_empty
    assert diff.changed.height == 0
