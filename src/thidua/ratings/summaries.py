"""Counting once what many ask for: kept beside the year, and never shown when it is stale.

What is kept carries the database's own snapshot of the moment before it was counted; it is stale,
and counted again, once a change of what it was counted from shows that this snapshot had not seen:
see `db.changes`."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.db.changes import MARKS_KEPT, Parts, moment
from thidua.ratings.models import Summary


@dataclass(frozen=True)
class Wanted:
    """Something to be counted: under which name it is kept, and the parts whose change makes it
    stale (None: any).
    """

    place: str
    parts: Parts = None


Make = Callable[[Sequence[str]], dict[str, Any]]
"""Counts the named places; what it gives for each is kept as JSON."""

_FRESH = """
    SELECT s.place, s.content FROM ratings_summary s
    WHERE s.campaign_id = %s AND s.place = ANY(%s) AND s.home = db_home() AND NOT db_unseen(s.seen,
        s.parts)
"""
_KEEP = """
    INSERT INTO ratings_summary (campaign_id, place, parts, content, seen, home)
    VALUES (%s, %s, %s, %s, %s, db_home())
    ON CONFLICT (campaign_id, place)
    DO UPDATE SET parts = excluded.parts, content = excluded.content, seen = excluded.seen,
        home = excluded.home
"""
# Every kept snapshot has seen them, and no process keeps anything for as long.
_FORGET = """
    DELETE FROM db_change WHERE at < now() - %s::interval
    AND transaction < (SELECT min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint)
        FROM ratings_summary)
"""


def cached_counts(campaign: Campaign, wanted: Sequence[Wanted], make: Make) -> dict[str, Any]:
    """What each wanted place comes to now, by its name: as it was kept, or counted again where that
    is stale.

    Inside a transaction everything is counted: what it has written itself is in no snapshot.
    """
    places = [entry.place for entry in wanted]
    if connection.in_atomic_block:
        return make(places)
    found = dict(_fresh(campaign, places))
    stale = [entry for entry in wanted if entry.place not in found]
    if stale:
        seen = moment().snapshot
        made = make([entry.place for entry in stale])
        _keep(campaign, stale, made, seen)
        found |= made
    return found


def forget_counts() -> None:
    """Empty the table: what another version of the product counted may have another shape."""
    Summary.objects.all().delete()


def _fresh(campaign: Campaign, places: Sequence[str]) -> list[tuple[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_FRESH, [campaign.pk, list(places)])
        return [(place, json.loads(content)) for place, content in cursor.fetchall()]


def _keep(campaign: Campaign, wanted: Sequence[Wanted], made: dict[str, Any], seen: str) -> None:
    rows = [
        (
            campaign.pk,
            entry.place,
            list(entry.parts) if entry.parts is not None else None,
            json.dumps(made[entry.place]),
            seen,
        )
        for entry in wanted
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)
        cursor.execute(_FORGET, [MARKS_KEPT])
