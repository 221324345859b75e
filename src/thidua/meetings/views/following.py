"""A meeting followed on a phone, and what was noted of oneself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.meetings.correcting import ask_correction
from thidua.meetings.errors import MeetingError
from thidua.meetings.finding import meeting_or_404
from thidua.meetings.forms import CorrectionForm, FollowQuery
from thidua.meetings.looks import record_looks_at
from thidua.meetings.mine import changes_of, mine_of
from thidua.meetings.models import Item
from thidua.meetings.page import MeetingPage
from thidua.meetings.queries import items_about
from thidua.web.forms import first_fault

UNCHANGED = 204


@require_GET
@signed_in
def follow_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """The meeting as it goes; a phone asks every few seconds, and is told something only where
    something changed.
    """
    campaign = campaign_or_404(request, year)
    meeting = meeting_or_404(request, campaign, pk)
    seen = FollowQuery.read(request.GET)["seen"]
    if request.htmx and seen == meeting.changes:
        return HttpResponse(status=UNCHANGED)
    page = MeetingPage(meeting, request.user)
    if not request.htmx:
        record_looks_at(request, meeting, page.items)
    context = {"campaign": campaign, "page": page, "meeting": meeting}
    name = "meetings/follow_part.html" if request.htmx else "meetings/follow.html"
    return render(request, name, context)


@require_http_methods(["GET", "POST"])
@signed_in
def mine_page(request: SignedIn, year: int) -> HttpResponse:
    """What the meetings of the year noted of the reader; here they ask for corrections."""
    campaign = campaign_or_404(request, year)
    if request.user.person_id is None:
        raise Http404
    error = ""
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            _ask(request, form, items_about(request.user, campaign))
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, _("Đã gửi đề nghị sửa; thư ký cuộc họp được báo."))
            return redirect("meeting_mine", year=year)
    seen = FollowQuery.read(request.GET)["seen"]
    if request.htmx and seen == changes_of(request.user, campaign):
        return HttpResponse(status=UNCHANGED)
    context = {
        "campaign": campaign,
        "mine": mine_of(request.user, campaign),
        "changes": changes_of(request.user, campaign),
        "error": error,
        "form": form,
    }
    name = "meetings/mine_part.html" if request.htmx else "meetings/mine.html"
    return render(request, name, context, status=409 if error else 200)


def _ask(request: SignedIn, form: CorrectionForm, items: list[Item]) -> None:
    """Raises MeetingError, PermissionDenied."""
    if not form.is_valid():
        raise MeetingError.unreadable(first_fault(form))
    said = form.cleaned_data
    item = next((one for one in items if one.pk == said["item"]), None)
    if item is None:
        raise MeetingError.unreadable(_("Không còn phần này: tải lại trang"))
    speeches = {one.pk: one for one in item.speeches.all()}
    speech = speeches.get(said["speech"] or 0)
    if said["speech"] and speech is None:
        raise MeetingError.unreadable(_("Không còn ý kiến này: tải lại trang"))
    ask_correction(item=item, speech=speech, text=said["text"], actor=request.user)
