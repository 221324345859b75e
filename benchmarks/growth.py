"""The same pages when the data grow: a province alone, and the province inside a database so many times as large.

A copy of the kept province's database is filled by SQL with further provinces: organisations, people, spells, posts,
roster, facts, ratings, proposals, decisions and earlier levels, each with ids of its own; the history is not copied.
Two servers run side by side, one on each database, and the same reader asks both in turn.

    python -m benchmarks.growth [--times 10] [--rounds 60] [--keep]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import os
import shutil
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.side_by_side import Client, finish, p95, pages_of, serving, start_province, taking_turns, told

GOAL = 1.3
GROWN = "thidua_grown"
SHIFT = 20_000_000
ROOM = 1.2
"""How much more disk than the copies' own size must be free."""
# Everything that grows with the tree; what belongs to the year as a whole or to accounts does not.
COPIED = (
    "organisations_organisation", "organisations_placement", "organisations_person", "organisations_membershipspell",
    "organisations_position", "organisations_succession", "campaigns_rosterentry", "reviews_factsheet",
    "reviews_rating", "reviews_proposal", "reviews_decision", "reviews_decisionitem", "reviews_earlierlevel",
)  # fmt: skip
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, NULL),
           (SELECT r.relname FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
            WHERE f.contype = 'f' AND f.conrelid = a.attrelid AND f.conkey = ARRAY[a.attnum] LIMIT 1),
           EXISTS (SELECT 1 FROM pg_index i
                   WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
           EXISTS (SELECT 1 FROM pg_index i
                   WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey))
    FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY a.attnum
"""
_PATH = """
    (SELECT '/' || string_agg((part::bigint + k * {shift})::text, '/' ORDER BY place) || '/'
     FROM unnest(string_to_array(trim('/' FROM {column}), '/')) WITH ORDINALITY AS parts (part, place))
"""


def copied(connection: "psycopg.Connection[Any]", table: str) -> sql.Composed:
    """An INSERT that adds copies `1..times - 1` of a table's rows, with ids, codes and paths of their own."""
    columns = connection.execute(_COLUMNS, [table]).fetchall()
    values = [
        _value(str(name), str(kind), other, bool(key), bool(unique)) for name, kind, other, key, unique in columns
    ]
    return sql.SQL("INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {last}) k").format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(sql.Identifier(str(row[0])) for row in columns),
        values=sql.SQL(", ").join(values),
        last=sql.Placeholder("last"),
    )


def _value(name: str, kind: str, other: object, key: bool, unique: bool) -> sql.Composable:
    column, shift = sql.Identifier(name), sql.Literal(SHIFT)
    if other in COPIED or (key and other is None and kind == "bigint"):
        return sql.SQL("{} + k * {}").format(column, shift)
    if name == "path":
        return sql.SQL(_PATH).format(column=column, shift=shift)
    if name in {"code", "number"} or (unique and kind in {"text", "character varying"} and name != "subject_type"):
        return sql.SQL("{} || '-' || k").format(column)
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
    with speaking_to(GROWN):
        django.ensure_connection()
        try:
            _fill(django.connection, times)
        except BaseException:
            django.close()
            with speaking_to("postgres"):
                drop()
            raise


def _fill(raw: "psycopg.Connection[Any]", times: int) -> None:
    begun = time.monotonic()
    raw.execute("SET session_replication_role = replica")  # no triggers, no keys asked: rows are copies
    raw.execute("SET synchronous_commit = off")
    for table in COPIED:
        raw.execute(copied(raw, table), {"last": times - 1})
        print(f"  {table:<34} {time.monotonic() - begun:6.0f} s", file=sys.stderr, flush=True)
    raw.execute("VACUUM ANALYZE")


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
        cursor.execute("SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(%s::text[]) t", [list(COPIED)])
        (size,) = cursor.fetchone() or (0,)
    free = shutil.disk_usage(Path(os.environ["THIDUA_HOME"])).free
    fits = int(free / ROOM / float(size))
    if fits < times:
        print(f"only {fits}× fit on this disk ({free / 1e9:.0f} GB free, {float(size) / 1e9:.1f} GB each)")
    return min(times, fits)


@dataclass(frozen=True)
class Pair:
    """The same reader before both."""

    alone: Client
    grown: Client


def compared(pair: Pair, name: str, address: str, *, rounds: int, times: int) -> bool:
    sides = {
        "alone": lambda one: one.alone.timed(address),
        "grown": lambda one: one.grown.timed(address),
    }
    taking_turns([pair], sides, rounds=5)
    took = taking_turns([pair], sides, rounds=rounds)
    (alone, grown), more = (took["alone"], took["grown"]), []
    for what, of in (("p95", p95), ("median", statistics.median)):
        more.append(f"{what} {of(grown):.1f} against {of(alone):.1f} ms")
    ratio = p95(grown) / p95(alone)
    return told(f"{name}, {times}× the data", ratio, GOAL, more=", ".join(more))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true", help="use the grown database of the last run, and keep it")
    arguments = parser.parse_args()
    start_province()
    times = room_for(arguments.times)
    if arguments.keep and is_there():
        bring_up_to_date()
    else:
        grow(times)
    with serving(processes=1) as port, serving(processes=1, database=GROWN) as grown:
        kept = [
            compared(Pair(Client(port).sign_in(who), Client(grown).sign_in(who)), name, address,
                     rounds=arguments.rounds, times=times)
            for name, (who, address) in pages_of(arguments.only).items()
        ]  # fmt: skip
    if not arguments.keep:
        drop()
    return finish(kept)


if __name__ == "__main__":
    sys.exit(main())
