"""What a kept count was made from leaves a mark when it changes, or the count would stay."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from tests.web.town import Town, build
from thidua.accounts.actors import Operator
from thidua.boards.changes import version_of
from thidua.boards.definition import board_of
from thidua.db import frames
from thidua.db.changes import parts_under
from thidua.frameworks.binding import bound_frameworks
from thidua.reports.overview import overview
from thidua.reports.pool_list import PoolFilters, counted_pools
from thidua.vocabulary import SubjectType

WRITTEN_WITH_OTHERS = {"ratings_summary", "db_change", "boards_proposalevent"}
"""What is kept by the marks; the history that triggers write with a marked table."""


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read by COPY, beside Django's own log."""
    queries: list[str] = []
    bound = frames._bound

    def noted(query: str, params: Sequence[object]) -> sql.Composable:
        queries.append(query)
        return bound(query, params)

    monkeypatch.setattr(frames, "_bound", noted)
    return queries


def count_everything_kept(town: Town) -> None:
    kind = SubjectType.MEMBER
    overview(campaign=town.campaign, actor=Operator())
    filters = PoolFilters(subject_type="member")
    counted_pools(campaign=town.campaign, actor=Operator(), filters=filters)
    framework = bound_frameworks(town.campaign)[kind]
    version_of(board_of(town.campaign, town["GL02"], kind, framework))


@pytest.mark.django_db(transaction=True)
def test_every_table_that_a_kept_count_reads_is_marked(copied: list[str]) -> None:
    town = build()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'marks_%%'"
        )
        marked = {str(table) for (table,) in cursor.fetchall()}
        tables = set(connection.introspection.table_names()) - WRITTEN_WITH_OTHERS
    copied.clear()
    with CaptureQueriesContext(connection) as queries:
        count_everything_kept(town)
    asked = " ".join([*(query["sql"] for query in queries.captured_queries), *copied])
    read = {table for table in tables if re.search(rf"\b{table}\b", asked)}
    assert {"ratings_rating", "roster_rosterentry", "boards_proposal"} <= read
    assert read - marked == set()


def test_the_parts_are_the_bodies_that_the_paths_lead_through() -> None:
    assert parts_under(["/1/5/", "/1/9/20/31/"]) == (0, -1, -2, 5, 9)
    assert parts_under(["/1/5/", "/1/"]) is None
