"""The pages of figures: the year at a glance, and its charts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.ratings.summaries import LastCounted
from thidua.reports.bars import SORTS
from thidua.reports.dashboard import dashboard
from thidua.reports.downloads import figures_taken
from thidua.reports.overview import breaks_down_by, figures_last_counted
from thidua.reports.page_charts import charts
from thidua.reports.season import GROUPS, Look, groups_with, in_season, season
from thidua.reports.season import SORTS as SEASON_SORTS
from thidua.vocabulary import Tier
from thidua.web.queries import QueryForm, WordField
from thidua.web.sheets import FormatQuery

ALL = "all"
DECIDED_GROUPS = ("", "members")
"""The groups whose levels the page of a decided year breaks down."""


@require_GET
@signed_in
def figures_page(request: SignedIn, year: int) -> HttpResponseBase:
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    if form := FormatQuery.read(request.GET)["format"]:
        return figures_taken(request, campaign, PageOptions.of(request).of_tables, form)
    options = PageOptions.of(request)
    with counted_beforehand(request, campaign) as shown:
        context = _figures_context(request, campaign, options)
    template = "reports/season.html" if "season" in context else "reports/figures.html"
    return render(request, template, context | {"shown": shown})


@contextmanager
def counted_beforehand(request: SignedIn, campaign: Campaign) -> Iterator[LastCounted]:
    """Inside, the figures are as the worker counted them last; those of a part too small for it
    are counted now.
    """
    scope = scope_of_request(request)
    if breaks_down_by(scope) is Tier.CELL:
        yield LastCounted()
        return
    with figures_last_counted(campaign, scope) as look:
        yield look


class FiguresQuery(QueryForm):
    """The address of the page, as the values of `PageOptions`."""

    group = WordField(GROUPS)
    sort = WordField(SORTS | SEASON_SORTS)
    late = WordField((ALL,))


@dataclass(frozen=True)
class PageOptions:
    """How the reader wants the page: whose levels the breakdowns show, in which order, and whether
    everybody who is late is named.
    """

    group: str = ""
    sort: str = ""
    late: str = ""

    @classmethod
    def of(cls, request: SignedIn) -> "PageOptions":
        return cls(**FiguresQuery.read(request.GET))

    @property
    def words(self) -> dict[str, str]:
        """What the address says of it; nothing for the usual page."""
        return {name: word for name, word in asdict(self).items() if word}

    @property
    def of_tables(self) -> dict[str, str]:
        """The same without what only the page shows."""
        return {name: word for name, word in self.words.items() if name != "late"}

    @property
    def query(self) -> str:
        return "?" + urlencode(self.words)

    def file(self, ending: str) -> str:
        """The address of every table of this page as a file."""
        return f"{self.query}{'&' if self.query != '?' else ''}format={ending}"

    def sorts(self, words: Mapping[str, Text]) -> "list[Choice]":
        return [self._with(str(word), sort=sort) for sort, word in words.items()]

    def groups(self, words: Iterable[str]) -> "list[Choice]":
        return [self._with(str(GROUPS[group]), group=group) for group in words]

    def _with(self, name: str, **changed: str) -> "Choice":
        other = replace(self, **changed)
        return Choice(other.query, other == self, name)


@dataclass(frozen=True)
class Choice:
    """One way to see the page, and whether it is the present one."""

    href: str
    here: bool
    name: str


def _figures_context(
    request: SignedIn, campaign: Campaign, options: PageOptions
) -> dict[str, object]:
    page = dashboard(campaign=campaign, actor=request.user, group=options.group, sort=options.sort)
    context: dict[str, object] = {
        "campaign": campaign,
        "figures": page,
        "charts_at": reverse("figures_charts", kwargs={"year": campaign.year}) + options.query,
        "excel": options.file("xlsx"),
        "csv": options.file("csv"),
    }
    if in_season(page.sums):
        look = Look(options.group, options.sort, every_late=options.late == ALL)
        found = season(campaign=campaign, actor=request.user, page=page, look=look)
        return context | {
            "late_all": replace(options, late=ALL).query + "#late",
            "season": found,
            "groups": options.groups(groups_with(page.sums)),
            "sorts": options.sorts(SEASON_SORTS),
        }
    groups = DECIDED_GROUPS if page.by == Tier.UPPER_LEVEL else ()
    return context | {"groups": options.groups(groups), "sorts": options.sorts(SORTS)}


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
    with counted_beforehand(request, campaign):
        page = dashboard(
            campaign=campaign, actor=request.user, group=options.group, sort=options.sort
        )
    return HttpResponse(
        json.dumps(charts(page), ensure_ascii=False), content_type="application/json"
    )
