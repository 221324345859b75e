"""The page on which the province prepares, launches and withdraws a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import User
from thidua.accounts.step_up import step_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.calendar import step_on, steps_of
from thidua.campaigns.calendar_cells import TIERS
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import CalendarChange, Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.launching.access import prepares
from thidua.launching.actions import launch_year, withdraw_launch
from thidua.launching.calendar_table import calendar_rows, title_of
from thidua.launching.days_off import spells_of
from thidua.launching.documents import conference_of_unit, conferences_of, documents_of
from thidua.launching.forms import ReasonForm
from thidua.launching.plan_page import plan_page_of
from thidua.launching.preparation import prepared, recipients_of
from thidua.launching.read_page import read_page_of
from thidua.launching.readiness import readiness
from thidua.launching.reading import NEWEST, own_unit, plans_for
from thidua.launching.sense import doubts_of
from thidua.organisations.models import Organisation
from thidua.web.clock import today
from thidua.web.queries import act_sent


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def launch_page(request: SignedIn, year: int) -> HttpResponse:
    """The province prepares here; an upper-level officer finds the body's plan; everybody else
    reads what was launched.
    """
    campaign = campaign_or_404(request, year)
    if prepares(request):
        return _province(request, campaign)
    if request.method == "POST":
        raise Http404
    scope = scope_of_request(request)
    if code := plans_for(scope):
        return plan_page_of(request, campaign, Organisation.objects.get(code=code))
    unit = own_unit(request.user, scope)
    if unit is None:
        raise Http404
    return read_page_of(request, campaign, unit)


def _province(request: SignedIn, campaign: Campaign) -> HttpResponse:
    again = step_up(request)
    act = act_sent(request) if request.method == "POST" else ""
    form = ReasonForm(request.POST if act == "withdraw" else None)
    if request.method == "POST" and not again.due and _acted(request, campaign, act, form):
        return redirect("launch", year=campaign.year)
    status = 422 if request.method == "POST" else 200
    context = _context(campaign, request.user) | {"form": form, "again": again, "act": act}
    return render(request, "launching/launch.html", context, status=status)


def _acted(request: SignedIn, campaign: Campaign, act: str, form: ReasonForm) -> bool:
    """Whether it is done; otherwise the reader is told why not."""
    try:
        if act == "launch":
            launch_year(campaign=campaign, actor=request.user)
            done = _("Đã phát động năm {year}; các đơn vị được báo.")
        elif act == "withdraw" and form.is_valid():
            withdraw_launch(
                campaign=campaign, reason=form.cleaned_data["reason"], actor=request.user
            )
            done = _("Đã rút lại việc phát động năm {year}; các đơn vị được báo.")
        else:
            return False
    except (RefusedError, PermissionDenied) as error:
        messages.error(request, as_sentence(error))
        return False
    messages.success(request, done.format(year=campaign.year))
    return True


def _context(campaign: Campaign, reader: User) -> dict[str, object]:
    found = prepared(campaign)
    doubts = doubts_of(campaign.year, found.calendar, found.off)
    steps, launched = steps_of(campaign), is_launched(campaign)
    rows = calendar_rows(
        found.calendar,
        before=found.before,
        year_before=campaign.year - 1,
        doubts=doubts,
        now=step_on(steps, today()),
    )
    recipients = recipients_of(campaign)
    conferences = conferences_of(campaign, reader)
    changes = CalendarChange.objects.filter(campaign=campaign, organisation=None)
    return {
        "campaign": campaign,
        "launched": launched,
        "rows": rows,
        "single": [step for step in steps if step.due_on] if not found.calendar else [],
        "tiers": [title_of(tier) for tier in TIERS],
        "readiness": readiness(
            campaign, found, recipients, doubts, conference_of_unit(conferences, None)
        ),
        "limits": found.limits,
        "days_off": spells_of(campaign.year, found.off),
        "changes": list(changes[:NEWEST]) if launched else [],
        "conferences": conferences,
        "documents": documents_of(campaign, reader),
        "writes": True,
        "preview": recipients.preview,
    }
