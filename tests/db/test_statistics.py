"""The planner knows what a load has written before the load ends."""

from time import monotonic

import polars as pl
import pytest
from django.db import connection

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


COMPARED = """
    CREATE TEMPORARY TABLE compared (id bigint, word text);
    INSERT INTO compared SELECT number, '' FROM generate_series(1, 5000) AS number;
    CREATE FUNCTION pg_temp.compare() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM count(*) FROM before JOIN after ON before.id = after.id
            WHERE before.word IS DISTINCT FROM after.word;
        RETURN NULL;
    END $$;
    CREATE TRIGGER compare AFTER UPDATE ON compared
        REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION pg_temp.compare();
"""
"""A table whose trigger compares what was with what is, as those of the history do."""


def seconds_to_write(statement: str) -> float:
    with connection.cursor() as cursor:
        begun = monotonic()
        cursor.execute(statement)
        return monotonic() - begun


@pytest.mark.django_db
def test_a_trigger_plans_anew_for_many_rows_after_it_planned_for_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COMPARED)
    seconds_to_write("UPDATE compared SET word = 'one' WHERE id = 1")
    by_the_plan_for_one = seconds_to_write("UPDATE compared SET word = 'many'")
    stage("staged_codes", people(MANY).select("code"), types={"code": "text"})
    assert seconds_to_write("UPDATE compared SET word = 'anew'") < by_the_plan_for_one / 3
