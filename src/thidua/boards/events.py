"""What the history knows of proposals: the number of the last change of each, and who made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

_BY_HAND = ("boards.choose", "boards.propose", "boards.propose_by_ballot")
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

    @classmethod
    def of(cls, found: Sequence[str | None] | None) -> "Setter | None":
        """Of the act, the actor and the moment of an event."""
        if found is None:
            return None
        act, actor, at = found
        return cls((actor or "") if act in _BY_HAND else "", datetime.fromisoformat(at or ""))
