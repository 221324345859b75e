"""The raw rows of a board: one question for all of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from thidua.boards.counting import COLUMNS
from thidua.boards.definition import Board
from thidua.db.prepared import ask
from thidua.roster.levels import DECIDED_LEVEL, DECIDING
from thidua.roster.models import RosterEntry

PLAIN = {
    "pk": "e.id",
    "code": "e.code",
    "name": "e.name",
    "title": "e.title",
    "person_id": "e.person_id",
    "organisation_code": "o.code",
    "organisation_name": "o.name",
    **{column: f"e.{column}" for column in COLUMNS.values()},
}
VALUES = {
    "low": "r.low",
    "high": "r.high",
    "outcomes": "r.outcomes",
    "claimed": "p.self_claimed",
    "proposed": "p.proposed",
    "chosen": "p.chosen",
    "said": "p.reason",
    "returned": "p.returned",
    "ballot_reason": "p.ballot_reason",
    "decided_level": DECIDED_LEVEL,
    "decided_number": "d.number",
    "decided_on": "d.decided_on",
    "targets": "f.known->>'targets_done'",
    "targets_of": "f.known->>'unit_targets'",
    "targets_met": "f.known->>'unit_targets_done'",
    "discipline": "f.known->>'discipline'",
    "collective_disciplined": "f.known->>'collective_disciplined'",
    "committee_disciplined": "f.known->>'committee_disciplined'",
    "version": "coalesce((SELECT max(v.pgh_id) FROM boards_proposalevent v WHERE "
    "v.roster_entry_id = e.id), 0)",
}
"""What a row shows that may change while officers look at it; `changes` tells from these whether
anything did.

`version` is the number of the last change of the subject's proposal. Changes of one proposal wait
for each other, so it only grows: it is what officers act on. """
TABLES = f"""
    FROM roster_rosterentry e
    JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id
    LEFT JOIN boards_proposal p ON p.roster_entry_id = e.id
    LEFT JOIN facts_factsheet f ON f.roster_entry_id = e.id
    {DECIDING}
"""
_ROWS = f"SELECT {', '.join({**PLAIN, **VALUES}.values())}, {{more}} {TABLES}"
_LINE = ", ".join(f"coalesce(({sql})::text, '·')" for sql in VALUES.values())
VERSION = (
    f"SELECT md5(coalesce(string_agg(concat_ws('|', e.id, {_LINE}), ',' ORDER BY e.id), '')) "
    f"{TABLES} WHERE e.id IN ({{inside}})"
)
"""The version of a whole board, of which entries stand `inside`: one line of an answer."""
# The newest event that changed the level: a later one that only says something else is passed over.
_SETTER = """
    CASE WHEN p.{field} <> '' THEN (
        SELECT ARRAY[c.metadata->>'act', c.metadata->>'actor', v.pgh_created_at::text]
        FROM (
            SELECT pgh_id, pgh_created_at, pgh_context_id, {field} AS level,
                lag({field}) OVER (ORDER BY pgh_id) AS before
            FROM boards_proposalevent WHERE roster_entry_id = e.id
        ) v LEFT JOIN pghistory_context c ON c.id = v.pgh_context_id
        WHERE v.level IS DISTINCT FROM v.before ORDER BY v.pgh_id DESC LIMIT 1
    ) END
"""


def entries_on(board: Board) -> "QuerySet[RosterEntry]":
    """The subjects of a board, in Vietnamese order."""
    return RosterEntry.objects.filter(board.subjects, campaign=board.campaign).order_by(
        "sort_key", "code", "pk"
    )


def read(board: Board, *, only: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """The raw rows of a board, in Vietnamese order; `only` those of some entries that stand on it:
    one question.
    """
    inside, params = board.entries
    if only is None:
        return _fetched(board, f"e.id IN ({inside})", params)
    return _fetched(board, f"e.id IN ({inside}) AND e.id = ANY(%s)", (*params, list(only)))


def read_with_version(board: Board) -> tuple[list[dict[str, Any]], str]:
    """All raw rows of a board, and the version that the board has with them."""
    inside, params = board.entries
    version = f"({VERSION.format(inside=inside)})"
    raw = _fetched(board, f"e.id IN ({inside})", (*params, *params), version)
    return raw, str(raw[0]["board_version"]) if raw else ""


def read_known(board: Board, entries: Iterable[int]) -> list[dict[str, Any]]:
    """The raw rows of entries that are known to stand on the board: an act on it has just made
    sure.
    """
    keys = tuple(entries)
    return _fetched(board, f"e.id IN ({', '.join(['%s'] * len(keys))})", keys) if keys else []


def _fetched(
    board: Board, where: str, params: tuple[Any, ...], version: str = "NULL"
) -> list[dict[str, Any]]:
    names = (*PLAIN, *VALUES, "setter", "board_version")
    setter = _SETTER.format(field="chosen" if board.decides else "proposed")
    select = _ROWS.format(more=f"{setter}, {version}")
    rows = ask(f"{select} WHERE {where} ORDER BY e.sort_key, e.code, e.id", params)
    return [dict(zip(names, row, strict=True)) for row in rows]
