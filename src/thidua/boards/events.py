"""What the history knows of proposals: the number of the last change of each, and who made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.apps import apps
from django.db.models import QuerySet

from thidua.db.prepared import ask

_BY_HAND = ("boards.choose", "boards.propose")
"""The acts in which somebody sets a level on a page; in any other it came with a file."""


def proposal_events() -> "QuerySet[Any]":
    """The history of proposals, every change of every one."""
    events: QuerySet[Any] = apps.get_model("boards", "ProposalEvent").objects.all()
    return events


@dataclass(frozen=True)
class Change:
    """The last change of a proposal: who, when, and what it says since."""

    at: datetime
    actor: str
    proposed: str
    chosen: str
    returned: str


def last_change(entry_id: int) -> Change | None:
    """Who last changed a subject's proposal, and to what; None before anybody did."""
    event = (
        proposal_events()
        .filter(roster_entry_id=entry_id)
        .select_related("pgh_context")
        .order_by("-pgh_id")
        .first()
    )
    if event is None:
        return None
    metadata = event.pgh_context.metadata if event.pgh_context is not None else {}
    return Change(
        event.pgh_created_at,
        metadata.get("actor", ""),
        event.proposed,
        event.chosen,
        event.returned,
    )


@dataclass(frozen=True)
class Setter:
    """Who set the level that a proposal says now, and when; `name` is "" where it came with a
    file.
    """

    name: str
    at: datetime


# The newest event that changed the level; a later one that only says something else is passed over.
_SETTERS = """
    SELECT DISTINCT ON (e.roster_entry_id) e.roster_entry_id, e.pgh_created_at,
        c.metadata->>'act', c.metadata->>'actor'
    FROM (
        SELECT roster_entry_id, pgh_id, pgh_created_at, pgh_context_id, {field} AS level,
            lag({field}) OVER (PARTITION BY roster_entry_id ORDER BY pgh_id) AS before
        FROM boards_proposalevent WHERE roster_entry_id = ANY(%s::bigint[])
    ) e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
    WHERE e.level IS DISTINCT FROM e.before
    ORDER BY e.roster_entry_id, e.pgh_id DESC
"""


def setters(field: Literal["chosen", "proposed"], entries: Sequence[int]) -> dict[int, Setter]:
    """Of each of these subjects who set the level chosen, or proposed: one question."""
    found = ask(_SETTERS.format(field=field), [list(entries)]) if entries else []
    return {
        entry: Setter((actor or "") if act in _BY_HAND else "", at)
        for entry, at, act, actor in found
    }
