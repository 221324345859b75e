"""Finding organisations and members inside one's scope."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import frame_of
from thidua.reviews.page_queries import search
from thidua.reviews.pages.links import organisation_link

IN_MENU, ON_PAGE = 6, 50


@dataclass(frozen=True)
class Hit:
    href: str
    name: str
    code: str
    detail: str


@require_GET
@signed_in
def search_page(request: SignedIn) -> HttpResponse:
    """The whole page; for the search box itself (htmx) only the first hits."""
    words = request.GET.get("q", "").strip()[:100]
    limit = IN_MENU if request.htmx else ON_PAGE
    found = search(scope=scope_of_request(request), words=words, limit=limit)
    year = frame_of(request).year
    organisations = [
        Hit(organisation_link(one.code), one.name, one.code, one.get_tier_display())
        for one in found.organisations[:limit]
    ]
    people = [
        Hit(_member_link(one.code, year), one.full_name, one.code, one.cell or "") for one in found.people[:limit]
    ]  # type: ignore[attr-defined]
    context = {
        "search_words": words,
        "organisations": organisations,
        "people": people,
        "more": len(found.organisations) > limit or len(found.people) > limit,
        "limit": limit,
    }
    return render(request, "reviews/search_results.html" if request.htmx else "reviews/search.html", context)


def _member_link(code: str, year: int | None) -> str:
    return reverse("rating", kwargs={"year": year, "subject_type": "member", "code": code}) if year else ""
