"""Taking an import back: every row it touched is set to what the history says it was before.

The history keeps each row after every change. The rows of an import are those with events under its
act; what a row was before is its last event from before the first of these. What the import brought
goes, what it changed is set back, what it took away comes back under its old id. It is refused when
a row is no longer what the import made of it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.exchange.errors import UndoRefusedError
from thidua.history.tracking import parts_of
from thidua.ratings.actions import remove_ratings
from thidua.roster.actions import remove_roster
from thidua.roster.models import PutOff
from thidua.roster.putting_off import follow_notes

MOST_NAMED = 5


@dataclass(frozen=True)
class _Table:
    """A tracked table and the history of its rows."""

    model: type[models.Model]
    name: str
    events: str
    key: str
    columns: tuple[str, ...]

    @property
    def staged(self) -> str:
        return f"undo_{self.name}"

    def listed(self, of: str) -> str:
        return ", ".join(f'{of}."{column}"' for column in self.columns)


def take_back(act: str, *, naming_files: bool = True) -> dict[str, int]:
    """Take back everything that an act did, inside the caller's transaction; rows by table.

    `naming_files`: where later imports stand against it, their files are named too. Raises
    UndoRefusedError naming the rows that have changed since, or what has come to stand on them."""
    acts = parts_of(act)
    touched = [table for table in tracked_tables() if _stage(table, acts)]
    for table in touched:
        _lock(table)
    if changed := [
        row for table in touched for row in _changed_since(table, naming_files=naming_files)
    ]:
        raise UndoRefusedError.changed(changed[:MOST_NAMED], more=max(0, len(changed) - MOST_NAMED))
    try:
        with transaction.atomic():
            _forget_computed(touched)
            for table in touched:
                _remove(table)
            for table in touched:
                _set_back(table)
                _bring_back(table)
            execute("SELECT organisations_refresh_paths()")
            _follow_notes(touched)
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise UndoRefusedError.stood_on(_what_stands(error)) from error
    return {table.name: _count(table) for table in touched}


def tracked_tables() -> list[_Table]:
    """Every table whose rows have a history."""
    found = []
    for events in apps.get_models():
        model = getattr(events, "pgh_tracked_model", None)
        if model is None or events._meta.proxy:
            continue
        written = (field for field in model._meta.concrete_fields if not field.generated)
        columns = tuple(field.column for field in written)
        key = model._meta.pk.column
        found.append(_Table(model, model._meta.db_table, events._meta.db_table, key, columns))
    return found


def _stage(table: _Table, acts: list[str]) -> bool:
    """List the rows that the acts touched: the first and last event of each, and the last one
    before. Any at all?
    """
    execute(f"DROP TABLE IF EXISTS {table.staged}")
    touched = execute(
        f"""CREATE TEMPORARY TABLE {table.staged} ON COMMIT DROP AS
            SELECT mine.id, mine.first, mine.last, mine.began_with, before.pgh_id AS before
            FROM (SELECT pgh_obj_id AS id, min(pgh_id) AS first, max(pgh_id) AS last,
                         (array_agg(pgh_label ORDER BY pgh_id))[1] AS began_with
                  FROM {table.events} WHERE pgh_context_id = ANY(%s::uuid[])
                      GROUP BY pgh_obj_id) mine
            LEFT JOIN LATERAL (
                SELECT e.pgh_id FROM {table.events} e
                WHERE mine.began_with <> 'insert' AND e.pgh_obj_id = mine.id
                    AND e.pgh_id < mine.first
                ORDER BY e.pgh_id DESC LIMIT 1
            ) before ON true""",  # noqa: S608 - names of our own tables
        [acts],
    )
    if touched > 0:
        execute(f"ANALYZE {table.staged}")
    return touched > 0


def _lock(table: _Table) -> None:
    """Nobody changes these rows, or comes to refer to them, until this is over."""
    execute(
        f'SELECT 1 FROM {table.name} t WHERE t."{table.key}" IN (SELECT id FROM {table.staged}) '  # noqa: S608
        f"FOR UPDATE"
    )


def _changed_since(table: _Table, *, naming_files: bool) -> list[tuple[str, str]]:
    """Rows that are not what the import left: the kind of thing and, where the history knows, who
    changed it last.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT u.id, c.metadata ->> 'act', c.metadata ->> 'actor', c.metadata ->> 'files'
                FROM {table.staged} u
                JOIN {table.events} l ON l.pgh_id = u.last
                LEFT JOIN {table.name} t ON t."{table.key}" = u.id
                LEFT JOIN LATERAL (SELECT e.pgh_context_id FROM {table.events} e
                    WHERE e.pgh_obj_id = u.id
                                   ORDER BY e.pgh_id DESC LIMIT 1) latest ON true
                LEFT JOIN pghistory_context c ON c.id = latest.pgh_context_id
                WHERE CASE WHEN l.pgh_label = 'delete' THEN t."{table.key}" IS NOT NULL
                      ELSE t."{table.key}" IS NULL OR ({table.listed("t")}) IS DISTINCT
                          FROM ({table.listed("l")}) END
                   OR (u.began_with <> 'insert' AND u.before IS NULL)
                ORDER BY u.id"""  # noqa: S608 - names of our own tables
        )
        kind = str(table.model._meta.verbose_name)
        width = 4 if naming_files else 3
        return [
            (kind, " · ".join(part for part in row[1:width] if part)) for row in cursor.fetchall()
        ]


def _follow_notes(touched: list[_Table]) -> None:
    """The list of a year follows the notes of reviews put off that were taken back."""
    if any(table.model is PutOff for table in touched):
        for campaign in Campaign.objects.all():
            follow_notes(campaign.pk)


def _forget_computed(touched: list[_Table]) -> None:
    """A roster that the import was the first to freeze goes with it, and so does what was worked
    out from it.
    """
    years = next((table for table in touched if table.model is Campaign), None)
    if years is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT u.id FROM {years.staged} u JOIN {years.events} l ON l.pgh_id = u.last
                LEFT JOIN {years.events} b ON b.pgh_id = u.before
                WHERE l.roster_frozen_at IS NOT NULL AND b.roster_frozen_at IS NULL"""  # noqa: S608
        )
        frozen = [found for (found,) in cursor.fetchall()]
    for campaign in frozen:
        remove_ratings(campaign)
        remove_roster(campaign)


