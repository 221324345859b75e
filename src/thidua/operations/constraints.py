"""Whether the database's own rules hold for the rows that are there: switched off or not, every one
is asked again.
"""

from collections.abc import Iterator

import pgtrigger
from django.db import connection
from psycopg import sql

from thidua.language import Text

_CHECKS = """
    SELECT c.conname, t.relname, pg_get_expr(c.conbin, c.conrelid)
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'c' AND t.relnamespace = 'public'::regnamespace
"""
# Foreign keys of one column, which is all that Django makes.
_KEYS = """
    SELECT c.conname, t.relname, a.attname, r.relname, b.attname
    FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
    JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = c.confkey[1]
    WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace AND array_length(c.conkey,
        1) = 1
"""
_SWITCHED_OFF = """
    SELECT conname FROM pg_constraint WHERE NOT convalidated
        AND connamespace = 'public'::regnamespace
    UNION ALL
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
    WHERE g.tgenabled = 'D' AND NOT g.tgisinternal AND t.relnamespace = 'public'::regnamespace
"""


def broken_rules() -> Iterator[Text]:
    """Each rule that is switched off, missing, or broken by rows, with how many."""
    for (name,) in _rows(_SWITCHED_OFF):
        yield Text(
            f"ràng buộc hoặc trigger bị tắt: {name}",
            f"a constraint or trigger is switched off: {name}",
        )
    for model, trigger in pgtrigger.registered():
        status, enabled = trigger.get_installation_status(model)
        if status != pgtrigger.core.INSTALLED or not enabled:
            name = f"{model._meta.db_table}.{trigger.name}"
            yield Text(f"trigger {name}: {status}", f"trigger {name}: {status}")
    for name, table, broken in (*_broken_checks(), *_broken_keys()):
        if broken:
            yield Text(
                f"{broken} dòng của {table} trái với {name}",
                f"{broken} rows of {table} break {name}",
            )


def _broken_checks() -> Iterator[tuple[str, str, int]]:
    for name, table, expression in _rows(_CHECKS):
        query = sql.SQL("SELECT count(*) FROM {} WHERE NOT ({})").format(
            sql.Identifier(table), sql.SQL(expression)
        )
        yield name, table, _count(query)


def _broken_keys() -> Iterator[tuple[str, str, int]]:
    for name, table, column, other, key in _rows(_KEYS):
        query = sql.SQL(
            "SELECT count(*) FROM {} t LEFT JOIN {} r ON r.{} = t.{} WHERE t.{} IS NOT NULL AND "
            "r.{} IS NULL"
        ).format(*map(sql.Identifier, (table, other, key, column, column, key)))
        yield name, table, _count(query)


def _rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[str, ...]] = cursor.fetchall()
        return found


def _count(query: sql.Composed) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int((cursor.fetchone() or (0,))[0])
