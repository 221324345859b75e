"""The pages of figures: the year at a glance, its charts, and the list behind each number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.links import place_of, rating_link
from thidua.reports.bars import SORTS
from thidua.reports.dashboard import dashboard
from thidua.reports.downloads import figures_taken, list_taken, pools_taken
from thidua.reports.listing import (
    PAGE,
    SELF_ABOVE,
    Filters,
    ListQuery,
    claimed_level,
    listed,
    reached_level,
)
from thidua.reports.page_charts import charts
from thidua.reports.pool_list import PoolFilters, PoolQuery, counted_pools
from thidua.reports.quotas import STATES
from thidua.subjects.explanation import gauge_of
from thidua.vocabulary import (
    SCALE,
    Sector,
    ShownLevel,
    SubjectType,
    Tier,
    shown_level,
)
from thidua.web.paging import page_of
from thidua.web.queries import QueryForm, WordField
from thidua.web.sheets import FormatQuery

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

POOLS = 36
GROUPS = {"": Text("Tổ chức", "Organisations"), "members": Text("Đảng viên", "Members")}


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    href: str
    place: str
    claimed: ShownLevel | None
    reached: ShownLevel
    level: ShownLevel


@require_GET
@signed_in
def figures_page(request: SignedIn, year: int) -> HttpResponseBase:
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    if form := FormatQuery.read(request.GET)["format"]:
        return figures_taken(request, campaign, PageOptions.of(request).words, form)
    return render(
        request,
        "reports/figures.html",
        _figures_context(request, campaign, PageOptions.of(request)),
    )


class FiguresQuery(QueryForm):
    """The address of the page, as the values of `PageOptions`."""

    group = WordField(GROUPS)
    sort = WordField(SORTS)


@dataclass(frozen=True)
class PageOptions:
    """How the reader wants the page: whose levels the breakdowns show, and in which order."""

    group: str = ""
    sort: str = ""

    @classmethod
    def of(cls, request: SignedIn) -> "PageOptions":
        return cls(**FiguresQuery.read(request.GET))

    @property
    def words(self) -> dict[str, str]:
        """What the address says of it; nothing for the usual page."""
        return {name: word for name, word in (("group", self.group), ("sort", self.sort)) if word}

    @property
    def query(self) -> str:
        return "?" + urlencode(self.words)

    def file(self, ending: str) -> str:
        """The address of every table of this page as a file."""
        return f"{self.query}{'&' if self.query != '?' else ''}format={ending}"

    def with_changes(self, **changed: str) -> "Choice":
        other = replace(self, **changed)
        return Choice(other.query, other == self)


@dataclass(frozen=True)
class Choice:
    """One way to see the page, and whether it is the present one."""

    href: str
    here: bool
    name: str = ""


def _figures_context(
    request: SignedIn, campaign: Campaign, options: PageOptions
) -> dict[str, object]:
    page = dashboard(campaign=campaign, actor=request.user, group=options.group, sort=options.sort)
    sorts = [
        replace(options.with_changes(sort=sort), name=str(word)) for sort, word in SORTS.items()
    ]
    groups = [
        replace(options.with_changes(group=group), name=str(word)) for group, word in GROUPS.items()
    ]
    return {
        "campaign": campaign,
        "figures": page,
        "charts_at": reverse("figures_charts", kwargs={"year": campaign.year}) + options.query,
        "excel": options.file("xlsx"),
        "csv": options.file("csv"),
        "sorts": sorts,
        "groups": groups if page.by == Tier.UPPER_LEVEL else [],
    }


@require_GET
@signed_in
def figures_charts(request: SignedIn, year: int) -> HttpResponseBase:
    """Every chart of the page of figures as a specification with its data, inside the reader's
    scope.
    """
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return JsonResponse({})

    options = PageOptions.of(request)
    page = dashboard(campaign=campaign, actor=request.user, group=options.group, sort=options.sort)
    return HttpResponse(
        json.dumps(charts(page), ensure_ascii=False), content_type="application/json"
    )


@require_GET
@signed_in
def figures_list(request: SignedIn, year: int) -> HttpResponseBase:
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    filters = Filters(**ListQuery.read(request.GET))
    entries = listed(campaign=campaign, actor=request.user, filters=filters)
    if form := FormatQuery.read(request.GET)["format"]:
        return list_taken(request, campaign, filters, form)
    paged, page = page_of(Paginator(entries, PAGE), request)
    context = {
        "campaign": campaign,
        "filters": filters,
        "rows": [_row(entry, year) for entry in paged.object_list],
        "page": page,
        "under": Organisation.objects.filter(code=filters.under).first() if filters.under else None,
        "choices": _choices(),
        "self_above": SELF_ABOVE,
    }
    return render(request, "reports/list.html", context)


def _choices() -> Mapping[str, object]:
    return {
        "subject_types": SubjectType.choices(),
        "tiers": [(tier.value, tier.label) for tier in Tier if tier != Tier.PROVINCE],
        "sectors": Sector.choices(),
        "levels": [(level.css, level.title) for level in SCALE],
    }


@require_GET
@signed_in
def pools_page(request: SignedIn, year: int) -> HttpResponseBase:
    """The quota pools that lie wholly inside the reader's part, the fullest first."""
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    filters = PoolFilters(**PoolQuery.read(request.GET))
    found = counted_pools(campaign=campaign, actor=request.user, filters=filters)
    if form := FormatQuery.read(request.GET)["format"]:
        return pools_taken(request, campaign, filters, found.pools, form)
    paged, page = page_of(Paginator(found.pools, POOLS), request)
    gauges = [gauge_of(pool, year=year) for pool in paged.object_list]
    context = {
        "campaign": campaign,
        "filters": filters,
        "kinds": SubjectType.choices(),
        "states": [(state, word, found.by_state.get(state, 0)) for state, word in STATES.items()],
        "gauges": gauges,
        "rows": [
            (gauge, pool.good_or_better)
            for gauge, pool in zip(gauges, paged.object_list, strict=True)
        ],
        "page": page,
        "whole": found.whole,
    }
    return render(request, "reports/pools.html", context)


def _row(entry: "Levelled", year: int) -> Row:
    return Row(
        name=entry.name,
        code=entry.code,
        href=rating_link(entry, year=year),
        place=place_of(entry),
        claimed=claimed_level(entry),
        reached=reached_level(entry),
        level=shown_level(entry.level),
    )
