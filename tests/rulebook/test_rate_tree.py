"""The tree is rated from below, and what stands at one stage is what the next one counts."""

from typing import Any

import duckdb
import polars as pl
import pytest

from thidua.rulebook import OUTCOME, Framework, classify, rate_tree
from thidua.rulebook.encoding import encode_subject
from thidua.rulebook.frames import schema
from thidua.vocabulary import SubjectType

Tree = dict[SubjectType, pl.DataFrame]
M, ORG, C, L = SubjectType
PERFECT: dict[str, Any] = {
    "self_reviewed": True,
    "initiatives_applied": True,
    "main_targets_done": True,
    "targets_done": 100,
    "discipline": "none",
    "worst_member_discipline": "none",
    "membership_status": "official",
    "own_tasks_below_standard": 0,
    "months_at_former_cell": 0,
    "months_since_admission": 99,
    "months_since_founding": 99,
    "sick_leave_months": 0,
    "led_units": 0,
    "authority_level": "not_applicable",
    "front_level": "not_applicable",
    "mass_level": "not_applicable",
}


def subjects(framework: Framework, *rows: dict[str, Any]) -> pl.DataFrame:
    """Subjects for whom everything is in order, with the given columns on top."""
    usual = {
        name: PERFECT.get(name, {"grade": "excellent", "bool": False, "count": 10}.get(spec.type))
        for name, spec in framework.fields.items()
    }
    codes = {name: encode_subject(framework, usual)[name] for name in framework.fields}
    frame = pl.DataFrame(
        [{**codes, **row} for row in rows],
        schema_overrides=schema(framework.fields),
        infer_schema_length=None,
    )
    return (
        frame.with_columns(pl.col("chosen").cast(pl.Int8)) if "chosen" in frame.columns else frame
    )


