"""An organisation's page: what it is, its level and years, who stands below it, who leads it, where
it stood.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.access.exporting import may_export
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_of
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Position
from thidua.organisations.queries import posts_in
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.ratings.links import crumbs_to, rating_link
from thidua.ratings.queries import (
    below,
    entries_of,
    has_members,
    level_of,
    line_to,
    placements_of,
    strip_of,
    successions_of,
)
from thidua.vocabulary import (
    SCALE,
    Level,
    LevelCounts,
    NoLevel,
    ShownLevel,
    SubjectType,
    shown_level,
)
from thidua.web.components import Page, Strip
from thidua.web.paging import page_of
from thidua.web.queries import QueryForm, WordField

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.roster.models import Levelled

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One subordinate or member: name, five years, level; `href` the reasons, `own` its
    organisation's page.
    """

    name: str
    code: str
    href: str
    strip: Strip
    level: ShownLevel
    organisation_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Filter:
    level: ShownLevel
    number: int
    on: bool


@dataclass(frozen=True)
class Below:
    """Who stands directly below, on one page of the list."""

    rows: list[Row]
    counts: LevelCounts
    filters: list[Filter]
    page: Page
    members: bool
    level: str
    """The level that the list is narrowed to, by its word; "" for all."""


@dataclass(frozen=True)
class Leader:
    """A post, and the rating of whoever holds it as a leader, where leaders are rated."""

    position: Position
    level: ShownLevel | None = None
    href: str = ""


class LevelQuery(QueryForm):
    """Which level the list is narrowed to."""

    level = WordField([level.css for level in (*SCALE, NoLevel.UNRATED)])


@require_GET
@signed_in
def organisation_page(request: SignedIn, code: str) -> HttpResponse:
    scope = scope_of_request(request)
    line = line_to(scope=scope, code=code)
    if line is None:
        raise Http404
    campaign = campaign_of(request)
    own = line.organisation
    day = campaign.cut_off_date if campaign else timezone.localdate()
    posts = posts_in(request.user, own, on=day)
    context = {
        "line": line,
        "own": own,
        "campaign": campaign,
        "crumbs": crumbs_to(line, scope=scope),
        "may_export": may_export(scope, [line.organisation.path]),
        "successions": successions_of(own),
        "placements": placements_of(own),
        "posts": [Leader(position) for position in posts],
    }
    if campaign:
        context |= _year(request, own=own, campaign=campaign, posts=posts)
    return render(request, "subjects/organisation.html", context)


def _year(
    request: SignedIn, *, own: Organisation, campaign: Campaign, posts: Iterable[Position]
) -> dict[str, object]:
    """What the year says of the organisation."""
    year = campaign.year
    entries = entries_of(campaign=campaign, organisation=own)
    for entry in entries:
        entry.organisation = own  # known already: spares a query each
    itself = _of_type(entries, SubjectType.ORGANISATION)
    collective = _of_type(entries, SubjectType.COLLECTIVE)
    leaders = {
        entry.person_id: entry for entry in entries if entry.subject_type == SubjectType.LEADER
    }
    whose = Whose(SubjectType.ORGANISATION, organisation=own.pk)
    listed, earlier = _below(request, own=own, campaign=campaign, besides=whose)
    return {
        "level": _level(itself),
        "why": _why(itself, year),
        "collective": collective,
        "collective_level": _level(collective),
        "collective_why": _why(collective, year),
        "strip": strip_of(year=year, levels=earlier[whose], now=itself.level if itself else None),
        "posts": [_leader(position, leaders, year) for position in posts],
        "below": listed,
    }


def _below(
    request: SignedIn, *, own: Organisation, campaign: Campaign, besides: Whose
) -> tuple[Below, Mapping[Whose, Levels]]:
    """Who stands below, and the earlier levels of those on the page and of `besides`: one question
    to the database.
    """
    level = LevelQuery.read(request.GET)["level"]
    entries = below(campaign=campaign, organisation=own)
    counted = list(entries.order_by().values_list("rated", "level").annotate(number=Count("pk")))
    counts = LevelCounts.from_codes((level, number) for rated, level, number in counted if rated)
    unrated = sum(number for rated, _, number in counted if not rated)
    paginator = _Counted(_at(entries, level), PAGE, total=_how_many(counts, unrated, level))
    paged, page = page_of(paginator, request)
    on_page = list(paged.object_list)
    earlier = levels_before(campaign.year, [besides, *(Whose.of(entry) for entry in on_page)])
    listed = Below(
        rows=[
            _row(entry, earlier=earlier[Whose.of(entry)], campaign=campaign) for entry in on_page
        ],
        counts=counts,
        filters=[Filter(step, counts.of(step), step.css == level) for step in SCALE],
        page=page,
        members=has_members(own),
        level=level,
    )
    return listed, earlier


def _of_type(entries: "Iterable[Levelled]", subject_type: SubjectType) -> "Levelled | None":
    return next((entry for entry in entries if entry.subject_type == subject_type), None)


def _level(entry: "Levelled | None") -> ShownLevel | None:
    return level_of(entry) if entry else None


def _why(entry: "Levelled | None", year: int) -> str:
    """The address of the reasons; "" where nobody is rated."""
    return rating_link(entry, year=year) if entry else ""


class _Counted(Paginator):  # type: ignore[type-arg]
    """A paginator that knows already how many there are."""

    def __init__(self, *args: Any, total: int) -> None:
        super().__init__(*args)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


def _how_many(counts: LevelCounts, unrated: int, level: str) -> int:
    if level in SCALE:
        return counts.of(shown_level(level))
    return unrated if level == NoLevel.UNRATED else counts.total + unrated


def _at(entries: "QuerySet[Levelled, Any]", level: str) -> "QuerySet[Levelled, Any]":
    """Narrowed to one level by its word; an unknown word narrows nothing."""
    if level in Level.values():
        return entries.filter(rated=True, level=Level(level).code)
    if level == NoLevel.UNKNOWN:
        return entries.filter(rated=True, level=None)
    if level == NoLevel.UNRATED:
        return entries.filter(rated=False)
    return entries


def _leader(position: Position, leaders: "dict[int | None, Levelled]", year: int) -> Leader:
    entry = leaders.get(position.person_id)
    return Leader(position, _level(entry), _why(entry, year))


def _row(entry: "Levelled", *, earlier: Levels, campaign: Campaign) -> Row:
    return Row(
        name=entry.name,
        code=entry.code,
        href=rating_link(entry, year=campaign.year),
        strip=strip_of(year=campaign.year, levels=earlier, now=entry.level),
        level=level_of(entry),
        organisation_code="" if entry.person_id else entry.code,
    )
