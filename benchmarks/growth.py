"""The same pages when the data grow: a province alone, and the province inside a database so many
times as large.

A copy of the kept province's database is filled by SQL with further provinces: organisations,
people, spells, posts, roster, facts, ratings, proposals, decisions and earlier levels, each with
ids of its own; the history is not copied. Two servers run side by side, one on each database, and
the same reader asks both in turn.

60 times a province is a nation: about 78 million rows, 20 GB. So that it takes minutes, tables are
filled without their indexes and beside the write-ahead log; what is made is the same. A grown
database that is kept is dropped by `--drop`.

    python -m benchmarks.growth [--times 10] [--rounds 60] [--only dashboard] [--keep] [--drop]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.pages import Page, pages
from benchmarks.side_by_side import (
    Client,
    address_of,
    finish,
    p95,
    print_claim,
    serving,
    start_province,
    taking_turns,
)

GOAL = 1.3
GROWN = "thidua_grown"
SHIFT = 20_000_000
ROOM = 1.2
"""How much more disk than the copies' own size must be free."""
AT_ONCE = 2
# Everything that grows with the tree, what takes longest first; what belongs to the year or to
# accounts does not.
COPIED = (
    "roster_rosterentry",
    "ratings_earlierlevel",
    "organisations_membershipspell",
    "facts_factsheet",
    "organisations_person",
    "ratings_rating",
    "decisions_decisionitem",
    "boards_proposal",
    "organisations_position",
    "organisations_organisation",
    "organisations_placement",
    "decisions_decision",
    "organisations_succession",
)
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, NULL),
           (SELECT r.relname FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
            WHERE f.contype = 'f' AND f.conrelid = a.attrelid
                AND f.conkey = ARRAY[a.attnum] LIMIT 1),
           EXISTS (SELECT 1 FROM pg_index i
                   WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
           EXISTS (SELECT 1 FROM pg_index i
                   WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey))
    FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
    ORDER BY a.attnum
"""
_PATH = """
    (SELECT '/' || string_agg((part::bigint + k * {shift})::text, '/' ORDER BY place) || '/'
     FROM unnest(string_to_array(trim('/' FROM {column}), '/')) WITH ORDINALITY AS parts (part,
         place))
