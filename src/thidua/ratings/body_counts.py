"""The year's subjects counted by upper-level organisation, each counted again only when something
in it changed: what pages about the whole province are the sum of.

Counting a province of 91,400 members takes 0.5 s, one of its fifteen parts 30 ms.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.facts.models import NOTHING_ENTERED
from thidua.ratings.summaries import HOLDS, Wanted, keep_counts, present_look
from thidua.roster.models import RosterEntry
from thidua.vocabulary import LevelCounts, SubjectType

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


@dataclass(frozen=True)
class UnratedRow:
    """Rated subjects of one type without a level, with or without any fact (`silent`), and how many
    organisations of each tier they stand in.
    """

    subject_type: str
    silent: bool
    number: int
    upper_levels: int
    grassroots: int
    cells: int


def sees_everything(scope: Scope) -> bool:
    """Whether a scope holds the whole province."""
    return scope.everything or bodies_under(scope.paths) is None


def unrated_in(campaign: Campaign) -> list[UnratedRow]:
    """Who cannot be rated yet, row by row of each upper-level organisation."""
    counted = _counted(campaign, "unrated", lambda rated: unrated_rows(rated, _BODY))
    return [UnratedRow(*row) for rows in counted.values() for row in rows]


def member_levels(
    campaign: Campaign, body: int | None = None
) -> dict[int | None, dict[int | None, LevelCounts]]:
    """Levels of the rated members of each upper-level organisation (of one where it is named), by
    grassroots organisation; None: those in none.
    """
    found: dict[int | None, dict[int | None, LevelCounts]] = {}
    for place, rows in _counted(campaign, "members", _member_rows, only=body).items():
        levels: dict[int | None, list[tuple[int | None, int]]] = defaultdict(list)
        for below, level, number in rows:
            levels[below].append((level, number))
        found[place] = {below: LevelCounts.from_codes(known) for below, known in levels.items()}
    return found


_BODY = "upper_level"
_Rows = dict[int | None, list[Any]]
_RowsOf = Callable[["QuerySet[Levelled, Levelled]"], "QuerySet[Levelled, tuple[Any, ...]]"]


def _member_rows(rated: "QuerySet[Levelled, Levelled]") -> "QuerySet[Levelled, tuple[Any, ...]]":
    members = rated.filter(subject_type=SubjectType.MEMBER).order_by()
    return members.values_list(_BODY, "grassroots", "level").annotate(number=Count("pk"))


def _counted(campaign: Campaign, name: str, rows_of: _RowsOf, *, only: int | None = None) -> _Rows:
    """Per body (None: for subjects that stand in none) the rows that its rated subjects make,
    without their first value, which is the body: as they are kept under this name, or asked for
    again where they are stale. Inside a transaction nothing kept is used.
    """
    rated = RosterEntry.objects.with_level().filter(campaign=campaign, rated=True)
    if only is not None:
        rated = rated.filter(upper_level=only)
    if connection.in_atomic_block:
        return _by_body(rows_of(rated))
    moment, kept = _kept(campaign, name, only)
    stale = [body for body, rows in kept.items() if rows is None]
    counted: _Rows = {}
    if stale:
        inside = Q(upper_level__in=[body for body in stale if body is not None])
        if None in stale:
            inside |= Q(upper_level=None)
        counted = _by_body(rows_of(rated.filter(inside)))
        new = {Wanted(_place(name, body), _parts(body)): counted[body] for body in stale}
        keep_counts(campaign, new, moment)
    return {body: counted[body] if rows is None else rows for body, rows in kept.items()}


def _by_body(rows: Iterable[tuple[Any, ...]]) -> _Rows:
    found: _Rows = defaultdict(list)
    for body, *row in rows:
        found[body].append(row)
    return found


def _place(name: str, body: int | None) -> str:
    return f"{name}:{'' if body is None else body}"


def _parts(body: int | None) -> tuple[int, ...]:
    return (EVERYTHING,) if body is None else (EVERYTHING, body)


def unrated_rows(
    entries: "QuerySet[Levelled, Levelled]", *by: str
) -> "QuerySet[Levelled, tuple[Any, ...]]":
    """The values of UnratedRow among these rated entries, after those of `by`."""
    grouped = entries.filter(level=None).order_by().annotate(silent=NOTHING_ENTERED)
    return grouped.values_list(*by, "subject_type", "silent").annotate(
        number=Count("pk"),
        upper_levels=Count("upper_level", distinct=True),
        grassroots_ones=Count("grassroots", distinct=True),
        cells=Count("organisation", distinct=True),
    )


# One step in the index for each.
_BODIES = """
    WITH RECURSIVE body AS (
        (SELECT min(upper_level_id) AS id FROM roster_rosterentry WHERE campaign_id = %(campaign)s)
        UNION ALL
        SELECT (SELECT min(e.upper_level_id) FROM roster_rosterentry e
                WHERE e.campaign_id = %(campaign)s AND e.upper_level_id > body.id)
        FROM body WHERE body.id IS NOT NULL
    )
"""
_UPPER_LEVELS = f"""{_BODIES}
    SELECT o.id FROM body JOIN organisations_organisation o ON o.id = body.id
    WHERE %(under)s::text[] IS NULL OR o.path ^@ ANY(%(under)s)
    ORDER BY o.id
"""  # noqa: S608
# The last row of `body` is the one without an id.
_KEPT = f"""{_BODIES}
    SELECT pg_current_snapshot()::text, body.id, s.content
    FROM (SELECT id FROM body UNION SELECT NULL) AS body
    LEFT JOIN ratings_summary s ON {HOLDS} AND s.campaign_id = %(campaign)s
        AND s.place = %(name)s || ':' || coalesce(body.id::text, '')
    WHERE %(only)s::bigint IS NULL OR body.id = %(only)s
"""  # noqa: S608


def upper_levels(campaign: Campaign, *, under: Sequence[str] = ()) -> list[int]:
    """The upper-level bodies of the year's roster below these paths."""
    look = present_look() if not under else None
    if look is not None and campaign.pk in look.bodies:
        return look.bodies[campaign.pk]
    with connection.cursor() as cursor:
        cursor.execute(_UPPER_LEVELS, {"campaign": campaign.pk, "under": list(under) or None})
        found = [pk for (pk,) in cursor.fetchall()]
    if look is not None:
        look.bodies[campaign.pk] = found
    return found


def _kept(
    campaign: Campaign, name: str, only: int | None
) -> tuple[str, dict[int | None, list[Any] | None]]:
    """The database's snapshot of now, and per body what is kept and holds; None: nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, {"campaign": campaign.pk, "name": name, "only": only})
        rows = cursor.fetchall()
    kept = {body: None if content is None else json.loads(content) for _, body, content in rows}
    return (rows[0][0] if rows else ""), kept
