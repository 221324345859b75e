"""The meetings of a unit, and planning one."""

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
from thidua.meetings.asked import asked_of
from thidua.meetings.finding import may_plan, meeting_or_404, people_of, unit_or_404
from thidua.meetings.forms import PlanForm, initial_of
from thidua.meetings.models import Meeting, State
from thidua.meetings.planning import change_plan, plan_meeting, planned_chair
from thidua.meetings.queries import meetings_of
from thidua.meetings.rights import may_keep
from thidua.reviews.ways import ways_of
from thidua.web.clock import today
from thidua.web.forms import saved_meanwhile


@require_http_methods(["GET", "POST"])
@signed_in
def meetings_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The meetings of a unit in a year; whoever keeps them plans one here."""
    campaign = campaign_or_404(request, year)
    unit = unit_or_404(request, campaign, code)
    plans = may_plan(request, unit)
    if request.method == "POST" and not plans:
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    found = list(meetings_of(campaign, unit))
    form = None
    if (plans and not any(one.state != State.CLOSED for one in found)) or request.method == "POST":
        chair = planned_chair(unit, today())
        form = PlanForm(
            request.POST if request.method == "POST" else None,
            people=people_of(unit),
            initial={"chair": chair.pk if chair else None},
        )
    if form is not None and form.is_bound and form.is_valid():
        try:
            made = plan_meeting(
                campaign=campaign, organisation=unit, plan=form.plan(), actor=request.user
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã lên lịch họp; ai có tài khoản đã được báo."))
            return redirect("meeting", year=year, pk=made.pk)
    context = {
        "campaign": campaign,
        "unit": unit,
        "meetings": found,
        "ways": ways_of(campaign, unit, request.user, here=request.path),
        "form": form,
        "asked": asked_of(campaign),
    }
    status = 409 if form is not None and form.errors else 200
    return render(request, "meetings/meetings.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def edit_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """Changing the plan of a meeting."""
    campaign = campaign_or_404(request, year)
    meeting = meeting_or_404(request, campaign, pk)
    if not may_keep(request.user, meeting):
        raise Http404
    sent = request.method == "POST"
    form = PlanForm(
        request.POST if sent else None,
        people=people_of(meeting.organisation, meeting.held_on),
        initial=initial_of(meeting),
    )
    theirs: Meeting | None = None
    if sent and form.is_valid():
        try:
            change_plan(
                meeting=meeting,
                plan=form.plan(),
                revision=form.cleaned_data["revision"] or 0,
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
            theirs = saved_meanwhile(form, meeting)
        else:
            messages.success(request, _("Đã lưu lịch họp."))
            return redirect("meeting", year=year, pk=pk)
    context = {
        "campaign": campaign,
        "unit": meeting.organisation,
        "meeting": meeting,
        "form": form,
        "theirs": theirs,
        "asked": asked_of(campaign),
    }
    status = 409 if form.errors else 200
    return render(request, "meetings/edit.html", context, status=status)
