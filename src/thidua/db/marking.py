"""Statement triggers that leave a mark in `db_change` for whatever is written to a table: SQL for
migrations.

`parts` of a change are numbers that the rooms above give a meaning to; see `db.changes`.
"""

from collections.abc import Iterable

EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def marks_part(table: str, part: int) -> str:
    """Whatever happens to the table changes one part."""
    return marks_by(table, "db_part_changed", f"'{part}'")


def marks_by(
    table: str,
    function: str,
    argument: str = "",
    *,
    events: Iterable[str] = tuple(EVENTS),
) -> str:
    """A trigger function finds the parts in the rows, which it reads from the table `changed`."""
    return "\n".join(
        f"CREATE TRIGGER marks_{event.lower()} AFTER {event} ON {table} REFERENCING "
        f"{EVENTS[event]} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}({argument});"
        for event in events
    )


def unmark(tables: Iterable[str]) -> str:
    """Take the triggers away again."""
    found = [(table, event.lower()) for table in tables for event in EVENTS]
    return "\n".join(f"DROP TRIGGER IF EXISTS marks_{event} ON {table};" for table, event in found)
