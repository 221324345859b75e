"""The list, sending an objection, one objection, a question to a unit, the papers."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Dossier, Exported
from thidua.access.recording import record_look
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.facts.values import facts_of
from thidua.language import as_sentence
from thidua.objections.acting import act_for, binds, known_of
from thidua.objections.ballots import way_to_ballot
from thidua.objections.forms import WordsForm
from thidua.objections.links import page_of
from thidua.objections.list_page import ListPage
from thidua.objections.models import Objection
from thidua.objections.objection_page import ObjectionPage
from thidua.objections.paper import PAPERS, handed_out
from thidua.objections.queries import questions_to
from thidua.objections.rights import allowed_to_reply
from thidua.objections.sending_page import SendingPage
from thidua.objections.verifying import reply
from thidua.organisations.names import committee_name
from thidua.roster.models import RosterEntry
from thidua.web.forms import first_fault
from thidua.web.paper_files import PAPER_FORMATS
from thidua.web.queries import act_sent


@require_GET
@signed_in
def objections_page(request: SignedIn, year: int) -> HttpResponse:
    """What the reader answers, verifies, was asked, sent."""
    return render(request, "objections/list.html", {"page": ListPage(request, year)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_page(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """What was decided and why, which of it is wrong; sent, it leads to the receipt."""
    page = SendingPage(request, year, subject_type, code)
    _look(request, page.entry)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.CONFLICT
        try:
            sent = page.send()
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            if sent is not None:
                text = _("Đã gửi {who}; trả lời chậm nhất {day}.")
                who, day = committee_name(sent.receiver), f"{sent.due_on:%d/%m/%Y}"
                messages.success(request, text.format(who=who, day=day))
                return redirect(page_of(sent))
    return render(request, "objections/new.html", {"page": page}, status=status)


@require_GET
@signed_in
def objection_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One objection; a look at somebody else's is written down for them."""
    page = ObjectionPage(request, year, pk)
    _look(request, page.entry)
    return _shown(request, page)


@require_POST
@signed_in
def act_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One act, and back to it; what was refused stays with its words."""
    page = ObjectionPage(request, year, pk)
    name = act_sent(request)
    act = act_for(page, name)
    if act is None:
        raise Http404
    page.failed, page.sent = name, request.POST
    if act.binding and (again := step_up(request)).due:
        return _shown(request, page, again=again, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    known = known_of(page, act)
    if known is None and act.form is not None:
        page.error = as_sentence(first_fault(act.form(page)))
    try:
        done = act.perform(page.objection, known, request.user) if known is not None else None
    except RefusedError as refused:
        page.error = as_sentence(refused)
    else:
        if known is not None:
            messages.success(request, str(act.said))
            return redirect(page_of(done if isinstance(done, Objection) else page.objection))
    return _shown(request, page, status=HTTPStatus.CONFLICT)


@require_GET
@signed_in
def paper_page(
    request: SignedIn, year: int, pk: int, name: str, extension: str
) -> HttpResponseBase:
    """The receipt, or the answer once there is one, as Word or PDF."""
    page = ObjectionPage(request, year, pk)
    objection = page.objection
    if name not in PAPERS or extension not in PAPER_FORMATS:
        raise Http404
    if name == "tra-loi" and not objection.is_answered:
        raise Http404
    person = page.entry.person_id
    leaving = Leaving(
        Exported.PAPERS,
        extension,
        (page.entry.organisation.path,),
        0 if person is None else 1,
        year=year,
        narrowed=PAPERS[name][1],
        listed=(person,) if person is not None else (),
        paper=True,
    )
    return hand_out(request, leaving, lambda: handed_out(objection, name, extension))


@require_http_methods(["GET", "POST"])
@signed_in
def question_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """What a unit was asked, about which facts; nothing of the objection itself."""
    campaign = campaign_or_404(request, year)
    question = questions_to(request.user, campaign).filter(pk=pk).first()
    if question is None:
        raise Http404
    question.objection.campaign = campaign
    entry = question.objection.roster_entry
    entry.campaign = campaign
    _look(request, entry)
    form = WordsForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        error = as_sentence(first_fault(form))
        if form.is_valid():
            try:
                reply(question=question, text=form.cleaned_data["text"], actor=request.user)
            except RefusedError as refused:
                error = as_sentence(refused)
            else:
                messages.success(request, _("Đã gửi trả lời."))
                return redirect("objection_question", year=year, pk=pk)
    known = facts_of(entry) if question.facts else {}
    context = {
        "campaign": campaign,
        "question": question,
        "entry": entry,
        "facts": [known[name] for name in question.facts if name in known],
        "form": form,
        "error": error,
        "ballot": way_to_ballot(question),
        "may_reply": question.answered_on is None and allowed_to_reply(request.user, question),
    }
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "objections/question.html", context, status=status)


def _shown(
    request: SignedIn,
    page: ObjectionPage,
    *,
    again: StepUp | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    if again is None and binds(page):
        again = step_up(request)
    context = {"page": page, "again": again, "shown": page.failed}
    return render(request, "objections/objection.html", context, status=status)


def _look(request: SignedIn, entry: RosterEntry) -> None:
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=entry.campaign.year,
    )
