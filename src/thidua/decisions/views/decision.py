"""The pages of one decision: its beginning, and itself with its paper and its acts."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.permissions import authorise, may
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.attachments.actions import attach, remove
from thidua.attachments.inspecting import Sent
from thidua.attachments.queries import files_listed, files_of
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision, reopen_decision
from thidua.decisions.drafting import (
    PERMISSION,
    check_decision,
    discard_draft,
    draft_decision,
    draft_supplement,
    revise_decision,
    with_proposed_bases,
)
from thidua.decisions.errors import DecisionChangedError, DecisionError
from thidua.decisions.files import handed_out
from thidua.decisions.forms import (
    BeginningQuery,
    CoversForm,
    DecisionForm,
    FileForm,
    IssueForm,
    ReopenForm,
    ReopenOneForm,
    SeenQuery,
)
from thidua.decisions.models import Because, Decision
from thidua.decisions.presenters import Sheet, beginning, sheet_of, writing
from thidua.decisions.queries import decided_entries, decision_within
from thidua.decisions.reopening import reopen_one
from thidua.decisions.scans import SCANS
from thidua.errors import RefusedError
from thidua.frameworks.errors import NotBoundError
from thidua.language import as_sentence
from thidua.ratings.jobs import request_classification
from thidua.ratings.queries import line_to
from thidua.vocabulary import DecisionStatus, SubjectType
from thidua.web.forms import first_fault
from thidua.web.paper_files import PAPER_FORMATS
from thidua.web.queries import act_sent


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decision_new(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Choose whom a decision is about and see what it would say; sending the form begins it."""
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    line = line_to(scope=scope, code=code)
    if line is None or not may(request.user, PERMISSION, path=line.organisation.path):
        raise Http404
    if request.method == "POST":
        form = CoversForm(request.POST)
        try:
            if form.is_valid():
                made = draft_decision(
                    campaign=campaign,
                    issuer=line.organisation,
                    actor=request.user,
                    **form.cleaned_data,
                )
                return redirect("decision", year=year, pk=made.pk)
            messages.error(request, _("Hãy chọn đối tượng của quyết định."))
        except (DecisionError, NotBoundError) as error:
            messages.error(request, as_sentence(error))
    query = BeginningQuery.read(request.POST or request.GET)
    covers, tier = query["kind"] or query["covers"], query["tier"]
    context = beginning(campaign=campaign, line=line, covers=covers, tier=tier, scope=scope)
    return render(request, "decisions/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decision_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Look, or act: `act` names what (`_ACTS`)."""
    campaign = campaign_or_404(request, year)
    decision = _decision(request, campaign, pk)
    if request.method == "POST":
        name = act_sent(request)
        if name not in _ACTS:
            raise Http404
        may_decide = may(request.user, PERMISSION, path=decision.issuer.path)
        if may_decide and name in BINDING and (again := step_up(request)).due:
            return _page(request, decision, again)
        return _ACTS[name](request, decision)
    return _page(request, decision, step_up(request))


@require_GET
@signed_in
def decision_file(request: SignedIn, year: int, pk: int, extension: str) -> HttpResponseBase:
    """The decision as Word or PDF, as it stands now."""
    campaign = campaign_or_404(request, year)
    decision = _decision(request, campaign, pk)
    if extension not in PAPER_FORMATS:
        raise Http404
    sheet = sheet_of(decision, on_paper=True)
    covered = (one.entry.person_id for group in sheet.groups for one in group.subjects)
    people = tuple(person for person in covered if person is not None)
    leaving = Leaving(
        Exported.DECISION,
        extension,
        (decision.issuer.path,),
        len(people),
        year=year,
        narrowed=decision.number,
        listed=some_of(people),
        paper=True,
    )
    return hand_out(
        request, leaving, lambda: handed_out(sheet.paper, decision=decision, extension=extension)
    )


def _decision(request: SignedIn, campaign: Campaign, pk: int) -> Decision:
    decision = decision_within(campaign=campaign, scope=scope_of_request(request), pk=pk)
    if decision is None:
        raise Http404
    return decision


def _page(request: SignedIn, decision: Decision, again: StepUp) -> HttpResponse:
    """The page; for an act that came too late, with everything that was typed for it."""
    status = 422 if request.method == "POST" else 200
    context = _context(request, sheet_of(decision), again) | {"sent": request.POST}
    return render(request, "decisions/decision.html", context, status=status)


def _context(request: SignedIn, sheet: Sheet, again: StepUp) -> dict[str, object]:
    """What the page shows, and which acts it offers this reader."""
    top = (*sheet.above, sheet.decision.issuer)[0]
    may_decide = may(request.user, PERMISSION, path=sheet.decision.issuer.path)
    return {
        **writing(sheet, scope=scope_of_request(request)),
        "again": again,
        "may_decide": may_decide,
        "reads_only": not may_decide,  # the next step is the work of who decides
        "notices_href": _notices_href(sheet.decision),
        "scans": files_listed(kind=SCANS, owner=sheet.decision, reader=request.user),
        "may_scan": may_decide and sheet.decision.status != DecisionStatus.DRAFT,
        "may_classify": may(request.user, "ratings.classify", path=top.path),
    }


def _notices_href(decision: Decision) -> str:
    """The printed results of the members it is about; "": it is about none, or not issued."""
    issued = decision.status == DecisionStatus.ISSUED
    if not issued or SubjectType.MEMBER not in decision.covers:
        return ""
    return reverse("rating_sheets", args=[decision.campaign.year, decision.issuer.code])


# The acts
# --------------------------------------------------------------------------------------------------


def _save(request: SignedIn, decision: Decision) -> HttpResponse:
    """Keep what was written. Asked by the page itself, answer with what became of it; typing is
    never replaced.
    """
    form = DecisionForm(request.POST)
    clash = None
    try:
        faults = [] if form.is_valid() else form.faults
        if not faults:
            before = SeenQuery.read(request.POST)
            seen = "" if before["over"] else before["seen"]
            decision = revise_decision(
                decision=decision, actor=request.user, seen=seen, **form.values
            )
    except DecisionChangedError as error:
        clash = error
        faults = [as_sentence(error)]
    except DecisionError as error:
        faults = [as_sentence(error)]
    plan = check_decision(decision=decision, actor=request.user)
    if not request.htmx:
        return _saved_whole(request, decision, faults)
    context = _context(request, sheet_of(decision, plan), step_up(request))
    context |= {"faults": faults, "clash": clash, "saved_at": timezone.localtime()}
    context["sides"] = form.beside(decision) if clash else []
    return render(request, "decisions/saved.html", context)


def _saved_whole(request: SignedIn, decision: Decision, faults: list[str]) -> HttpResponse:
    for fault in faults:
        messages.error(request, fault)
    if not faults:
        messages.success(request, _("Đã lưu dự thảo."))
    return _back(decision)


def _issue(request: SignedIn, decision: Decision) -> HttpResponse:
    """Irreversible: confirmed by the decision's own number."""
    form = IssueForm(request.POST)
    confirmed = form.is_valid() and form.cleaned_data["confirm"] == decision.number
    if not decision.number or not confirmed:
        number = decision.number or _("số quyết định")
        messages.error(request, _("Hãy gõ {number} để xác nhận.").format(number=number))
        return _back(decision)
    found = issue_decision(decision=decision, actor=request.user)
    if found.issued:
        messages.success(
            request, _("Đã ban hành quyết định {number}.").format(number=decision.number)
        )
    else:
        text = _("Chưa ban hành được; lý do ở bên dưới.")
        messages.error(request, text)
    return _back(decision)


def _reopen(request: SignedIn, decision: Decision) -> HttpResponse:
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return _back(decision)
    reopen_decision(decision=decision, reason=form.cleaned_data["reason"], actor=request.user)
    text = _("Đã mở lại quyết định {number}.").format(number=decision.number)
    messages.success(request, text)
    return _back(decision)


def _reopen_one(request: SignedIn, decision: Decision) -> HttpResponse:
    """A fault found later: one level leaves, and its second decision begins."""
    authorise(request.user, PERMISSION, path=decision.issuer.path)
    form = ReopenOneForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return _back(decision)
    known = form.cleaned_data
    entry = decided_entries(decision).filter(pk=known["entry"]).first()
    if entry is None:
        messages.error(request, _("Hãy chọn một trường hợp có mức trong quyết định này."))
        return _back(decision)
    reopened = reopen_one(
        roster_entry=entry,
        because=Because(known["because"]),
        why=known["reason"],
        actor=request.user,
    )
    messages.success(request, _("Đã mở lại mức của {name}.").format(name=entry.name))
    second = reopened.second
    return redirect("decision", year=decision.campaign.year, pk=second.pk if second else 0)


def _supplement(request: SignedIn, decision: Decision) -> HttpResponse:
    made = draft_supplement(decision=decision, actor=request.user)
    return redirect("decision", year=made.campaign.year, pk=made.pk)


def _discard(request: SignedIn, decision: Decision) -> HttpResponse:
    discard_draft(decision=decision, actor=request.user)
    messages.success(request, _("Đã xoá dự thảo."))
    return redirect("decisions", year=decision.campaign.year)


def _bases(request: SignedIn, decision: Decision) -> HttpResponse:
    with_proposed_bases(decision=decision, actor=request.user)
    return _back(decision)


def _classify(request: SignedIn, decision: Decision) -> HttpResponse:
    request_classification(campaign=decision.campaign, actor=request.user)
    messages.success(request, _("Đang xếp loại lại; tải lại trang sau ít phút."))
    return _back(decision)


def _files(request: SignedIn, decision: Decision) -> HttpResponse:
    """Attach the signed paper as it was scanned."""
    files = [Sent(one) for one in request.FILES.getlist("files")]
    if files:
        attach(kind=SCANS, owner=decision, files=files, actor=request.user)
        messages.success(request, _("Đã đính kèm bản ký."))
    else:
        messages.error(request, _("Chưa chọn tệp nào"))
    return _back(decision)


def _remove_file(request: SignedIn, decision: Decision) -> HttpResponse:
    form = FileForm(request.POST)
    there = files_of(kind=SCANS, owner=decision, reader=request.user)
    file = there.filter(pk=form.cleaned_data["file"]).first() if form.is_valid() else None
    if file is not None:
        remove(attachment=file, reason=_("Gỡ trên trang của quyết định"), actor=request.user)
    return _back(decision)


BINDING = frozenset({"issue", "reopen", "reopen_one"})
"""Acts that ask again who it is."""

Act = Callable[[SignedIn, Decision], HttpResponse]


def _refusing(act: Act) -> Act:
    """What the rules forbid is said on the page that the form came from."""

    def answer(request: SignedIn, decision: Decision) -> HttpResponse:
        try:
            return act(request, decision)
        except RefusedError as error:
            messages.error(request, as_sentence(error))
            return _back(decision)

    return answer


_ACTS: dict[str, Act] = {
    name: _refusing(act)
    for name, act in {
        "save": _save,
        "issue": _issue,
        "reopen": _reopen,
        "reopen_one": _reopen_one,
        "supplement": _supplement,
        "discard": _discard,
        "classify": _classify,
        "bases": _bases,
        "files": _files,
        "remove_file": _remove_file,
    }.items()
}


def _back(decision: Decision) -> HttpResponse:
    return redirect("decision", year=decision.campaign.year, pk=decision.pk)