def _remove(table: _Table) -> None:
    execute(
        f"""DELETE FROM {table.name} t USING {table.staged} u
            WHERE t."{table.key}" = u.id AND u.began_with = 'insert'"""  # noqa: S608
    )


def _set_back(table: _Table) -> None:
    settable = [column for column in table.columns if column != table.key]
    if not settable:
        return
    assignments = ", ".join(f'"{column}" = b."{column}"' for column in settable)
    execute(
        f"""UPDATE {table.name} t SET {assignments}
            FROM {table.staged} u JOIN {table.events} b ON b.pgh_id = u.before
            WHERE t."{table.key}" = u.id"""  # noqa: S608
    )


def _bring_back(table: _Table) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    execute(
        f"""INSERT INTO {table.name} ({columns}) SELECT {table.listed("b")}
            FROM {table.staged} u JOIN {table.events} b ON b.pgh_id = u.before
            WHERE NOT EXISTS (SELECT 1 FROM {table.name} t WHERE t."{table.key}" = u.id)
                ORDER BY u.id"""  # noqa: S608
    )


def _count(table: _Table) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table.staged}")  # noqa: S608
        return int((cursor.fetchone() or (0,))[0])


def _what_stands(error: IntegrityError) -> str:
    """What refers to a row that would go, by the name of its kind."""
    cause: Any = error.__cause__
    name = getattr(getattr(cause, "diag", None), "table_name", "") or ""
    kinds = {model._meta.db_table: str(model._meta.verbose_name) for model in apps.get_models()}
    return kinds.get(name, name)
