"""Entering missing facts: forms to actions and back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.facts.keepers import keepers
from thidua.facts.values import Fact, facts_of
from thidua.filling.actions import fill_fact, give_back, hand_on, mark_requests_seen, take_back
from thidua.filling.errors import FillingError
from thidua.filling.evidence import evidence_of
from thidua.filling.forms import UNREADABLE, FieldForm, HandOnForm, PageQuery, RemindForm
from thidua.filling.opening import open_reminders
from thidua.filling.page import FillPage, frame_of_page, page_of
from thidua.filling.queries import fills, near_units, own_grants, request_to, unit_to_fill
from thidua.filling.reminding import remind_those
from thidua.language import as_sentence
from thidua.notices.errors import OutOfReachError
from thidua.notices.words import done_words
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.web.clock import now
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def fill_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The missing facts that a unit keeps, and who holds the others."""
    campaign, unit = _place(request, year, code)
    asked = PageQuery.read(request.GET)
    page = page_of(request, campaign, unit, at=_own_entry(campaign, unit, asked["at"]))
    if any(grant.organisation_id == unit.pk for grant in own_grants(scope_of_request(request))):
        open_reminders(campaign=campaign, unit=unit, actor=request.user)
        unseen = [one for one in page.known.handed_here.values() if one.seen_at is None]
        if unseen:
            mark_requests_seen(requests=unseen, unit=unit, actor=request.user)
    context = {**frame_of_page(request, campaign, unit), "fill": page, "view": asked["view"]}
    return render(request, "filling/page.html", context)