@pytest.fixture
def tree(bound: dict[SubjectType, Framework]) -> Tree:
    """A town with one commune committee of two cells of ten, and one grassroots cell of five; all
    chosen above.
    """
    members = [{"id": n, "organisation_id": 20 + n // 10, "chosen": None} for n in range(20)]
    members += [{"id": n, "organisation_id": 12, "chosen": None} for n in range(20, 25)]
    places = [
        (1, 0, 5, None, None),
        (2, 1, 4, None, "town"),
        (10, 2, 3, 1, "commune"),
        (12, 2, 3, 2, "school"),
        (20, 10, 1, None, None),
        (21, 10, 1, None, None),
    ]
    organisations = [
        {
            "id": at,
            "parent_id": above or None,
            "tier": tier,
            "body": body,
            "sector": sector,
            "chosen": 4,
        }
        for at, above, tier, body, sector in places
    ]
    leading = [{"id": n, "organisation_id": n, "chosen": 4} for n in (2, 10)]
    heads = [{**who, "is_head": True, "main_post": True, "role": "head"} for who in leading] + [
        {
            "id": 99,
            "organisation_id": 10,
            "is_head": False,
            "main_post": True,
            "role": "deputy",
            "chosen": 4,
        }
    ]
    return {
        kind: subjects(bound[kind], *rows)
        for kind, rows in ((M, members), (ORG, organisations), (C, leading), (L, heads))
    }


def stands(frame: pl.DataFrame) -> dict[int, tuple[int, int]]:
    return {
        at: (low, high)
        for at, low, high in frame.select("id", "standing_low", "standing_high").iter_rows()
    }


def test_a_tree_in_order_stands_where_it_was_chosen(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    rated = rate_tree(tree, bound)
    assert set(stands(rated[M]).values()) == {(3, 3)}
    assert stands(rated[ORG]) == dict.fromkeys((2, 10, 12, 20, 21), (4, 4))
    assert stands(rated[C]) == dict.fromkeys((2, 10), (4, 4))
    assert stands(rated[L]) == dict.fromkeys((2, 10, 99), (4, 4))


def test_one_reprimand_moves_cell_commune_town_collective_and_head(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    reprimanded = (
        pl.when(pl.col("id") == 0)
        .then(1)
        .otherwise(pl.col("discipline"))
        .cast(pl.Int8)
        .alias("discipline")
    )
    tree[M] = tree[M].with_columns(reprimanded)
    rated = rate_tree(tree, bound)
    assert stands(rated[M])[0] == (1, 1)
    assert stands(rated[ORG]) == {20: (2, 2), 21: (4, 4), 12: (4, 4), 10: (3, 3), 2: (4, 4)}
    assert stands(rated[C]) == {10: (3, 3), 2: (4, 4)}
    assert stands(rated[L]) == {10: (3, 3), 99: (4, 4), 2: (4, 4)}


def test_not_chosen_below_means_good_above_counts_good(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    tree[ORG] = tree[ORG].with_columns(chosen=pl.lit(None, pl.Int8))
    rated = rate_tree(tree, bound)
    assert set(rated[ORG]["low"]) == {4}
    assert set(stands(rated[ORG]).values()) == {(3, 3)}
    assert stands(rated[C])[10] == (3, 3)


def test_what_is_unknown_below_stays_unknown_above(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    unreviewed = (
        pl.when(pl.col("id") < 10)
        .then(None)
        .otherwise(pl.col("self_reviewed"))
        .alias("self_reviewed")
    )
    tree[M] = tree[M].with_columns(unreviewed)
    rated = rate_tree(tree, bound)
    assert stands(rated[ORG])[20] == (1, 4)
    assert stands(rated[ORG])[10] == (2, 4)
    assert stands(rated[C])[10] == (2, 4)


def test_the_province_is_a_place_not_a_subject_unless_said(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    assert 1 not in stands(rate_tree(tree, bound)[ORG])
    tree[ORG] = tree[ORG].with_columns(rated=pl.col("id") != 21)
    rated = stands(rate_tree(tree, bound)[ORG])
    assert 1 in rated
    assert 21 not in rated


def test_where_no_members_are_rated_a_cell_s_members_count_as_none(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    without = rate_tree({ORG: tree[ORG]}, bound)[ORG]
    assert set(without["members.total"]) == {0}
    nobody = rate_tree({ORG: tree[ORG], M: tree[M].clear()}, bound)[ORG]
    assert stands(without) == stands(nobody)


@pytest.mark.parametrize(
    ("unit", "within"), [((4, 4), True), ((3, 4), None), ((3, 3), False), ((1, 2), False)]
)
def test_whether_a_collective_stays_within_its_unit_is_told_as_far_as_the_unit_is_known(
    bound: dict[SubjectType, Framework], unit: tuple[int, int], within: bool | None
) -> None:
    low, high = unit
    outstanding = {"id": 1, "cap.unit.low": low, "cap.unit.high": high}
    rated = classify(bound[C], subjects(bound[C], outstanding)).row(0, named=True)
    assert rated[f"{OUTCOME}collective.cap.unit"] is within
    assert (rated["low"], rated["high"]) == unit


def test_pool_keys_come_from_the_place_in_the_tree(
    bound: dict[SubjectType, Framework], tree: Tree
) -> None:
    rated = rate_tree(tree, bound)
    assert dict(rated[M].select("id", "grassroots").iter_rows())[3] == 10
    assert dict(rated[M].select("id", "grassroots").iter_rows())[22] == 12
    keys = rated[ORG].filter(pl.col("id") == 20).row(0, named=True)
    assert (keys["grassroots"], keys["upper_level"]) == (10, 2)
    assert dict(rated[C].select("id", "parent").iter_rows()) == {2: 1, 10: 2}


def test_members_may_stay_where_they_are(bound: dict[SubjectType, Framework], tree: Tree) -> None:
    here = rate_tree(tree, bound)
    connection = duckdb.connect()
    there = rate_tree({**tree, M: connection.from_arrow(tree[M].to_arrow())}, bound)
    assert isinstance(there[M], duckdb.DuckDBPyRelation)
    assert stands(there[ORG]) == stands(here[ORG])


def test_rows_may_come_in_any_order(bound: dict[SubjectType, Framework], tree: Tree) -> None:
    shuffled = {
        kind: frame.sample(fraction=1, shuffle=True, seed=3) for kind, frame in tree.items()
    }
    straight, mixed = rate_tree(tree, bound), rate_tree(shuffled, bound)
    assert all(stands(straight[kind]) == stands(mixed[kind]) for kind in tree)
