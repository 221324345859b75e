"""Counting once what many ask for: kept beside the year, with the moment it was counted at.

What is kept carries the database's own snapshot of the moment before it was counted; it is stale
once a change of what it was counted from shows that this snapshot had not seen: see `db.changes`.
What is stale is counted again at once; only a page that says as of when it counts shows it
(`as_last_counted`), and the worker counts it again."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.db.changes import MARKS_KEPT, Parts
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


HOLDS = "s.home = db_home() AND NOT db_unseen(s.seen, s.parts)"
"""Whether a row `s` of the table still says what is."""
# The moment, and whatever still holds then: a row of nothing where nothing does.
_FRESH = f"""
    SELECT pg_current_snapshot()::text, s.place, s.content
    FROM (VALUES (1)) AS always
    LEFT JOIN ratings_summary s ON s.campaign_id = %s AND s.place = ANY(%s) AND {HOLDS}
"""  # noqa: S608
KEY = "split_part(s.place, ':', 2)"
"""What follows the colon in the name of a place: a body's key, a reader's part; else ""."""
_LAST = f"""
    SELECT pg_current_snapshot()::text, s.campaign_id, s.place, s.content, s.counted_at, {HOLDS}
    FROM (VALUES (1)) AS always
    LEFT JOIN ratings_summary s ON s.home = db_home() AND {KEY} = ANY(%s)
"""  # noqa: S608
# Marks go that every kept snapshot has seen and no process needs any more.
_KEEP = """
    WITH forgotten AS (
        DELETE FROM db_change WHERE at < now() - %s::interval
        AND transaction < (SELECT min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint)
            FROM ratings_summary)
    )
    INSERT INTO ratings_summary (campaign_id, place, parts, content, seen, home)
    SELECT %s, n.place, n.parts, n.content, %s, db_home()
    FROM jsonb_to_recordset(%s::jsonb) AS n(place text, parts bigint[], content jsonb)
    ON CONFLICT (campaign_id, place)
    DO UPDATE SET parts = excluded.parts, content = excluded.content, seen = excluded.seen,
        home = excluded.home, counted_at = now()
"""


def cached_counts(campaign: Campaign, wanted: Sequence[Wanted], make: Make) -> dict[str, Any]:
    """What each wanted place comes to now, by its name: as it was kept, or counted again where that
    is stale.

    Inside a transaction everything is counted: what it has written itself is in no snapshot.
    """
    places = [entry.place for entry in wanted]
    if connection.in_atomic_block:
        return make(places)
    seen, found = _fresh(campaign, places)
    stale = [entry for entry in wanted if entry.place not in found]
    if stale:
        made = make([entry.place for entry in stale])
        keep_counts(campaign, {entry: made[entry.place] for entry in stale}, seen)
        found |= made
    return found


def forget_counts() -> None:
    """Empty the table: what another version of the product counted may have another shape."""
    Summary.objects.all().delete()


def _fresh(campaign: Campaign, places: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The database's snapshot of now, and what is kept and holds; in a look at what was counted
    last (`as_last_counted`) what was kept then.
    """
    if (look := _LOOK.get()) is not None:
        return look.moment, look.take(campaign, places)
    with connection.cursor() as cursor:
        cursor.execute(_FRESH, [campaign.pk, list(places)])
        rows = cursor.fetchall()
    kept = {place: json.loads(content) for _, place, content in rows if place is not None}
    return rows[0][0], kept


@dataclass
class LastCounted:
    """A look at what was counted last. `counted_at`: when the oldest of what it took was counted
    (None: nothing was kept); `stale`: whether anything of it changed since.
    """

    moment: str = ""
    kept: dict[tuple[int, str], tuple[str, dt.datetime, bool]] = field(default_factory=dict)
    counted_at: dt.datetime | None = None
    stale: bool = False
    bodies: dict[int, list[int]] = field(default_factory=dict)
    """The upper-level bodies of a campaign (by key), asked once a look."""

    def take(self, campaign: Campaign, places: Sequence[str]) -> dict[str, Any]:
        """What is kept of these places."""
        found = {}
        for place in places:
            if row := self.kept.get((campaign.pk, place)):
                content, counted_at, holds = row
                found[place] = json.loads(content)
                self.counted_at = min(self.counted_at or counted_at, counted_at)
                self.stale = self.stale or not holds
        return found


_LOOK: ContextVar[LastCounted | None] = ContextVar("look", default=None)


def present_look() -> LastCounted | None:
    """The look that is going on; None outside `as_last_counted`."""
    return _LOOK.get()


@contextmanager
def as_last_counted(
    keys: Sequence[str], *, bodies: Mapping[int, list[int]] | None = None
) -> Iterator[LastCounted]:
    """Inside, nobody waits: what was counted before is given as it was, also where something
    changed since; what was never counted is counted. All of it is read at once, by the keys of its
    places (`KEY`). Whoever shows it says `LastCounted.counted_at`. `bodies`: those of a campaign,
    where they are known already.
    """
    look = LastCounted(bodies=dict(bodies or {}))
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [list(keys)])
        for moment, campaign, place, content, counted_at, holds in cursor.fetchall():
            look.moment = moment
            if place is not None:
                look.kept[campaign, place] = (content, counted_at, holds)
    token = _LOOK.set(look)
    try:
        yield look
    finally:
        _LOOK.reset(token)


def keep_counts(campaign: Campaign, counted: Mapping[Wanted, Any], seen: str) -> None:
    """Keep what was counted, as JSON; `seen`: the database's snapshot of a moment before."""
    rows = [
        {
            "place": wanted.place,
            "parts": list(wanted.parts) if wanted.parts is not None else None,
            "content": content,
        }
        for wanted, content in counted.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [MARKS_KEPT, campaign.pk, seen, json.dumps(rows)])
