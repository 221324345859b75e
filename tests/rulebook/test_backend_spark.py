"""The same results on PySpark, where it and Java are there."""

import shutil
from random import Random
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from tests.rulebook.samples import engine_frame, random_subject
from thidua.rulebook import Framework, classify, pools, standing
from thidua.vocabulary import SubjectType

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java here", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def spark() -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    quiet: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]").appName("thidua").config(map=quiet)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_members_and_pools_are_the_same(spark: Any, bound: dict[SubjectType, Framework]) -> None:
    text, random = bound[SubjectType.MEMBER], Random(11)  # noqa: S311  (reproducible on purpose)
    members = engine_frame(text, [random_subject(text, random) for _ in range(200)]).with_columns(
        pl.Series("grassroots", [random.randint(1, 5) for _ in range(200)]),
        pl.Series("chosen", [random.choice((None, 4)) for _ in range(200)], dtype=pl.Int8),
    )
    here = standing(classify(text, members))
    there = standing(classify(text, spark.createDataFrame(members.to_arrow())))
    found = nw.from_native(there).collect("polars").to_native().sort("id")
    assert found.select(here.columns).cast(here.schema).equals(here)
    expected = pools(text, here)["member.quota"].sort("grassroots")
    counted = (
        nw.from_native(pools(text, there)["member.quota"])
        .collect("polars")
        .to_native()
        .sort("grassroots")
    )
    assert counted.cast(expected.schema).equals(expected)
