"""Frames in and out of PostgreSQL by COPY: whole tables at a time, nothing row by row.

Words go through CSV, so every column keeps exactly the text PostgreSQL itself reads and writes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import polars as pl
from django.db import connection
from psycopg import Connection, Copy, sql
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

NULL = "\\N"
MANY = 1_000
"""From so many new rows on, a table's statistics are renewed at once."""


def _psycopg() -> Connection[Any]:
    connection.ensure_connection()
    return cast("Connection[Any]", connection.connection)


def read_frame(
    query: str,
    params: Sequence[object] = (),
    *,
    schema: Mapping[str, pl.DataType | type[pl.DataType]],
) -> pl.DataFrame:
    """Run a SELECT and return its rows as a frame with exactly the columns and types of `schema`.

    Dates, booleans and numbers are converted by Polars; JSON arrives as text.
    """
    cursor = _psycopg().cursor()
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, NULL '\\N')").format(
        _bound(query, params)
    )
    with cursor.copy(statement) as copy:
        data = b"".join(_rows(copy))
    if not data:
        return pl.DataFrame(schema=dict(schema))
    booleans = [name for name, dtype in schema.items() if dtype == pl.Boolean]
    read_as = {name: pl.String if name in booleans else dtype for name, dtype in schema.items()}
    frame = pl.read_csv(
        data, has_header=False, schema=read_as, null_values=NULL, empty_string_is_null=False
    )
    return frame.with_columns((pl.col(name) == "t").alias(name) for name in booleans)


def _rows(copy: Copy) -> Iterator[bytes]:
    """Everything that a COPY sends, in a tenth of the time of `copy` itself: what has come already
    is taken without waiting for each row anew, and as bytes, which the garbage collector need not
    look through again and again.

    Raises what the server says, at once or in the middle."""
    pgconn = copy.connection.pgconn
    while first := copy.read():
        yield bytes(first)
        size, row = pgconn.get_copy_data(1)
        while size > 0:
            yield bytes(row)
            size, row = pgconn.get_copy_data(1)
        if size < 0:
            _end(pgconn)
            return


def _end(pgconn: PGconn) -> None:
    """Take what the server says at the end of a COPY."""
    results = list(iter(pgconn.get_result, None))
    for result in results:
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


def _bound(query: str, params: Sequence[object]) -> sql.Composable:
    """COPY takes no parameters, so they are quoted in by psycopg itself: `%s` becomes a literal."""
    parts = query.split("%s")
    if len(parts) != len(params) + 1:
        raise ValueError(f"{len(params)} parameters for {len(parts) - 1} places")
    pieces: list[sql.Composable] = [sql.SQL(parts[0])]
    for value, text in zip(params, parts[1:], strict=True):
        pieces += [sql.Literal(value), sql.SQL(text)]
    return sql.Composed(pieces)


def copy_in(table: str, frame: pl.DataFrame) -> int:
    """COPY a frame into a table; the frame's column names are the table's. Returns the number of
    rows.
    """
    return 0 if frame.is_empty() else copy_in_parts(table, frame.columns, [frame])


def copy_in_parts(table: str, columns: Sequence[str], parts: Iterable[pl.DataFrame]) -> int:
    """The same of frames with these columns, one after another as they are made: the database
    writes one while the next is worked out. Nothing else is asked of it meanwhile.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, NULL '\\N')").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    height = 0
    with _psycopg().cursor().copy(statement) as copy:
        for part in parts:
            rows = part.select(columns)
            copy.write(
                rows.write_csv(include_header=False, null_value=NULL, quote_style="necessary")
            )
            height += rows.height
    if height >= MANY:
        analyse(table)
    return height


def analyse(table: str) -> None:
    """Let the planner know what a table holds now, inside the transaction that filled it.

    Without this, statistics from when the table was empty (a load that was taken back, say) make it
    believe in one row, and joins over a province's members take hours."""
    _psycopg().cursor().execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def plan_anew() -> None:
    """Let the next statements, and the triggers they set off, be planned for what there is now.

    A trigger keeps the plan that it made when a few rows were written: comparing the old rows with
    the new ones each by each. For 25,000 sheets, written after a few, that statement took 4.5 s;
    planned anew it takes 0.03 s."""
    _psycopg().cursor().execute("DISCARD PLANS")


def stage(name: str, frame: pl.DataFrame, *, types: Mapping[str, str]) -> None:
    """Put a frame into a temporary table that lives until the end of the transaction.

    `types` gives each column its SQL type, e.g. {"code": "text", "starts_on": "date"}.
    """
    columns = sql.SQL(", ").join(
        [
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(types[column]))
            for column in frame.columns
        ]
    )
    cursor = _psycopg().cursor()
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(name)))
    cursor.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(
            sql.Identifier(name), columns
        )
    )
    if copy_in(name, frame) < MANY:
        analyse(name)
    else:
        plan_anew()


def execute(statement: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> int:
    """Run one statement (INSERT … SELECT from a staged table, say); returns the number of rows it
    touched.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)
