"""A database that went away is told from one that says no."""

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from thidua.db.lost import connection_lost


def test_a_server_that_ends_our_connection_is_lost(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone() or (0,)
    parameters = connection.get_connection_params()
    with psycopg.connect(
        host=parameters["host"], user=parameters["user"], dbname=parameters["dbname"]
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [ours])
    with pytest.raises(OperationalError) as said, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert connection_lost(said.value)
    connection.close()


def test_a_server_that_is_not_there_is_lost() -> None:
    with pytest.raises(psycopg.OperationalError) as said:
        psycopg.connect(host="/nowhere", dbname="thidua")
    assert connection_lost(said.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "refused",
    [
        "SELECT 1 / 0",
        "SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)",
        "SELECT * FROM none_such",
    ],
)
def test_a_server_that_refuses_is_not(refused: str) -> None:
    with pytest.raises(Exception) as said, transaction.atomic(), connection.cursor() as cursor:  # noqa: PT011
        cursor.execute(refused)
    assert not connection_lost(said.value)


def test_other_errors_are_not() -> None:
    assert not connection_lost(IntegrityError("no"))
    assert not connection_lost(ValueError("no"))