@require_POST
@signed_in
def fill_field(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Save one field, or take an entry back; the row as it is then."""
    campaign, unit = _place(request, year, code)
    form = FieldForm(request.POST)
    entry = _entry(campaign, form.data.get("entry", ""))
    fact = form.data.get("fact", "")
    if entry is None or fact not in facts_of(entry) or not _mine(unit, entry, fact):
        raise Http404
    error = ""
    try:
        _save(request, unit, entry, form)
    except RefusedError as refused:
        error = as_sentence(refused)
    errors = {(entry.pk, fact): error} if error else {}
    page = page_of(request, campaign, unit, at=entry.pk, errors=errors)
    if request.htmx:
        return _row_answer(request, page, entry.pk)
    if error:
        context = {**frame_of_page(request, campaign, unit), "fill": page, "view": "own"}
        return render(request, "filling/page.html", context, status=409)
    query = urlencode({"at": entry.pk})
    return redirect(f"{reverse('fill', args=[year, code])}?{query}#f-{entry.pk}-{fact}")


def _save(request: SignedIn, unit: Organisation, entry: RosterEntry, form: FieldForm) -> None:
    """Raises whatever is refused."""
    if not form.is_valid():
        raise FillingError.unreadable(first_fault(form) or str(UNREADABLE))
    sent = form.cleaned_data
    cell, value, was = (entry, sent["fact"]), sent["value"], sent["was"]
    if sent["undo"]:
        take_back(unit=unit, cell=cell, back_to=value, was=was, actor=request.user)
    else:
        fill_fact(unit=unit, cell=cell, value=value, was=was, actor=request.user)


def _row_answer(request: SignedIn, page: FillPage, entry: int) -> HttpResponse:
    row = next((one for one in page.rows if one.entry.pk == entry), None)
    context = {
        **frame_of_page(request, page.known.campaign, page.known.unit),
        "fill": page,
        "row": row,
        "key": entry,
        "saved_at": now(),
    }
    return render(request, "filling/saved.html", context)


def _mine(unit: Organisation, entry: RosterEntry, fact: str) -> bool:
    """Whether the unit enters it, or did a moment ago (a second tab of the unit that was asked)."""
    return fills(unit, entry, fact) or bool(
        entry.fact_requests.filter(unit=unit, fact=fact).exists()
    )


@require_http_methods(["GET", "POST"])
@signed_in
def fill_about(request: SignedIn, year: int, code: str, entry: int, fact: str) -> HttpResponse:
    """What a field asks and what the year has on file; from here a fact goes to another unit."""
    campaign, unit = _place(request, year, code)
    found = _entry(campaign, str(entry))
    known = facts_of(found).get(fact) if found is not None else None
    if found is None or known is None or not fills(unit, found, fact):
        raise Http404
    form, error = HandOnForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST":
        try:
            said = _handed(request, unit, found, known, form)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, said)
            return redirect("fill", year=year, code=code)
    record_look(
        request,
        person=found.person_id,
        path=found.organisation.path,
        dossier=Dossier.REASONS,
        year=year,
    )
    context = {
        **frame_of_page(request, campaign, unit),
        "entry": found,
        "evidence": evidence_of(found, known),
        "near": near_units(unit) if not known.stored else [],
        "asked": request_to(unit, found, fact),
        "form": form,
        "error": error,
    }
    template = "filling/about_panel.html" if request.htmx else "filling/about.html"
    return render(request, template, context, status=409 if error else 200)


def _handed(
    request: SignedIn, unit: Organisation, entry: RosterEntry, fact: Fact, form: HandOnForm
) -> str:
    """What was done, in a sentence. Raises whatever is refused."""
    asked = request_to(unit, entry, fact.id)
    if act_sent(request) == "give_back":
        if asked is None:
            raise FillingError.answered_already()
        give_back(request=asked, actor=request.user)
        return _("Đã chuyển lại {unit}.").format(unit=asked.from_unit.name)
    if not form.is_valid():
        raise FillingError.not_near()
    to = near_units(unit).filter(code=form.cleaned_data["to"]).first()
    if to is None:
        raise FillingError.not_near()
    hand_on(unit=unit, cell=(entry, fact.id), to=to, actor=request.user)
    return _("Đã chuyển {unit}: việc hiện ở “Việc của tôi” của nơi ấy.").format(unit=to.name)


@require_POST
@signed_in
def fill_remind(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Remind those who hold something that the unit waits for."""
    campaign, unit = _place(request, year, code)
    page = page_of(request, campaign, unit)
    form = RemindForm(request.POST)
    codes: list[str] = form.cleaned_data["unit"] if form.is_valid() else []
    if form.is_valid() and form.cleaned_data["every"]:
        codes = [holder.code for holder in page.to_remind]
    try:
        came = remind_those(page=page, codes=codes, actor=request.user)
    except OutOfReachError as error:
        raise Http404 from error
    except RefusedError as refused:
        messages.error(request, as_sentence(refused))
    else:
        (messages.success if came.reminded else messages.warning)(request, done_words(came))
    return redirect(f"{reverse('fill', args=[year, code])}#others")


@require_GET
@signed_in
def fill_subject(request: SignedIn, year: int, entry: int) -> HttpResponse:
    """To the page of the unit that keeps a subject's sheet, at that subject."""
    campaign = campaign_or_404(request, year)
    found = _entry(campaign, str(entry))
    keeper = keepers([found]).get(found.pk) if found is not None else None
    if (
        found is None
        or keeper is None
        or unit_to_fill(scope_of_request(request), keeper.code) is None
    ):
        raise Http404
    return redirect(f"{reverse('fill', args=[year, keeper.code])}?at={found.pk}#r-{found.pk}")


def _place(request: SignedIn, year: int, code: str) -> tuple[Campaign, Organisation]:
    """The year and the unit, for who enters facts there; nobody else learns whether it exists."""
    campaign = campaign_or_404(request, year)
    unit = unit_to_fill(scope_of_request(request), code)
    if unit is None:
        raise Http404
    return campaign, unit


def _entry(campaign: Campaign, key: str) -> RosterEntry | None:
    if not key.isdecimal() or len(key) > len(str(2**62)):
        return None
    found = RosterEntry.objects.select_related("organisation", "parent")
    entry = found.filter(campaign=campaign, pk=int(key)).first()
    if entry is not None:
        entry.campaign = campaign
    return entry


def _own_entry(campaign: Campaign, unit: Organisation, key: int | None) -> int | None:
    """The subject that an address names, where the unit keeps its sheet; else None."""
    entry = _entry(campaign, str(key)) if key else None
    return entry.pk if entry is not None and keepers([entry]).get(entry.pk) == unit else None
