"""What is asked all day: planned once a connection, with Django's errors, in Django's log of
queries.
"""

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from thidua.db.prepared import ask, columns, made
from thidua.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_a_statement_is_prepared_once_and_answers_for_every_value() -> None:
    statement = "SELECT %s::bigint * 2 AS doubled_here"
    assert [ask(statement, [value]) for value in (1, 2, 3)] == [[(2,)], [(4,)], [(6,)]]
    assert ask(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%AS doubled_here"]
    ) == [(1,)]


def test_an_error_is_djangos_and_the_log_of_queries_has_the_statement() -> None:
    with CaptureQueriesContext(connection) as queries, pytest.raises(DataError):
        ask("SELECT 1 / %s::integer", [0])
    assert [query["sql"] for query in queries] == ["SELECT 1 / %s::integer"]


def test_a_row_becomes_a_model_that_asks_later_for_what_was_left_out() -> None:
    Organisation.objects.create(code="G1", name="G1", tier="cell", search_key="g1", sort_key="g1")
    without = ("search_key",)
    statement = "SELECT {} FROM organisations_organisation o WHERE o.code = %s"
    ((*row,),) = ask(statement.format(columns(Organisation, "o", without=without)), ["G1"])
    one = made(Organisation, row, without=without)
    assert one == Organisation.objects.get(code="G1")
    assert one.get_deferred_fields() == {"search_key"}
    assert one.search_key == "g1"
