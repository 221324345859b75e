"""An organisation's page: what it is, its level and years, who stands below it, who leads it, where
it stood.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_asked
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Position
from thidua.organisations.queries import posts_in
from thidua.ratings.earlier_levels import Levels, Whose, levels_before
from thidua.ratings.links import crumbs_to, rating_link
from thidua.ratings.queries import (
    below,
    entries_of,
    has_members,
    line_to,
    placements_of,
    shown_of,
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
    asked: str


@dataclass(frozen=True)
class Leader:
    """A post, and the rating of whoever holds it as a leader, where leaders are rated."""

    position: Position
    level: ShownLevel | None
    href: str


@require_GET
@signed_in
def organisation_page(request: SignedIn, code: str) -> HttpResponse:
    scope = scope_of_request(request)
    line = line_to(scope=scope, code=code)
    if line is None:
        raise Http404
    campaign = campaign_asked(request)
    own = line.organisation
    day = campaign.cut_off_date if campaign else timezone.localdate()
    context = {
        "line": line,
        "own": own,
        "campaign": campaign,
        "crumbs": crumbs_to(line, scope=scope),
        "successions": successions_of(own),
        "placements": placements_of(own),
        "posts": [Leader(position, None, "") for position in posts_in(request.user, own, on=day)],
    }
    if campaign:
        context |= _year(request, own=own, campaign=campaign, posts=context["posts"])  # type: ignore[arg-type]
    return render(request, "subjects/organisation.html", context)


def _year(
    request: SignedIn, *, own: Organisation, campaign: Campaign, posts: list[Leader]
) -> dict[str, object]:
    """What the year says of the organisation."""
    entries = entries_of(campaign=campaign, organisation=own)
    for entry in entries:
        entry.organisation = own  # known already: spares a query each
    itself = next(
        (entry for entry in entries if entry.subject_type == SubjectType.ORGANISATION), None
    )
    collective = next(
        (entry for entry in entries if entry.subject_type == SubjectType.COLLECTIVE), None
    )
    leaders = {
        entry.person_id: entry for entry in entries if entry.subject_type == SubjectType.LEADER
    }
    asked = request.GET.get("level", "")
    entries_below = below(campaign=campaign, organisation=own)
    counted = list(
        entries_below.order_by().values_list("rated", "level").annotate(number=Count("pk"))
    )
    counts = LevelCounts.from_codes((level, number) for rated, level, number in counted if rated)
    unrated = sum(number for rated, _, number in counted if not rated)
    chosen = _at(entries_below, asked)
    paginator = _Counted(chosen, PAGE, total=_how_many(counts, unrated, asked))
    paged, page = page_of(paginator, request)
    on_page = list(paged.object_list)
    members = has_members(own)
    its_own = Whose(SubjectType.ORGANISATION, organisation=own.pk)
    earlier = levels_before(campaign.year, [its_own, *(Whose.of(entry) for entry in on_page)])
    return {
        "itself": itself,
        "level": shown_of(itself) if itself else None,
        "why": rating_link(itself, year=campaign.year) if itself else "",
        "collective": collective,
        "collective_level": shown_of(collective) if collective else None,
        "collective_why": rating_link(collective, year=campaign.year) if collective else "",
        "strip": strip_of(
            year=campaign.year,
            levels=earlier[its_own],
            now=itself.level if itself else None,
        ),
        "posts": [_leader(post.position, leaders, campaign.year) for post in posts],
        "below": Below(
            rows=[
                _row(entry, earlier=earlier[Whose.of(entry)], campaign=campaign)
                for entry in on_page
            ],
            counts=counts,
            filters=[Filter(level, counts.of(level), level.css == asked) for level in SCALE],
            page=page,
            members=members,
            asked=asked,
        ),
    }


class _Counted(Paginator):  # type: ignore[type-arg]
    """A paginator that knows already how many there are."""

    def __init__(self, *args: Any, total: int) -> None:
        super().__init__(*args)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


def _how_many(counts: LevelCounts, unrated: int, asked: str) -> int:
    if asked in SCALE:
        return counts.of(shown_level(asked))
    return unrated if asked == NoLevel.UNRATED else counts.total + unrated


def _at(entries: "QuerySet[Levelled, Any]", asked: str) -> "QuerySet[Levelled, Any]":
    """Narrowed to one level by its word; an unknown word narrows nothing."""
    if asked in Level.values():
        return entries.filter(rated=True, level=Level(asked).code)
    if asked == NoLevel.UNKNOWN:
        return entries.filter(rated=True, level=None)
    if asked == NoLevel.UNRATED:
        return entries.filter(rated=False)
    return entries


def _leader(position: Position, leaders: "dict[int | None, Levelled]", year: int) -> Leader:
    entry = leaders.get(position.person_id)
    return (
        Leader(position, shown_of(entry), rating_link(entry, year=year))
        if entry
        else Leader(position, None, "")
    )


def _row(entry: "Levelled", *, earlier: Levels, campaign: Campaign) -> Row:
    return Row(
        name=entry.name,
        code=entry.code,
        href=rating_link(entry, year=campaign.year),
        strip=strip_of(year=campaign.year, levels=earlier, now=entry.level),
        level=shown_of(entry),
        organisation_code="" if entry.person_id else entry.code,
    )
