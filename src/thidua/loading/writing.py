"""Writing compared rows: new ones by COPY, changed ones by one UPDATE, vanished ones by one
DELETE.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from thidua.db.frames import copy_in, execute, stage
from thidua.workbooks import Diff, compare


def reserve_ids(table: str, count: int) -> pl.Series:
    """Fresh primary keys for that many new rows of a table, in a row.

    Nobody else inserts into the table until the transaction ends, so the sequence can be set
    forward at once."""
    if not count:
        return pl.Series("id", [], dtype=pl.Int64)
    execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        first = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count - 1]
        )
    return pl.int_range(first, first + count, dtype=pl.Int64, eager=True).alias("id")


def insert(table: str, rows: pl.DataFrame, columns: Sequence[str]) -> None:
    """COPY these columns of the rows."""
    copy_in(table, rows.select(columns))


def update(table: str, rows: pl.DataFrame, columns: Mapping[str, str], *, key: str = "id") -> None:
    """Set the columns of the stored rows with these ids. `columns`: name → SQL type."""
    if rows.is_empty() or not columns:
        return
    stage("loading_changed", rows.select(key, *columns), types={key: "bigint", **columns})
    assignments = ", ".join(f"{name} = n.{name}" for name in columns)
    execute(f"UPDATE {table} t SET {assignments} FROM loading_changed n WHERE t.{key} = n.{key}")  # noqa: S608


def delete(table: str, ids: pl.Series) -> None:
    """Delete the stored rows with these ids."""
    if not ids.is_empty():
        execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [ids.to_list()])  # noqa: S608


@dataclass(frozen=True)
class DatedTable:
    """A table of dated rows that hang on an owner: each owner's rows are written as one set.

    `key`: owner columns and `starts_on`, which tell one row from the next; `columns`: the other
    columns and their SQL types."""

    name: str
    owner: str
    key: tuple[str, ...]
    columns: Mapping[str, str]


def compare_sets(
    table: DatedTable,
    *,
    stored: pl.DataFrame,
    incoming: pl.DataFrame,
    columns: Sequence[str] | None = None,
) -> Diff:
    """Compare the whole sets of the owners that `incoming` names; `missing` are their stored rows
    that did not come.

    `columns`: which of the table's columns to compare (all of them).
    """
    named = stored.join(
        incoming.select(table.owner).unique(), on=table.owner, how="semi", maintain_order="left"
    )
    return compare(
        existing=named, incoming=incoming, key=table.key, columns=list(columns or table.columns)
    )


def write_sets(
    table: DatedTable, diff: Diff, *, stored: pl.DataFrame, columns: Sequence[str] | None = None
) -> None:
    """Write a `compare_sets`. First days do not change, so in this order no two rows ever share a
    day on the way.
    """
    delete(table.name, diff.missing["id"])
    written = {
        name: sql_type
        for name, sql_type in table.columns.items()
        if columns is None or name in columns
    }
    changed = diff.changed.join(
        stored.select("id", *table.key), on=table.key, how="inner", nulls_equal=True
    )
    update(table.name, changed, written)
    insert(table.name, diff.new, [*table.key, *table.columns])


def blanks(rows: pl.DataFrame) -> pl.DataFrame:
    """What is stored as an empty text is a blank cell."""
    texts = [name for name, dtype in rows.schema.items() if dtype == pl.String]
    return rows.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in texts
    )
