"""Counting once what many ask for: kept beside the year, and never shown when it is stale.

What is kept carries the database's own snapshot of the moment it was counted at. Every write to what is counted from
leaves its transaction's number in `Change` (triggers, so nobody can forget). A summary is stale exactly when some
change that the present look can see could not be seen by that snapshot; then it is counted again. No clock, no lock,
no writer that waits: see docs/decisions/020.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign

EVERYTHING, EARLIER, TOLD = 0, -1, -2
"""Parts of `Change` that are no body: whatever stands at levels, the levels of earlier years, what pages only tell."""


@dataclass(frozen=True)
class Wanted:
    """Something to be counted: under which name it is kept, and the parts whose change makes it stale (None: any)."""

    place: str
    parts: tuple[int, ...] | None = None


Make = Callable[[Sequence[str]], dict[str, Any]]
"""Counts the named places; what it gives for each is kept as JSON."""

_FRESH = """
    SELECT s.place, s.content, s.seen FROM reports_summary s
    WHERE s.campaign_id = %s AND s.place = ANY(%s) AND s.home = reports_home() AND NOT EXISTS (
        SELECT 1 FROM reports_change c
        WHERE (s.parts IS NULL OR c.part = ANY(s.parts))
          AND c.transaction >= pg_snapshot_xmin(s.seen::pg_snapshot)::text::bigint
          AND NOT pg_visible_in_snapshot(c.transaction::text::xid8, s.seen::pg_snapshot)
    )
"""
_KEEP = """
    INSERT INTO reports_summary (campaign_id, place, parts, content, seen, home)
    VALUES (%s, %s, %s, %s, %s, reports_home())
    ON CONFLICT (campaign_id, place)
    DO UPDATE SET parts = excluded.parts, content = excluded.content, seen = excluded.seen, home = excluded.home
"""
# Nobody counts for an hour: a change this old that every kept snapshot has seen is of no more use.
_FORGET = """
    DELETE FROM reports_change WHERE at < now() - interval '1 hour'
    AND transaction < (SELECT min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint) FROM reports_summary)
"""


def kept(campaign: Campaign, wanted: Sequence[Wanted], make: Make) -> dict[str, Any]:
    """What each wanted place comes to now, by its name: as it was kept, or counted again where that is stale.

    Inside a transaction everything is counted: what it has written itself is in no snapshot.
    """
    places = [one.place for one in wanted]
    if connection.in_atomic_block:
        return make(places)
    found = {place: content for place, content, _ in _fresh(campaign, places)}
    stale = [one for one in wanted if one.place not in found]
    if stale:
        seen = _snapshot()
        made = make([one.place for one in stale])
        _keep(campaign, stale, made, seen)
        found |= made
    return found


def stamp(campaign: Campaign, place: str) -> str | None:
    """A name for the present state of everything that figures of the year show: another one after any change.

    None inside a transaction.
    """
    if connection.in_atomic_block:
        return None
    for _, _, seen in _fresh(campaign, [place]):
        return seen
    seen = _snapshot()
    _keep(campaign, [Wanted(place)], {place: None}, seen)
    return seen


def _fresh(campaign: Campaign, places: Sequence[str]) -> list[tuple[str, Any, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_FRESH, [campaign.pk, list(places)])
        return [(place, json.loads(content), seen) for place, content, seen in cursor.fetchall()]


def _snapshot() -> str:
    """Taken before anything is counted: what is written meanwhile makes the summary stale, at worst once too often."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str((cursor.fetchone() or ("",))[0])


def _keep(campaign: Campaign, wanted: Sequence[Wanted], made: dict[str, Any], seen: str) -> None:
    rows = [
        (campaign.pk, one.place, list(one.parts) if one.parts is not None else None, json.dumps(made[one.place]), seen)
        for one in wanted
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)
        cursor.execute(_FORGET)
