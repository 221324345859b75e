"""The planner knows what a load has written before the load ends."""

import polars as pl
import pytest
from django.db import connection

from thidua.db import frames
from thidua.db.frames import MANY, copy_in, stage

TABLE = "organisations_person"


def believed_rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


def people(count: int) -> pl.DataFrame:
    codes = [f"M{number:06}" for number in range(count)]
    blank = dict.fromkeys(("full_name", "sex", "search_key", "sort_key"), "")
    return pl.DataFrame({"code": codes}).with_columns(
        *(pl.lit(value).alias(name) for name, value in blank.items())
    )


@pytest.mark.django_db
def test_a_load_into_a_table_believed_empty_is_noticed_at_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLE}")

    copy_in(TABLE, people(MANY))

    assert believed_rows(TABLE) == MANY


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, MANY])
def test_a_staged_table_is_always_known(count: int) -> None:
    stage("staged_codes", people(count).select("code"), types={"code": "text"})
    assert believed_rows("staged_codes") == count


@pytest.mark.parametrize(("count", "anew"), [(10, 0), (MANY, 1)])
@pytest.mark.django_db
def test_triggers_plan_anew_once_many_rows_are_staged(
    monkeypatch: pytest.MonkeyPatch, count: int, anew: int
) -> None:
    planned: list[None] = []
    monkeypatch.setattr(frames, "plan_anew", lambda: planned.append(None))
    stage("staged_codes", people(count).select("code"), types={"code": "text"})
    assert len(planned) == anew
