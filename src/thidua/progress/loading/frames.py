"""Notes as rows of the sheet."""

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from thidua.progress.loading.known import KnownTask
from thidua.progress.sheets import PROGRESS

KEY = ("organisation", "task", "measure", "on")
COLUMNS = ("value", "done", "text", "blocked_by")


def frame_of(rows: Iterable[dict[str, Any]], *, row: bool = False) -> pl.DataFrame:
    """Rows by column id, in the types of the sheet; texts that say nothing are ""; `row`: with the
    row of the file.
    """
    schema: dict[str, pl.DataType] = {} if not row else {"row": pl.Int64()}
    schema |= {column.id: column.dtype for column in PROGRESS.columns}
    frame = pl.DataFrame(
        [{name: each.get(name) for name in schema} for each in rows], schema=schema, orient="row"
    )
    return frame.with_columns(pl.col("text", "blocked_by", "measure").fill_null(""))


def rows_of(task: KnownTask) -> Iterator[dict[str, Any]]:
    """What stands of a task: of each day the note that counts, a row for each of its measures."""
    code = task.task.registration.organisation.code
    common = {
        "organisation": code,
        "task": str(task.task.position),
        "heading": " ".join(task.content.heading.split()),
    }
    for note in {note.on: note for note in task.notes}.values():
        for name, says in task.told(note).items():
            yield {**common, "measure": " ".join(name.split()), "on": note.on, **says}


def rows_to_fill(task: KnownTask) -> Iterator[dict[str, Any]]:
    """The same, and a row to be filled in for each measure that nobody noted."""
    found = list(rows_of(task))
    yield from found
    noted = {row["measure"] for row in found}
    for line in task.content.measures:
        name = " ".join(line.name.split())
        if name not in noted:
            yield {
                "organisation": task.task.registration.organisation.code,
                "task": str(task.task.position),
                "heading": " ".join(task.content.heading.split()),
                "measure": name,
            }
