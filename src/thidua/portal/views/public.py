"""Public pages. They read what was sealed, never the year itself; nobody signs in, no cookie is set
or read.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from thidua.language import Language
from thidua.portal import files, machines
from thidua.portal.addresses import Addresses, address
from thidua.portal.presenters import story_context
from thidua.portal.queries import PublicYear, public_year, public_years, published_file
from thidua.portal.serving import public, with_validators
from thidua.portal.story import Story
from thidua.portal.words import LICENCE, LICENCE_ADDRESS
from thidua.web.demo_note import page_note

CARDS: dict[Language, str] = {"vi": files.CARD, "en": files.CARD_ENGLISH}
YEAR_DIGITS = 4
DOWNLOADS = (files.REPORT_PDF, files.REPORT_WORD, files.DATA_CSV, files.DATA_JSON)


def _page(
    template: str, context: dict[str, Any], *, language: Language, status: int = 200
) -> HttpResponse:
    """Without the request: no user, no message and no form may get into a page that caches keep for
    everybody.
    """
    common = {
        "language": language,
        "demo_note": page_note(),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "home": address("public_years", language),
        "feed": address("public_feed", language),
    }
    return HttpResponse(render_to_string(template, {**common, **context}), status=status)


def _not_there(language: Language, years: list[PublicYear]) -> HttpResponse:
    """Not published, withdrawn and never heard of look alike."""
    context = {
        "years": [(found, address("public_year", language, year=found.year)) for found in years]
    }
    return _page("portal/not_published.html", context, language=language, status=404)


@public
def years_page(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Every published year, the newest first."""
    years = public_years()
    context = {
        "years": [
            (found, Story(found.figures), address("public_year", language, year=found.year))
            for found in years
        ],
        "addresses": Addresses.of(request, "public_years", language),
    }
    page = _page("portal/years.html", context, language=language)
    return with_validators(request, page, changed=_latest(years))


def _latest(years: list[PublicYear]) -> datetime | None:
    return max((found.publication.published_at for found in years), default=None)


@public
def year_page(request: HttpRequest, year: int, *, language: Language) -> HttpResponse:
    """The story of a published year."""
    found = public_year(year)
    if found is None:
        return _not_there(language, public_years())
    card = reverse("public_file", kwargs={"year": year, "name": CARDS[language]})
    context = {
        **story_context(Story(found.figures)),
        "publication": found.publication,
        "addresses": Addresses.of(request, "public_year", language, year=year),
        "card": request.build_absolute_uri(card),
        "downloads": _downloads(found),
    }
    page = _page("portal/year.html", context, language=language)
    return with_validators(request, page, changed=found.publication.published_at)


def _downloads(found: PublicYear) -> dict[str, tuple[str, int]]:
    """Address and size in kilobytes of each file, by its ending."""
    sizes = {name: size for name, size in found.sizes() if name in DOWNLOADS}
    return {
        name.rpartition(".")[2]: (
            reverse("public_file", kwargs={"year": found.year, "name": name}),
            max(1, round(size / 1024)),
        )
        for name, size in sizes.items()
    }


@public
def file_page(request: HttpRequest, year: int, name: str, *, language: Language) -> HttpResponse:
    """A file as it was made when the year was published."""
    found = published_file(year, name)
    if found is None:
        return _not_there(language, public_years())
    response = HttpResponse(bytes(found.body), content_type=found.content_type)
    disposition = "inline" if name.endswith((".png", ".json")) else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{year}-{name}"'
    changed = found.publication.published_at
    return with_validators(request, response, changed=changed, fingerprint=found.fingerprint)


@public
def other_page(request: HttpRequest, rest: str, *, language: Language) -> HttpResponse:
    """Any other address below the public ones; a year without its slash is sent on."""
    if rest.isascii() and rest.isdigit() and len(rest) == YEAR_DIGITS:
        return HttpResponsePermanentRedirect(address("public_year", language, year=int(rest)))
    return _not_there(language, public_years())


@public
def feed_page(request: HttpRequest, *, language: Language) -> HttpResponse:
    """RSS 2.0: one item a published year."""
    years = public_years()
    response = HttpResponse(
        machines.feed(request, years, language), content_type="application/rss+xml; charset=utf-8"
    )
    return with_validators(request, response, changed=_latest(years))


@public
def sitemap_page(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Every public page in both languages."""
    years = public_years()
    response = HttpResponse(
        machines.sitemap(request, years), content_type="application/xml; charset=utf-8"
    )
    return with_validators(request, response, changed=_latest(years))


@public
def robots_page(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Public pages may be searched, nothing else."""
    return HttpResponse(machines.robots(request), content_type="text/plain; charset=utf-8")
