"""The form by which a speech becomes a remedy."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.meetings.finding import meeting_or_404
from thidua.meetings.forms import RemedyForm
from thidua.meetings.links import meeting_page
from thidua.meetings.models import Speech, SpeechKind
from thidua.meetings.remedies import Wanted, raise_from, remedies_of
from thidua.meetings.rights import may_keep


@require_http_methods(["GET", "POST"])
@signed_in
def remedy_page(request: SignedIn, year: int, pk: int, speech: int) -> HttpResponse:
    """What was said, and what is to be done about it."""
    campaign = campaign_or_404(request, year)
    meeting = meeting_or_404(request, campaign, pk)
    rows = Speech.objects.select_related("item", "speaker").filter(item__meeting=meeting)
    found = rows.filter(pk=speech).first()
    if found is None or not may_keep(request.user, meeting):
        if request.method == "POST":
            raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
        raise Http404
    found.item.meeting = meeting
    back = meeting_page(meeting, found.item_id)
    if found.remedy_id is not None and request.method == "GET":
        return redirect(remedies_of([found.remedy_id])[found.remedy_id].href)
    sent = request.method == "POST"
    limit = found.text if found.kind == SpeechKind.CRITICISM else ""
    form = RemedyForm(request.POST if sent else None, initial={"limit": limit})
    if sent and form.is_valid():
        try:
            raise_from(speech=found, wanted=Wanted(**form.cleaned_data), actor=request.user)
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã ghi thành việc khắc phục."))
            return redirect(back)
    context = {
        "campaign": campaign,
        "meeting": meeting,
        "speech": found,
        "form": form,
        "back": back,
    }
    status = 409 if form.errors else 200
    return render(request, "meetings/remedy.html", context, status=status)
