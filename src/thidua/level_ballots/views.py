"""The page of a unit's ballots on levels."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.level_ballots.beginning import begin
from thidua.level_ballots.errors import LevelBallotError
from thidua.level_ballots.forms import BeginForm, OrderQuery
from thidua.level_ballots.links import ballot_page
from thidua.level_ballots.ordered import Ordered, ordered_by
from thidua.level_ballots.page import LevelBallotsPage
from thidua.meetings.finding import unit_or_404
from thidua.meetings.queries import meeting_of
from thidua.vocabulary import SubjectType
from thidua.web.forms import first_fault


@require_http_methods(["GET", "POST"])
@signed_in
def ballots_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What a unit votes on, how far each ballot is; whoever keeps them begins one here."""
    campaign = campaign_or_404(request, year)
    unit = unit_or_404(request, campaign, code)
    meeting = meeting_of(request.user, campaign, unit)
    order = OrderQuery.read(request.GET)["lai"]
    page = LevelBallotsPage(campaign, unit, meeting, request.user, order)
    if request.method == "POST":
        if not page.keeps:
            raise PermissionDenied
        page.sent = BeginForm(request.POST, people=page.people)
        try:
            return redirect(_begin(request, page))
        except RefusedError as refused:
            page.error = as_sentence(refused)
    context = {"page": page, "campaign": campaign, "unit": unit}
    status = 409 if page.error else 200
    return render(request, "level_ballots/ballots.html", context, status=status)


def _begin(request: SignedIn, page: LevelBallotsPage) -> str:
    """The address of the ballot that was begun. Raises RefusedError, PermissionDenied."""
    form = page.sent
    if form is None or not form.is_valid():
        raise LevelBallotError.unreadable(first_fault(form) if form is not None else "")
    if page.meeting is None:
        raise LevelBallotError.not_sitting()
    ballot = begin(
        meeting=page.meeting,
        kind=SubjectType(form.cleaned_data["kind"]),
        number=form.cleaned_data["number"],
        way=replace(form.way(), ordered=_order(request, page, form.cleaned_data["lai"])),
        actor=request.user,
    )
    messages.success(request, _("Đã lập phiếu: xem lại rồi chốt danh sách người bỏ phiếu."))
    return ballot_page(ballot.pk, page.campaign.year) or request.path


def _order(request: SignedIn, page: LevelBallotsPage, pk: int | None) -> Ordered | None:
    """The order that a form names. Raises LevelBallotError where there is none any more."""
    if not pk:
        return None
    found = ordered_by(request.user, page.campaign, page.unit, pk)
    if found is None:
        raise LevelBallotError.no_order()
    return found
