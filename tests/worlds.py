"""Worlds of the tests, written once a worker: what a builder wrote is kept as rows, and put back
for the next test that asks for the same.

A world is known by its builder, what it was given, and by all that stood in the database before, so
that a test which changed something first gets a world of its own. Rows go back as they are, past
triggers and checks (`session_replication_role`, as `tests.flushing`): those had their say when the
rows were first written. Numbers of sequences go on: no key is given twice.
"""

import datetime as dt
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

P = ParamSpec("P")
Made = TypeVar("Made")
Digests = dict[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class World:
    """What a builder gave, and the tables that it changed, each whole."""

    made: bytes
    tables: dict[str, bytes]


_KEPT: dict[Key, World] = {}


def written_once(build: Callable[P, Made]) -> Callable[P, Made]:
    """What `build` writes and gives: written by it the first time, put back afterwards."""

    @wraps(build)
    def written(*args: P.args, **kwargs: P.kwargs) -> Made:
        before = _digests()
        key = _key(build, args, kwargs, before)
        if (world := _KEPT.get(key)) is None:
            made = build(*args, **kwargs)
            _KEPT[key] = World(pickle.dumps(made), _changed_since(before))
            return made
        _put_back(world, before)
        made_again: Made = pickle.loads(world.made)  # noqa: S301 - our own, of this process
        return made_again

    return written


def _key(
    build: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
    before: Digests,
) -> Key:
    given = [*args, *(part for pair in sorted(kwargs.items()) for part in pair)]
    return (
        str(connection.settings_dict["NAME"]),
        f"{build.__module__}.{build.__qualname__}",
        *(_name(one) for one in given),
        repr(getattr(settings, "TODAY", None)),
        repr(sorted(before.items())),
    )


def _name(given: object) -> str:
    """What was given, as the key says it. Raises TypeError for what has no name of its own."""
    if isinstance(given, Model):
        return f"{type(given).__name__} {given.pk}"
    if isinstance(given, str | int | dt.date | list | tuple | set):
        return repr(sorted(given) if isinstance(given, set) else given)
    raise TypeError(f"{type(given).__name__} gives a world no name")


def _changed_since(before: Digests) -> dict[str, bytes]:
    """Each table whose rows are no longer those of `before`, whole."""
    after = _digests()
    tables = before.keys() | after.keys()
    return {table: _rows(table) for table in tables if before.get(table) != after.get(table)}


def _tables() -> list[str]:
    """Not those that a load makes for itself: they are gone with its transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [table for (table,) in cursor.fetchall() if table != "django_migrations"]


def _digests() -> Digests:
    """Of every table that holds something."""
    one = sql.SQL("SELECT {}, md5(string_agg(t::text, '|' ORDER BY ctid)) FROM {} t")
    parts = [one.format(sql.Literal(table), sql.Identifier(table)) for table in _tables()]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return {table: digest for table, digest in cursor.fetchall() if digest is not None}


def _rows(table: str) -> bytes:
    out = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))
    with connection.cursor() as cursor, cursor.copy(out) as copy:
        return b"".join(bytes(block) for block in copy)


def _put_back(world: World, before: Digests) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in world.tables.items():
            name = sql.Identifier(table)
            if table in before:
                cursor.execute(sql.SQL("DELETE FROM {}").format(name))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(name)) as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