"""


SOURCE = "growth_source"


def copied(connection: "psycopg.Connection[Any]", table: str) -> sql.Composed:
    """An INSERT that adds the copy `k` of a table's rows (kept in `SOURCE`), with ids, codes and
    paths of its own.
    """
    columns = connection.execute(_COLUMNS, [table]).fetchall()
    values = [
        _value(str(name), str(kind), other, bool(key), bool(unique))
        for name, kind, other, key, unique in columns
    ]
    return sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM {source}, (SELECT {k}::bigint AS k) k"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(sql.Identifier(str(row[0])) for row in columns),
        values=sql.SQL(", ").join(values),
        source=sql.Identifier(SOURCE),
        k=sql.Placeholder("k"),
    )


def _value(name: str, kind: str, other: object, key: bool, unique: bool) -> sql.Composable:
    column, shift = sql.Identifier(name), sql.Literal(SHIFT)
    if other in COPIED or (key and other is None and kind == "bigint"):
        return sql.SQL("{} + k * {}").format(column, shift)
    if name == "path":
        return sql.SQL(_PATH).format(column=column, shift=shift)
    if name in {"code", "number"} or (
        unique and kind in {"text", "character varying"} and name != "subject_type"
    ):
        return sql.SQL("{} || '~' || k").format(column)
    return column


def grow(times: int) -> None:
    """Make the grown database from a copy of the kept one."""
    from django.db import connection as django

    from thidua.operations.restoring import speaking_to

    name = str(django.settings_dict["NAME"])
    django.close()
    with speaking_to("postgres"), django.cursor() as cursor:
        drop()
        cursor.execute(f'CREATE DATABASE {GROWN} TEMPLATE "{name}" STRATEGY FILE_COPY')
    try:
        _fill(times)
    except BaseException:
        django.close()
        with speaking_to("postgres"):
            drop()
        raise


@contextmanager
def _connected() -> "Iterator[psycopg.Connection[Any]]":
    """A connection of one's own to the grown database: no triggers, no keys asked (rows are
    copies), large sorts.
    """
    with psycopg.connect(address_of(GROWN), autocommit=True) as raw:
        for setting in (
            "session_replication_role = replica",
            "synchronous_commit = off",
            "maintenance_work_mem = '1GB'",
        ):
            raw.execute(f"SET {setting}")
        yield raw


_KEYS = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f'
"""
# Every index but that of the key, which the copies come in the order of; with its constraint where
# it has one.
_INDEXES = """
    SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
                ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass,
                    c.conname) END,
           CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname,
                            pg_get_constraintdef(c.oid)) END
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('u',
        'x')
    WHERE i.indrelid = '{table}'::regclass AND NOT i.indisprimary
"""
_TABLES = """
    SELECT format('ALTER TABLE %s SET UNLOGGED', oid::regclass) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def _fill(times: int) -> None:
    """Several tables at once; foreign keys are there again at the end, for what the planner learns
    from them.
    """
    begun = time.monotonic()
    with _connected() as raw:
        copying = {
            table: copied(raw, table) for table in COPIED
        }  # which the keys and indexes tell, so before all else
        keys = raw.execute(_KEYS).fetchall()
        for statement in [
            *(drop for drop, _ in keys),
            *(one for (one,) in raw.execute(_TABLES).fetchall()),
        ]:
            raw.execute(statement)
    workers = ThreadPoolExecutor(AT_ONCE)
    try:
        for done in as_completed(
            [workers.submit(_fill_table, table, copying[table], times) for table in COPIED]
        ):
            print(
                f"  {done.result():<34} {time.monotonic() - begun:6.0f} s",
                file=sys.stderr,
                flush=True,
            )
    finally:
        workers.shutdown(wait=False, cancel_futures=True)
    with _connected() as raw:
        for _, again in keys:
            raw.execute(again)


def _fill_table(table: str, statement: sql.Composed, times: int) -> str:
    with _connected() as raw:
        indexes = raw.execute(_INDEXES.format(table=table)).fetchall()
        for drop_it, _ in indexes:
            raw.execute(drop_it)
        raw.execute(f"CREATE TEMPORARY TABLE {SOURCE} AS TABLE {table}")
        for k in range(1, times):
            raw.execute(statement, {"k": k})
        raw.execute(f"VACUUM ANALYZE {table}")
        for _, again in indexes:
            raw.execute(again)
    return table


def is_there() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [GROWN])
        return cursor.fetchone() is not None


def bring_up_to_date() -> None:
    from django.core.management import call_command

    from thidua.operations.restoring import speaking_to

    with speaking_to(GROWN):
        call_command("migrate", verbosity=0)


def drop() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {GROWN} WITH (FORCE)")


def room_for(times: int) -> int:
    """As many times as the disk has room for, at most `times`."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(%s::text[]) t",
            [list(COPIED)],
        )
        (size,) = cursor.fetchone() or (0,)
    free = shutil.disk_usage(Path(os.environ["THIDUA_HOME"])).free
    fits = int(free / ROOM / float(size))
    if fits < times:
        print(
            f"only {fits}× fit on this disk ({free / 1e9:.0f} GB free, {float(size) / 1e9:.1f} "
            f"GB each)"
        )
    return min(times, fits)


@dataclass(frozen=True)
class Pair:
    """The same reader before both."""

    alone: Client
    grown: Client


def compared(pair: Pair, page: Page, *, rounds: int, times: int) -> bool:
    sides = {
        "alone": lambda reader: reader.alone.timed(page.address),
        "grown": lambda reader: reader.grown.timed(page.address),
    }
    taking_turns([pair], sides, rounds=5)
    took = taking_turns([pair], sides, rounds=rounds)
    (alone, grown), more = (took["alone"], took["grown"]), []
    for what, of in (("p95", p95), ("median", statistics.median)):
        more.append(f"{what} {of(grown):.1f} against {of(alone):.1f} ms")
    ratio = p95(grown) / p95(alone)
    return print_claim(f"{page.name}, {times}× the data", ratio, GOAL, more=", ".join(more))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument(
        "--keep", action="store_true", help="use the grown database of the last run, and keep it"
    )
    parser.add_argument(
        "--drop", action="store_true", help="drop the grown database that was kept, and end"
    )
    arguments = parser.parse_args()
    start_province()
    if arguments.drop:
        drop()
        return 0
    times = arguments.times if arguments.keep and is_there() else room_for(arguments.times)
    if arguments.keep and is_there():
        bring_up_to_date()
    else:
        grow(times)
    try:
        return finish(_compare(arguments.only, rounds=arguments.rounds, times=times))
    finally:
        if not arguments.keep:
            drop()


def _compare(only: str, *, rounds: int, times: int) -> list[bool]:
    with serving(processes=1) as port, serving(processes=1, database=GROWN) as grown:
        return [
            compared(
                Pair(Client(port).sign_in(page.reader), Client(grown).sign_in(page.reader)),
                page,
                rounds=rounds,
                times=times,
            )
            for page in pages(only)
        ]


if __name__ == "__main__":
    sys.exit(main())
