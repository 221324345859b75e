"""Rows come out whole, whatever they hold, and a statement that fails says so."""

import polars as pl
import pytest
from django.db import connection, transaction
from psycopg.errors import DivisionByZero

from thidua.db.frames import read_frame

MANY = 30_000
"""More than one answer of the server holds."""


@pytest.mark.django_db
def test_every_row_comes_out() -> None:
    frame = read_frame(
        "SELECT g, CASE WHEN g % 3 > 0 THEN 'ế, \"' || g END FROM generate_series(1, %s) g",
        [MANY],
        schema={"number": pl.Int64, "text": pl.String},
    )
    assert frame["number"].to_list() == list(range(1, MANY + 1))
    assert frame["text"][:3].to_list() == ['ế, "1', 'ế, "2', None]


@pytest.mark.django_db
def test_no_row_is_an_empty_frame() -> None:
    assert read_frame("SELECT 1 WHERE false", schema={"one": pl.Int64}).is_empty()


@pytest.mark.parametrize("at", [1, MANY])
@pytest.mark.django_db
def test_what_fails_at_once_or_in_the_middle_is_said_and_the_connection_goes_on(at: int) -> None:
    with pytest.raises(DivisionByZero), transaction.atomic():
        read_frame(
            "SELECT 1 / (g - %s) FROM generate_series(1, %s) g",
            [at, 2 * MANY],
            schema={"number": pl.Int64},
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT 7")
        assert cursor.fetchone() == (7,)
