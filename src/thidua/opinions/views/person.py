"""One subject at a time: the grades that a unit gives, and those that a person gives themself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.forms import LevelForm, PersonQuery
from thidua.opinions.grid import Group, entry_in, grid_of, groups_of
from thidua.opinions.own_page import OwnQuery, own_page_of
from thidua.opinions.permissions import types_for
from thidua.opinions.person_page import PersonPage, page_of, typed_for
from thidua.opinions.queries import own_entries, unit_for
from thidua.organisations.models import Organisation
from thidua.reviews.material import MaterialKind, material_of
from thidua.reviews.queries import review_of
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.queries import act_sent

WITHOUT_FILES = frozenset(MaterialKind) - {MaterialKind.EVIDENCE}
"""Evidence is opened from its task."""


@require_http_methods(["GET", "POST"])
@signed_in
def person_page(
    request: SignedIn, year: int, code: str, subject_type: str, subject: str
) -> HttpResponse:
    """One subject of a unit's grid: on a phone one a screen, beside the grid as its panel."""
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    page, group = _found(request, campaign, unit, subject_type, subject)
    types = types_for(request.user, page.entry)
    if types and PersonQuery.read(request.GET)["giver"]:
        page = typed_for(page)
    if request.method == "POST":
        page.data = request.POST
        try:
            page.save(request.user)
        except RefusedError as refused:
            page.error = str(as_sentence(refused))
        else:
            messages.success(request, _("Đã lưu mức chấm của {name}.").format(name=page.entry.name))
            onwards = page.after if act_sent(request) == "next" and page.after else page.entry
            address = reverse("opinions_person", args=[year, code, *_named(onwards)])
            return redirect(f"{address}?giver=self" if page.typing else address)
    record_look(
        request,
        person=page.entry.person_id,
        path=page.entry.organisation.path,
        dossier=Dossier.REASONS,
        year=year,
    )
    inside = request.htmx and request.method == "GET"
    template = "opinions/panel.html" if inside else "opinions/person.html"
    context = {"campaign": campaign, "unit": unit, "page": page, "group": group, "types": types}
    return render(request, template, context, status=409 if page.error else 200)


@require_GET
@signed_in
def material_page(
    request: SignedIn, year: int, code: str, subject_type: str, subject: str
) -> HttpResponse:
    """What the year knows of one subject, for whoever grades: facts against them like the rest,
    and the way to their review."""
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    entry = _entry(campaign, unit, subject_type, subject)
    key = key_of(entry)
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.REASONS,
        year=year,
    )
    context = {
        "campaign": campaign,
        "unit": unit,
        "entry": entry,
        "material": material_of(request.user, campaign, key, WITHOUT_FILES),
        "review": review_of(request.user, campaign, key),
    }
    inside = "opinions/material_list.html" if request.htmx else "opinions/material.html"
    return render(request, inside, context)


def _named(entry: RosterEntry) -> tuple[str, str]:
    return entry.subject_type, entry.code


def _entry(campaign: Campaign, unit: Organisation, subject_type: str, subject: str) -> RosterEntry:
    entry = entry_in(campaign, unit, subject_type, subject)
    if entry is None:
        raise Http404
    return entry


def _found(
    request: SignedIn, campaign: Campaign, unit: Organisation, subject_type: str, subject: str
) -> tuple[PersonPage, Group]:
    """The subject in the first grid of the unit that has it."""
    for group in groups_of(campaign, unit):
        if group.kind != subject_type:
            continue
        entry = group.entries(campaign).filter(code=subject).first()
        page = page_of(grid_of(request.user, campaign, group), entry.pk) if entry else None
        if page is not None:
            return page, group
    raise Http404


@require_http_methods(["GET", "POST"])
@signed_in
def own_page(request: SignedIn, year: int) -> HttpResponse:
    """A person's own grades of themself, and the level that they propose; beside them what others
    gave, with every reason.
    """
    campaign = campaign_or_404(request, year)
    if request.user.person_id is None:
        raise Http404
    entries = own_entries(campaign, request.user.person_id)
    if not entries:
        return render(request, "opinions/own_none.html", {"campaign": campaign}, status=200)
    asked = OwnQuery.read(request.GET)["entry"]
    entry = next((one for one in entries if one.pk == asked), entries[0])
    page = own_page_of(campaign, entry)
    levels = LevelForm(initial={"level": page.proposed})
    if request.method == "POST":
        page.data = request.POST
        levels = LevelForm(request.POST)
        try:
            page.save_with(levels, request.user)
        except RefusedError as refused:
            page.error = str(as_sentence(refused))
        else:
            messages.success(request, _("Đã lưu phần tự chấm của đồng chí."))
            return redirect(f"{reverse('opinions_own', args=[year])}?entry={entry.pk}")
    context = {
        "campaign": campaign,
        "page": page,
        "levels": levels,
        "entries": entries if len(entries) > 1 else [],
        "member": entry.subject_type == SubjectType.MEMBER,
    }
    return render(request, "opinions/own.html", context, status=409 if page.error else 200)
