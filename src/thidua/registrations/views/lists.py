"""What a unit registers this year: its tasks, what is missing, sending and taking back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.forms import LateForm, NewTaskForm
from thidua.registrations.models import Kind
from thidua.registrations.page import Whose, registration_page, whose_or_404
from thidua.registrations.presenters import address_of, address_of_task
from thidua.registrations.queries import registrations_of_person
from thidua.registrations.sending import send_registration, take_back
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def lead_page(request: SignedIn, year: int) -> HttpResponse:
    """To the page of the reader's own unit, or of their own registration."""
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    if scope.grants:
        return redirect("registration", year=year, code=scope.grants[0].organisation_code)
    own = registrations_of_person(campaign, scope.person_id)
    if own is None:
        raise Http404
    return redirect(address_of(own))


@require_http_methods(["GET", "POST"])
@signed_in
def list_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The registration of one holder; what is sent from here goes to its unit's superior."""
    campaign = campaign_or_404(request, year)
    whose = whose_or_404(request, campaign, code)
    late = LateForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        try:
            return redirect(_act(request, whose, late))
        except RefusedError as refused:
            error = str(refused)
    page = registration_page(request, whose)
    context = {"page": page, "late": late, "error": error, "campaign": campaign}
    return render(request, "registrations/list.html", context, status=409 if error else 200)


def _act(request: SignedIn, whose: Whose, late: LateForm) -> str:
    """One act of the page, and where it leads. Raises RefusedError, PermissionDenied."""
    act = act_sent(request)
    if act == "add" or whose.registration is None:
        begun = start_registration(
            whose.campaign,
            whose.organisation,
            actor=request.user,
            holder=whose.holder,
            person=whose.person,
        )
        form = NewTaskForm(request.POST)
        kind = form.cleaned_data["kind"] if form.is_valid() else ""
        task = add_task(begun, actor=request.user, kind=kind or Kind.KEY_TASK)
        return address_of_task(task)
    if act == "take_back":
        take_back(whose.registration, actor=request.user)
        messages.success(request, _("Đã lấy lại bản đăng ký để sửa; sửa xong hãy gửi lại."))
    else:
        if not late.is_valid():
            raise whose.unreadable(first_fault(late))
        sent = send_registration(
            whose.registration, actor=request.user, late_reason=late.cleaned_data["late_reason"]
        )
        messages.success(request, whose.sent_words(sent))
    return address_of(whose.registration)
