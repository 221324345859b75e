"""What a rating rests on: one fact of one subject, and what sheets say otherwise than the work."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.oneself import is_about
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.facts.owners import owner_of
from thidua.facts.values import facts_on
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.grounds.actions import follow_work, may_override, override_fact
from thidua.grounds.differences import Line, lines_of
from thidua.grounds.downloads import differences_taken
from thidua.grounds.errors import GroundsError
from thidua.grounds.forms import FormatQuery, OverrideForm, SettleForm
from thidua.grounds.page import grounds_of, work_of
from thidua.grounds.queries import tasks_to_open, unit_to_settle
from thidua.grounds.sources import words_of
from thidua.progress.task_facts import Telling, telling_of
from thidua.ratings.links import rating_link
from thidua.ratings.subjects import subject_or_404
from thidua.roster.models import RosterEntry
from thidua.rulebook.facts import FactSpec
from thidua.vocabulary import SubjectType
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent

_ABSENT = object()


@require_http_methods(["GET", "POST"])
@signed_in
def fact_page(
    request: SignedIn, year: int, subject_type: str, code: str, fact: str
) -> HttpResponse:
    """One fact that the year's work tells, down to the notes; who keeps the sheet overrides it
    here.
    """
    campaign = campaign_or_404(request, year)
    prefetch_related_objects([campaign], "bindings")  # asked of twice
    entry = subject_or_404(request, campaign, subject_type, code)
    spec, telling = _spec(campaign, entry, fact), telling_of(subject_type, fact)
    if spec is None or telling is None:
        raise Http404
    form = OverrideForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        try:
            _settle(request, entry, fact, form)
        except RefusedError as refused:
            error = str(refused)
        else:
            return redirect(request.get_full_path())
    context = {
        **_shown(request, entry, spec, telling),
        "campaign": campaign,
        "form": form,
        "error": error,
        "rating": rating_link(entry, year=year),
        "looks_logged": record_look(
            request,
            person=entry.person_id,
            path=entry.organisation.path,
            dossier=Dossier.REASONS,
            year=year,
        ),
    }
    return render(request, "grounds/fact.html", context, status=400 if error else 200)


def _shown(
    request: SignedIn, entry: RosterEntry, spec: FactSpec, telling: Telling
) -> dict[str, object]:
    """The fact, whose it is, what the work tells of it (`cannot_tell`: it is the work's, and open),
    and the targets it rests on.
    """
    campaign, fact = entry.campaign, spec.id
    work = work_of(entry, telling, campaign)
    sheet = getattr(entry, "fact_sheet", None)
    owner = owner_of(sheet, fact, spec)
    of_work = sheet.work.get(fact, _ABSENT) if sheet else _ABSENT
    tasks = tasks_to_open(request.user, campaign, work.tasks, unit=entry.organisation)
    return {
        "entry": entry,
        "fact": facts_on(entry, sheet)[fact],
        "told": "" if of_work in (None, _ABSENT) else spec.show_stored(of_work),
        "cannot_tell": of_work is None,
        "owner": owner,
        "owner_words": words_of(owner) if owner else "",
        "said": spec.show_stored(owner.said) if owner and owner.said is not None else "",
        "grounds": grounds_of(entry, fact, telling, work=work, tasks=tasks),
        "may_settle": of_work is not _ABSENT and _may_settle(request, entry),
    }


def _spec(campaign: Campaign, entry: RosterEntry, fact: str) -> FactSpec | None:
    try:
        framework = bound_frameworks(campaign)[SubjectType(entry.subject_type)]
    except NotBoundError:
        return None
    spec = framework.fields.get(fact)
    return spec if spec is not None and spec.given_by == "sheet" else None


def _may_settle(request: SignedIn, entry: RosterEntry) -> bool:
    about_oneself = is_about(request.user, entry.person_id)
    return entry.issued_item is None and not about_oneself and may_override(request.user, entry)


def _settle(request: SignedIn, entry: RosterEntry, fact: str, form: OverrideForm) -> None:
    """Raises PermissionDenied and what the act refuses."""
    if act_sent(request) == "follow":
        follow_work(entry=entry, fact=fact, actor=request.user)
        messages.success(request, _("Đã lấy theo kết quả thực hiện."))
        return
    if not form.is_valid():
        raise GroundsError.unreadable(first_fault(form))
    value, reason = form.cleaned_data["value"], form.cleaned_data["reason"]
    override_fact(entry=entry, fact=fact, value=value, reason=reason, actor=request.user)
    messages.success(request, _("Đã ghi khác kết quả thực hiện, kèm lý do."))


@require_http_methods(["GET", "POST"])
@signed_in
def differences_page(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """What the unit settles: follow the work, or keep the sheet's value with a reason."""
    campaign = campaign_or_404(request, year)
    unit = unit_to_settle(scope_of_request(request), code)
    if unit is None:
        raise Http404
    lines = lines_of(campaign, unit)
    form = SettleForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        try:
            line = _asked(lines, form)
            _settle(request, line.entry, line.fact, form)
        except RefusedError as refused:
            error = str(refused)
        else:
            return redirect(request.get_full_path())
    if request.method == "GET" and FormatQuery.read(request.GET)["format"] == "xlsx":
        return differences_taken(request, campaign, unit, lines)
    context = {"campaign": campaign, "unit": unit, "lines": lines, "error": error}
    return render(request, "grounds/differences.html", context, status=400 if error else 200)


def _asked(lines: Sequence[Line], form: SettleForm) -> Line:
    """Raises GroundsError for what cannot be read, or is on the list no more."""
    if not form.is_valid():
        raise GroundsError.unreadable(first_fault(form))
    asked = (form.cleaned_data["entry"], form.cleaned_data["fact"])
    for line in lines:
        if (line.entry.pk, line.fact) == asked:
            return line
    raise GroundsError.settled_already()
