"""The year's subjects counted by upper-level organisation, each counted again only when something
in it changed: what pages about the whole province are the sum of.

Counting a province of 91,400 members takes 0.5 s, one of its fifteen parts 30 ms.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import connection
from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.roster.models import RosterEntry
from thidua.vocabulary import LevelCounts, SubjectType

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

PLACE = "waiting:"


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


@dataclass(frozen=True)
class BodyCounts:
    """One upper-level organisation: levels of its members by grassroots organisation (None: those
    in none), and subjects nobody can rate yet.
    """

    by_grassroots: dict[int | None, LevelCounts]
    unrated: list[UnratedRow]

    @property
    def members(self) -> LevelCounts:
        return sum(self.by_grassroots.values(), LevelCounts())

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> Self:
        levels: dict[int | None, list[tuple[int | None, int]]] = defaultdict(list)
        for place, level, number in stored["members"]:
            levels[place].append((level, number))
        return cls(
            {place: LevelCounts.from_codes(rows) for place, rows in levels.items()},
            [UnratedRow(*row) for row in stored["unrated"]],
        )


def sees_everything(scope: Scope) -> bool:
    """Whether a scope holds the whole province."""
    return scope.everything or bodies_under(scope.paths) is None


def province_counts(campaign: Campaign) -> dict[int | None, BodyCounts]:
    """The counts of every upper-level organisation of the year's roster; under None those of the
    subjects that stand in none.
    """
    return body_counts(campaign, [*upper_levels(campaign), None])


def body_counts(campaign: Campaign, bodies: Sequence[int | None]) -> dict[int | None, BodyCounts]:
    """The counts of these upper-level organisations."""
    wanted = [
        Wanted(PLACE, (EVERYTHING,)) if pk is None else Wanted(f"{PLACE}{pk}", (EVERYTHING, pk))
        for pk in bodies
    ]

    def count(places: Sequence[str]) -> dict[str, Any]:
        return dict(_counted(campaign, places))

    found = cached_counts(campaign, wanted, count)
    return {_body(place): BodyCounts.of_json(stored) for place, stored in found.items()}


def _body(place: str) -> int | None:
    code = place.removeprefix(PLACE)
    return int(code) if code else None


def _counted(campaign: Campaign, places: Sequence[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    bodies = [_body(place) for place in places]
    inside = Q(upper_level__in=[body for body in bodies if body is not None])
    if None in bodies:
        inside |= Q(upper_level=None)
    entries = RosterEntry.objects.with_level().filter(inside, campaign=campaign, rated=True)
    members = entries.filter(subject_type=SubjectType.MEMBER).order_by()
    levels: dict[int | None, list[list[Any]]] = defaultdict(list)
    for body, *row in members.values_list("upper_level", "grassroots", "level").annotate(
        number=Count("pk")
    ):
        levels[body].append(row)
    rows: dict[int | None, list[list[Any]]] = defaultdict(list)
    for body, *row in unrated_rows(entries, "upper_level"):
        rows[body].append(row)
    for place, body in zip(places, bodies, strict=True):
        yield place, {"members": levels[body], "unrated": rows[body]}


def unrated_rows(
    entries: "QuerySet[Levelled, Levelled]", *by: str
) -> "QuerySet[Levelled, tuple[Any, ...]]":
    """The values of UnratedRow among these rated entries, after those of `by`."""
    grouped = entries.filter(level=None).order_by().annotate(silent=Q(fact_sheet__isnull=True))
    return grouped.values_list(*by, "subject_type", "silent").annotate(
        number=Count("pk"),
        upper_levels=Count("upper_level", distinct=True),
        grassroots_ones=Count("grassroots", distinct=True),
        cells=Count("organisation", distinct=True),
    )


_UPPER_LEVELS = """
    WITH RECURSIVE body AS (
        (SELECT min(upper_level_id) AS id FROM roster_rosterentry WHERE campaign_id = %(campaign)s)
        UNION ALL
        SELECT (SELECT min(e.upper_level_id) FROM roster_rosterentry e
                WHERE e.campaign_id = %(campaign)s AND e.upper_level_id > body.id)
        FROM body WHERE body.id IS NOT NULL
    )
    SELECT o.id FROM body JOIN organisations_organisation o ON o.id = body.id
    WHERE %(under)s::text[] IS NULL OR o.path ^@ ANY(%(under)s)
    ORDER BY o.id
"""


def upper_levels(campaign: Campaign, *, under: Sequence[str] = ()) -> list[int]:
    """The upper-level bodies of the year's roster below these paths: one step in the index for
    each.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UPPER_LEVELS, {"campaign": campaign.pk, "under": list(under) or None})
        return [pk for (pk,) in cursor.fetchall()]
