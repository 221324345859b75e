"""New rows of a model by COPY: what `bulk_create` does, in a fraction of its time."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection, models
from psycopg import sql

from thidua.db.frames import MANY, analyse
from thidua.loading.writing import reserve_ids

Row = TypeVar("Row", bound=models.Model)


def copy_rows(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Store new rows; each has its key afterwards. Signals are not sent, triggers see them.

    Inside a transaction, in which nobody else adds to the table until it ends."""
    given = list(rows)
    meta = model._meta
    for row, key in zip(given, reserve_ids(meta.db_table, len(given)), strict=True):
        row.pk = key
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields),
    )
    if given:
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in given:
                copy.write_row(
                    [
                        field.get_db_prep_save(field.pre_save(row, add=True), connection)
                        for field in fields
                    ]
                )
                row._state.adding, row._state.db = False, connection.alias
    if len(given) >= MANY:
        analyse(meta.db_table)
    return given
