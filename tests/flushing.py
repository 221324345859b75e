"""Emptying the database after a test that committed: only the tables that hold something, row by
row.

Django truncates every table, a file each, and makes content types and permissions anew; a small
province is gone faster when its few hundred rows are deleted. Needs the rights of a superuser, as
PostgreSQL's triggers and keys are left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core.management.color import Style
from django.core.management.commands import flush
from django.core.management.sql import sql_flush
from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = {"django_content_type", "auth_permission", "django_migrations"}
"""What migrating makes: nothing of a test's own lies there."""


@contextmanager
def only_what_is_there() -> Iterator[None]:
    """Inside the block Django's `flush` works so."""
    with (
        patch.object(flush, "sql_flush", _statements),
        patch.object(flush, "emit_post_migrate_signal", lambda *_, **__: None),
    ):
        yield


def _statements(style: Style, connection: BaseDatabaseWrapper, **how: bool) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if cursor.fetchone() != (True,):
            return list(sql_flush(style, connection, **how))
        quote = connection.ops.quote_name
        tables = (
            set(
                connection.introspection.django_table_names(only_existing=True, include_views=False)
            )
            - KEPT
        )
        asked = " UNION ALL ".join(
            f"(SELECT '{table}' FROM {quote(table)} LIMIT 1)"  # noqa: S608
            for table in sorted(tables)
        )
        cursor.execute(asked)
        filled = [str(table) for (table,) in cursor.fetchall()]
    deleting = [f"DELETE FROM {quote(table)}" for table in filled]  # noqa: S608
    return [
        "SET session_replication_role = replica",
        *deleting,
        "SET session_replication_role = DEFAULT",
    ]
