"""The same results, whichever engine runs the expressions."""

from random import Random
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest

from tests.rulebook.samples import engine_frame, random_subject
from thidua.rulebook import Framework, classify, count_children, pools, standing
from thidua.vocabulary import SubjectType


@pytest.fixture(scope="module")
def subjects(framework: Framework) -> pl.DataFrame:
    random = Random(7)  # noqa: S311  (reproducible on purpose)
    frame = engine_frame(framework, [random_subject(framework, random) for _ in range(200)])
    chosen = pl.Series(
        "chosen", [random.choice((None, None, 3, 4)) for _ in range(200)], dtype=pl.Int8
    )
    places = {
        key: pl.Series(key, [random.choice("ab") for _ in range(200)])
        for key in ("parent", "sector", "role")
    }
    pools_at = [
        pl.Series(key, [random.randint(1, 9) for _ in range(200)])
        for key in ("grassroots", "upper_level")
    ]
    return frame.with_columns(chosen, *(places[key] for key in places), *pools_at).with_columns(
        pl.col("tier") if "tier" in frame.columns else pl.lit(3, pl.Int8).alias("tier")
    )


def duck(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(frame.to_arrow())


def collected(frame: Any, *by: str) -> pl.DataFrame:
    polars: pl.DataFrame = nw.from_native(frame).lazy().collect("polars").to_native()
    return polars.sort(*by)


@pytest.mark.parametrize("elsewhere", [pl.DataFrame.lazy, duck], ids=["polars lazy", "duckdb"])
def test_levels_and_outcomes_are_the_same(
    framework: Framework, subjects: pl.DataFrame, elsewhere: Any
) -> None:
    here = standing(classify(framework, subjects))
    there = standing(classify(framework, elsewhere(subjects)))
    assert type(there) is type(elsewhere(subjects))
    assert collected(there, "id").select(here.columns).cast(here.schema).equals(here)


@pytest.mark.parametrize("elsewhere", [pl.DataFrame.lazy, duck], ids=["polars lazy", "duckdb"])
def test_pools_and_children_are_the_same(
    bound: dict[SubjectType, Framework],
    framework: Framework,
    subjects: pl.DataFrame,
    elsewhere: Any,
) -> None:
    text = bound[framework.subject]
    here, there = (standing(classify(text, frame)) for frame in (subjects, elsewhere(subjects)))
    for quota, expected in pools(text, here).items():
        keys = expected.columns[: expected.columns.index("rated")]
        found = collected(pools(text, there)[quota], *keys)
        assert found.cast(expected.schema).equals(expected.sort(*keys)), quota
    counted = collected(count_children(there, by="grassroots", children="members"), "grassroots")
    expected = count_children(here, by="grassroots", children="members").sort("grassroots")
    assert counted.cast(expected.schema).equals(expected)


def test_classify_keeps_rows_columns_and_kind_and_leaves_no_helpers(member: Framework) -> None:
    frame = pl.DataFrame(
        {"name": ["b", "a"], "duties": [4, 1]}, schema={"name": pl.String, "duties": pl.Int8}
    )
    rated = classify(member, frame)
    assert rated["name"].to_list() == ["b", "a"]
    extra = [
        name for name in rated.columns if name not in frame.columns and not name.startswith("o:")
    ]
    assert extra == ["low", "high"]
    assert rated.schema["low"] == rated.schema["high"] == pl.Int8
