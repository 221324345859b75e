"""The pages of figures: the year at a glance, and the list behind each number."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.errors import NotBoundError
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import RosterEntry, SubjectType
from thidua.organisations.models import Organisation, Sector, Tier
from thidua.reports.dashboard import dashboard
from thidua.reports.downloads import FORMATS
from thidua.reports.listing import PAGE, SELF_ABOVE, Filters, listed, place_of
from thidua.reviews.pages.telling import gauge_of
from thidua.reviews.pools import pools
from thidua.web.levels import BEST_FIRST, UNKNOWN, Shown, shown
from thidua.web.paging import page_of

POOLS = 36


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    href: str
    place: str
    claimed: Shown | None
    level: Shown


@require_GET
@signed_in
def figures_page(request: SignedIn, year: int) -> HttpResponse:
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    if not scope.grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    asked = {key: request.GET.get(key, "") for key in ("group", "sort")}
    context = {"campaign": campaign, "figures": dashboard(campaign=campaign, actor=request.user, **asked), **asked}
    return render(request, "reports/figures.html", context)


@require_GET
@signed_in
def figures_list(request: SignedIn, year: int) -> HttpResponseBase:
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    filters = Filters.from_query(request.GET)
    entries = listed(campaign=campaign, actor=request.user, filters=filters)
    if download := FORMATS.get(request.GET.get("format", "")):
        return download(entries, name=f"danh-sach-{year}-{filters.subject_type}")
    paged = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "filters": filters,
        "rows": [_row(entry, year) for entry in paged.object_list],
        "page": page_of(paged, request),
        "under": Organisation.objects.filter(code=filters.under).first() if filters.under else None,
        "choices": {
            "subject_types": SubjectType.choices,
            "tiers": [(tier.value, tier.label) for tier in Tier if tier != Tier.PROVINCE],
            "sectors": Sector.choices,
            "levels": [(level.css, level.full) for level in (*BEST_FIRST, UNKNOWN)],
        },
        "self_above": SELF_ABOVE,
    }
    return render(request, "reports/list.html", context)


@require_GET
@signed_in
def pools_page(request: SignedIn, year: int) -> HttpResponse:
    """The quota pools that lie wholly inside the reader's part, the fullest first."""
    campaign = campaign_or_404(request, year)
    if not scope_of_request(request).grants:
        return render(request, "reports/no_figures.html", {"campaign": campaign})
    asked = request.GET.get("subject_type", "")
    kind = SubjectType(asked) if asked in SubjectType.values else SubjectType.ORGANISATION
    try:
        found = pools(campaign=campaign, subject_type=kind, actor=request.user)
    except NotBoundError:
        found = []
    found = [pool for pool in found if pool.rated]
    fullest_first = sorted(found, key=lambda pool: pool.room)
    paged = Paginator(fullest_first, POOLS).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "kind": kind,
        "kinds": SubjectType.choices,
        "gauges": [gauge_of(pool, year=year) for pool in paged.object_list],
        "over": sum(pool.over for pool in found),
        "full": sum(pool.room == 0 for pool in found),
        "page": page_of(paged, request),
    }
    return render(request, "reports/pools.html", context)


def _row(entry: RosterEntry, year: int) -> Row:
    href = reverse("rating", kwargs={"year": year, "subject_type": entry.subject_type, "code": entry.code})
    if entry.subject_type == SubjectType.LEADER:
        href += f"?organisation={entry.organisation.code}"
    proposal = getattr(entry, "proposal", None)
    return Row(
        name=entry.name,
        code=entry.code,
        href=href,
        place=place_of(entry),
        claimed=shown(proposal.self_claimed) if proposal is not None and proposal.self_claimed else None,
        level=shown(entry.level),  # type: ignore[attr-defined]
    )
