"""What a database holds, told so that two can be compared: fingerprints of all tables, migrations,
figures.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any, cast

from django.db import connection
from psycopg import Connection, sql
from pydantic import BaseModel

from thidua.accounts.actors import Operator
from thidua.ballots.models import LEFT_OUT_OF_BACKUPS
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.reports.figures import figures

# Values are written as text the same way by every server, whatever it is set to.
_PLAINLY = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'iso_8601'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
# Every table of ours with its key in order; words are ordered by their bytes, as no server's
# language does it.
_TABLES = """
    SELECT c.relname,
           coalesce(array_agg(a.attname::text || CASE WHEN a.attcollation <> 0 THEN ' c' ELSE '' END
                              ORDER BY array_position(i.indkey::int2[],
                                  a.attnum)) FILTER (WHERE a.attname IS NOT NULL),
                    '{}')
    FROM pg_class c
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    GROUP BY c.relname ORDER BY c.relname COLLATE "C"
"""


class Table(BaseModel, frozen=True):
    """How many rows a table has, and the SHA-256 of all of them in the order of its key."""

    rows: int
    sha256: str


def fingerprints() -> dict[str, Table]:
    """Read every table of the database once, but those whose rows no backup has. Inside a
    transaction of the caller's.
    """
    for setting in _PLAINLY:
        execute(setting)
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        found = cursor.fetchall()
    return {name: _fingerprint(name, key) for name, key in found if name not in LEFT_OUT_OF_BACKUPS}


def _fingerprint(table: str, key: list[str]) -> Table:
    """A line of COPY is a row: line ends inside values are written as \\n."""
    order: list[sql.Composable] = [
        sql.SQL('{} COLLATE "C"' if column.endswith(" c") else "{}").format(
            sql.Identifier(column.removesuffix(" c"))
        )
        for column in key
    ] or [sql.SQL('t::text COLLATE "C"')]
    statement = sql.SQL("COPY (SELECT * FROM {} t ORDER BY {}) TO STDOUT").format(
        sql.Identifier(table), sql.SQL(", ").join(order)
    )
    rows, digest = 0, hashlib.sha256()
    connection.ensure_connection()
    with cast("Connection[Any]", connection.connection).cursor().copy(statement) as copy:
        for block in copy:
            rows += bytes(block).count(b"\n")
            digest.update(block)
    return Table(rows=rows, sha256=digest.hexdigest())


def migrations() -> list[str]:
    """Every migration applied, as `app.name`; none in an empty database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        if (cursor.fetchone() or (True,))[0]:
            return []
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def published_figures() -> dict[str, Any]:
    """The figures of every year whose roster is frozen, as plain JSON."""
    campaigns = Campaign.objects.filter(roster_frozen_at__isnull=False).order_by("year")
    counted = {
        str(campaign.year): figures(campaign=campaign, actor=Operator()).as_tables()
        for campaign in campaigns
    }
    plain: dict[str, Any] = json.loads(json.dumps(counted, default=_plain, ensure_ascii=False))
    return plain


def _plain(value: object) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return str(value)
