"""Reporting a wrong fact, and answering: forms to actions and back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.disputes.actions import correct, keep, report_fact
from thidua.disputes.errors import DisputeError
from thidua.disputes.forms import AnswerForm, AskForm, FactQuery
from thidua.disputes.models import FactReport, Status
from thidua.disputes.queries import decided_by, may_answer, may_ask, report_for, unit_for
from thidua.disputes.words import in_words
from thidua.errors import RefusedError
from thidua.facts.contradiction_words import sentences
from thidua.facts.contradictions import contradictions_of
from thidua.facts.values import Fact, facts_of
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.links import rating_link
from thidua.ratings.subjects import subject_or_404
from thidua.remedies.models import Source
from thidua.remedies.origins import way_to_raise
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def ask_page(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """First the facts with their values, one of which is picked; then what is right, and why."""
    entry = _entry(request, year, subject_type, code)
    known = facts_of(entry) if entry.rated else {}
    chosen = FactQuery.read(request.POST)["fact"] or FactQuery.read(request.GET)["fact"]
    fact = known.get(chosen)
    form = AskForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        try:
            report = _report(request, entry, fact, form)
        except RefusedError as refused:
            error = str(refused)
        else:
            messages.success(
                request,
                _("Đã gửi {name}; trả lời chậm nhất {due_on}.").format(
                    name=report.unit.name, due_on=f"{report.due_on:%d/%m/%Y}"
                ),
            )
            return redirect("fact_report", pk=report.pk)
    context = {
        "entry": entry,
        "facts": list(known.values()),
        "fact": fact,
        "error": error,
        "form": form,
        "decided": decided_by(entry),
        "waiting": _waiting(entry, fact),
        "unit": _unit(request, entry),
        "rating": rating_link(entry, year=year),
    }
    return render(request, "disputes/ask.html", context, status=400 if error else 200)


def _unit(request: SignedIn, entry: RosterEntry) -> Organisation | None:
    """Who will answer; None where nobody does, which sending says in a sentence."""
    try:
        return unit_for(entry, asked_by=request.user)
    except DisputeError:
        return None


def _waiting(entry: RosterEntry, fact: Fact | None) -> FactReport | None:
    """The report of this fact that waits for its answer already."""
    if fact is None:
        return None
    return entry.fact_reports.filter(fact=fact.id, status=Status.OPEN).first()


def _report(request: SignedIn, entry: RosterEntry, fact: Fact | None, form: AskForm) -> FactReport:
    """Raises DisputeError (what was written is too long, or refused) and RulebookError."""
    if not form.is_valid():
        raise DisputeError.unreadable(first_fault(form))
    return report_fact(
        roster_entry=entry,
        fact=fact.id if fact else "",
        wanted=form.cleaned_data["wanted"],
        why=form.cleaned_data["why"],
        actor=request.user,
    )


def _entry(request: SignedIn, year: int, subject_type: str, code: str) -> RosterEntry:
    """The subject, for whoever may speak for it; nobody else learns whether it exists."""
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    entry = subject_or_404(request, campaign, subject_type, code)
    if not may_ask(scope, entry):
        raise Http404
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=year,
    )
    return entry


@require_http_methods(["GET", "POST"])
@signed_in
def report_page(request: SignedIn, pk: int) -> HttpResponse:
    """The question and its answer; whoever acts for the unit answers here."""
    report = report_for(request.user, pk)
    if report is None:
        raise Http404
    entry = report.roster_entry
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=entry.campaign.year,
    )
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, initial={"value": report.wanted})
    error = ""
    if request.method == "POST":
        try:
            _answer(request, report, form)
        except RefusedError as refused:
            error = str(refused)
        else:
            messages.success(
                request,
                _("Đã trả lời: người gửi xem được ngay."),
            )
            for sentence in _said_otherwise(request, entry):
                messages.warning(request, str(sentence))
            return redirect("fact_report", pk=pk)
    (worded,) = in_words([report], entry.campaign)
    context = {
        "worded": worded,
        "report": report,
        "entry": entry,
        "fact": _fact_now(report) if may_answer(request.user, report) else None,
        "error": error,
        "form": form,
        "rating": rating_link(entry, year=entry.campaign.year),
        "raises": _raises(request, report),
    }
    return render(request, "disputes/report.html", context, status=400 if error else 200)


def _raises(request: SignedIn, report: FactReport) -> str:
    """Where what the answer shows becomes a remedy; not before there is one."""
    if report.is_open:
        return ""
    entry = report.roster_entry
    about = (entry.organisation, entry.person_id)
    return way_to_raise(request.user, entry.campaign, about, Source.OBJECTION, report.pk)


def _said_otherwise(request: SignedIn, entry: RosterEntry) -> list[Text]:
    """Where another sheet says otherwise than this one by now."""
    return sentences(
        contradictions_of(entry.campaign_id, [entry.pk]),
        SubjectType(entry.subject_type),
        bound_frameworks(entry.campaign),
        scope=scope_of_request(request),
        person=entry.person_id,
    )


def _answer(request: SignedIn, report: FactReport, form: AnswerForm) -> None:
    """Raises DisputeError, the room of facts' errors and RulebookError."""
    if not form.is_valid():
        raise DisputeError.unreadable(first_fault(form))
    value, answer = form.cleaned_data["value"], form.cleaned_data["answer"]
    if act_sent(request) == "keep":
        keep(report=report, answer=answer, actor=request.user)
    else:
        correct(report=report, value=value, answer=answer, actor=request.user)


def _fact_now(report: FactReport) -> Fact | None:
    return facts_of(report.roster_entry).get(report.fact)
