"""Everything that the database holds, as text: for tests that look for what must not be in it."""

from django.core.cache import cache
from django.db import connection


def everything_stored() -> str:
    """Every row of every table, sessions, shared cache and history among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
        rows: list[str] = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            rows += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join([*rows, *_cached()])


def _cached() -> list[str]:
    """What the cache of this process holds."""
    kept = getattr(cache, "_cache", {})
    return [f"cache: {key}: {value!r}" for key, value in kept.items()]
