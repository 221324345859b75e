"""The texts that a province is rated by: all of them, one of them, what a year is held under, two
side by side.
"""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.frameworks.catalogue import (
    Known,
    Version,
    binding_of,
    bound_text,
    central_text,
    framework_link,
    known_frameworks,
    reading_of,
    versions_of,
)
from thidua.frameworks.layer_queries import known_layers
from thidua.frameworks.models import FrameworkBinding
from thidua.frameworks.reading import lay_out
from thidua.frameworks.versions import all_frameworks, requested_version
from thidua.rulebook import Framework
from thidua.rulebook.comparing import changes
from thidua.vocabulary import SubjectType
from thidua.web.components import Crumb
from thidua.web.queries import SearchQuery


@require_GET
@signed_in
def frameworks_page(request: SignedIn) -> HttpResponse:
    """Every framework that is known, by regulation."""
    context = {
        "regulations": _regulations(known_frameworks()),
        "layers": known_layers(actor=request.user),
    }
    return render(request, "frameworks/frameworks.html", context)


def _regulations(known: Iterable[Known]) -> list[tuple[Framework, list[Known]]]:
    """The frameworks of one regulation together; the first speaks for them all."""
    together = [
        list(group)
        for _, group in groupby(known, key=lambda entry: entry.framework.id.partition("/")[0])
    ]
    return [(group[0].framework, group) for group in together]


@require_GET
@signed_in
def framework_page(request: SignedIn, regulation: str, subject: str) -> HttpResponse:
    """One framework as the central text has it; `?version=` an earlier one, `?q=` only what holds
    these words.
    """
    versions = _versions_or_404(regulation, subject)
    version = requested_version(request, versions) or versions[0]
    context = {
        "versions": versions,
        "version": version,
        "crumbs": [all_frameworks()],
        **_page(request, version.framework),
    }
    return _answer(request, context)


@require_GET
@signed_in
def framework_of_year_page(request: SignedIn, year: int, subject_type: str) -> HttpResponse:
    """The text by which one subject type is rated in a year, local layer and all."""
    campaign, binding = _held_or_404(request, year, subject_type)
    if binding is None:
        context = {"campaign": campaign, "crumbs": [all_frameworks()]}
        return render(request, "frameworks/framework_not_bound.html", context)
    framework, central = _texts(binding)
    context = {
        "campaign": campaign,
        "binding": binding,
        "crumbs": [all_frameworks()],
        **_page(request, framework, central=central),
    }
    return _answer(request, context)


def _page(
    request: SignedIn, framework: Framework, *, central: Framework | None = None
) -> dict[str, object]:
    search = SearchQuery(request.GET)
    reading = reading_of(framework, central=central)
    return {
        "framework": framework,
        "known": Known(framework, ()),
        "reading": reading,
        "search": search,
        "laid": lay_out(reading, search.values["q"]),
        "central_href": framework_link(framework),
        "changes_href": framework_link(framework, page="framework_changes"),
    }


def _answer(request: SignedIn, context: dict[str, object]) -> HttpResponse:
    """The whole page; while somebody types into its search box (htmx) only the rules."""
    return render(
        request,
        "frameworks/framework_rules.html" if request.htmx else "frameworks/framework.html",
        context,
    )


@require_GET
@signed_in
def framework_changes_page(request: SignedIn, regulation: str, subject: str) -> HttpResponse:
    """What differs between two versions of a framework: `?from=` the earlier, `?to=` the later."""
    versions = _versions_or_404(regulation, subject)
    later = requested_version(request, versions, "to") or versions[0]
    before = [one for one in versions if one.number < later.number]
    earlier = requested_version(request, versions, "from") or (before[0] if before else later)
    context = {
        "framework": later.framework,
        "earlier": earlier,
        "later": later,
        "changes": changes(reading_of(earlier.framework), reading_of(later.framework)),
        "crumbs": [all_frameworks(), _to(later.framework)],
        "back": framework_link(later.framework),
    }
    return render(request, "frameworks/changes.html", context)


@require_GET
@signed_in
def year_changes_page(request: SignedIn, year: int, subject_type: str) -> HttpResponse:
    """What the local layer of a year changed in the central text, and why."""
    campaign, binding = _held_or_404(request, year, subject_type)
    if binding is None:
        raise Http404
    framework, central = _texts(binding)
    address = reverse("framework_of_year", kwargs={"year": year, "subject_type": subject_type})
    context = {
        "campaign": campaign,
        "framework": framework,
        "central": central,
        "changes": changes(reading_of(central), reading_of(framework)) if central else [],
        "crumbs": [all_frameworks(), Crumb(f"{framework.title} · {year}", address)],
        "back": address,
    }
    return render(request, "frameworks/changes.html", context)


def _to(framework: Framework) -> Crumb:
    return Crumb(str(framework.title), framework_link(framework))


def _versions_or_404(regulation: str, subject: str) -> list[Version]:
    versions = versions_of(f"{regulation}/{subject}")
    if not versions:
        raise Http404
    return versions


def _held_or_404(
    request: SignedIn, year: int, subject_type: str
) -> tuple[Campaign, FrameworkBinding | None]:
    """The year, and what one subject type is rated by in it: None while nothing is bound yet."""
    campaign = campaign_or_404(request, year)
    if subject_type not in SubjectType.values():
        raise Http404
    return campaign, binding_of(campaign, SubjectType(subject_type))


def _texts(binding: FrameworkBinding) -> tuple[Framework, Framework | None]:
    """The year's text, and the central one that it was made from where that is still known."""
    framework = bound_text(binding)
    return framework, central_text(framework.id, framework.version)
