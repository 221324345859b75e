"""Statements that are asked all day long: PostgreSQL reads and plans them once a connection, not
once a request.
"""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class _Prepared(psycopg.Cursor[Any]):
    """A cursor whose values travel apart from the statement, which is therefore the same each
    time.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        try:
            return super().execute(query, params, **{"prepare": True, **how})
        finally:  # where Django's log of queries looks for it
            cast("Any", self)._query = SimpleNamespace(query=str(query).encode())


def ask(statement: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement that returns rows.

    A value whose type its place does not tell is cast: `%s::bigint[]`.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = cast("CursorWrapper", _Prepared(cast("psycopg.Connection[Any]", connection.connection)))
    # Django's own cursor around it: its errors, its query log.
    cursor = (
        connection.make_debug_cursor(raw)
        if connection.queries_logged
        else connection.make_cursor(raw)
    )
    cursor.execute(statement, params)
    return list(cursor.fetchall())


def columns(model: type[Model], alias: str, *, without: tuple[str, ...] = ()) -> str:
    """A model's columns for a statement; those left `without` are asked for when somebody reads
    them.

    What Django itself turns into something else (JSON) is to be left out.
    """
    return ", ".join(f"{alias}.{column}" for column, _ in _fields(model, without))


def made(model: type[Row], row: Sequence[Any], *, without: tuple[str, ...] = ()) -> Row:
    """What a row of these columns says, as Django has it."""
    return model.from_db(DEFAULT_DB_ALIAS, [name for _, name in _fields(model, without)], row)


def _fields(model: type[Model], without: tuple[str, ...]) -> list[tuple[str, str]]:
    fields = [field for field in model._meta.concrete_fields if field.name not in without]
    return [(str(field.column), field.attname) for field in fields]
