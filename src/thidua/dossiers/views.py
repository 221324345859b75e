"""The dossiers that come to a committee, and one of them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.dossiers.actions import accept, note, return_, send, take_back
from thidua.dossiers.errors import DossierError
from thidua.dossiers.forms import ListQuery, NoteForm, ReturnForm, SendForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.page import DossierPage
from thidua.dossiers.queries import committees_of
from thidua.dossiers.rights import authority_to_note, reads
from thidua.dossiers.rows import DossierList
from thidua.dossiers.units import sender_of
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def dossiers_page(request: SignedIn, year: int) -> HttpResponse:
    """What came to one of the reader's committees; not there for whose unit receives none."""
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    query = ListQuery(request.GET).values
    committees = committees_of(scope, campaign)
    if not committees:
        raise Http404
    here = next((one for one in committees if one.code == query["of"]), committees[0])
    found = DossierList(campaign, here, query["state"], query["q"])
    context = {
        "campaign": campaign,
        "page": found,
        "committees": committees if len(committees) > 1 else [],
        "query": query,
    }
    return render(request, "dossiers/list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def dossier_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """One unit's dossier: sent here, answered here, noted on here."""
    page = _page_or_404(request, year, code)
    if request.method == "POST":
        try:
            messages.success(request, _act(request, page))
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            return redirect("dossier", year=year, code=code)
    context = {"campaign": page.campaign, "page": page, "unit": page.unit}
    return render(request, "dossiers/dossier.html", context, status=409 if page.error else 200)


def _page_or_404(request: SignedIn, year: int, code: str) -> DossierPage:
    campaign = campaign_or_404(request, year)
    sender = sender_of(campaign, code)
    if sender is None:
        raise Http404
    notes = sender.receiver is not None and authority_to_note(request.user, sender.receiver)
    if not reads(request.user, sender.unit) and not notes:
        raise Http404
    return DossierPage(campaign, sender, request.user)


Act = Callable[[SignedIn, DossierPage], str]


def _act(request: SignedIn, page: DossierPage) -> str:
    """One act of the page, and what is said of it. Raises RefusedError, PermissionDenied."""
    act = _ACTS.get(act_sent(request))
    if act is None:
        raise DossierError.unreadable(_("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại"))
    return act(request, page)


def _send(request: SignedIn, page: DossierPage) -> str:
    page.send_form = SendForm(request.POST)
    if not page.send_form.is_valid():
        raise DossierError.unreadable(first_fault(page.send_form))
    remark = page.send_form.cleaned_data["remark"]
    send(campaign=page.campaign, unit=page.unit, remark=remark, actor=request.user)
    return _("Đã gửi hồ sơ lên {committee}.").format(committee=page.committee)


def _take_back(request: SignedIn, page: DossierPage) -> str:
    take_back(dossier=_there(page), actor=request.user)
    return _("Đã lấy lại hồ sơ; sửa xong hãy gửi lại.")


def _accept(request: SignedIn, page: DossierPage) -> str:
    accept(dossier=_there(page), actor=request.user)
    return _("Đã nhận hồ sơ.")


def _return(request: SignedIn, page: DossierPage) -> str:
    page.return_form = ReturnForm(request.POST)
    if not page.return_form.is_valid():
        raise DossierError.unreadable(first_fault(page.return_form))
    reason = page.return_form.cleaned_data["reason"]
    return_(dossier=_there(page), reason=reason, actor=request.user)
    return _("Đã trả lại hồ sơ, kèm lý do.")


def _note(request: SignedIn, page: DossierPage) -> str:
    form: NoteForm | None = page.form_of_note(request.POST)
    if form is None:
        raise DossierError.not_sent()
    page.note_form = form
    if not form.is_valid():
        raise DossierError.unreadable(first_fault(form))
    text, body = form.cleaned_data["text"], form.chosen()
    note(dossier=_there(page), text=text, body=body, actor=request.user)
    return _("Đã lưu ý kiến về hồ sơ.")


def _there(page: DossierPage) -> Dossier:
    if page.dossier is None:
        raise DossierError.not_sent()
    return page.dossier


_ACTS: dict[str, Act] = {
    "send": _send,
    "take_back": _take_back,
    "accept": _accept,
    "return": _return,
    "note": _note,
}
