"""The pages of points: a bloc's standing; one unit's sheet to write, check and settle."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.blocs.models import Bloc
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.points.downloads import PointsQuery, taken
from thidua.points.forms import ReasonForm
from thidua.points.presenters import days_of, shown_scores, shown_units, state_of
from thidua.points.queries import Member, points_bloc, standing_of
from thidua.points.sheet_page import (
    CHECK,
    READ,
    SETTLE,
    SavedButNotSentError,
    SheetPage,
    act_on,
    fill,
    page_for,
)
from thidua.submissions.models import SubmissionStatus


def _bloc(request: SignedIn, year: int, pk: int) -> tuple[Bloc, list[Member]]:
    campaign = campaign_or_404(request, year)
    found = points_bloc(request.user, campaign, pk)
    if found is None:
        raise Http404
    return found


@require_GET
@signed_in
def points_page(request: SignedIn, year: int, pk: int) -> HttpResponseBase:
    """The standing of a bloc: units by criteria, totals, places; as a page or a file."""
    bloc, members = _bloc(request, year, pk)
    standing = standing_of(bloc, members)
    if extension := PointsQuery.read(request.GET)["format"]:
        return taken(standing, extension, by=str(request.user))
    rows = shown_units(standing, request.user)
    context = {
        "campaign": bloc.campaign,
        "bloc": bloc,
        "standing": standing,
        "rows": rows,
        "mine": [row for row in rows if row.mine and row.points.at_work],
        "days": days_of(bloc),
    }
    return render(request, "points/standing.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def sheet_page(request: SignedIn, year: int, pk: int, code: str) -> HttpResponse:
    """One unit's sheet: its own unit writes it until it is sent, the bloc reads it then."""
    return _sheet(request, year, pk, code, READ)


@require_http_methods(["GET", "POST"])
@signed_in
def check_page(request: SignedIn, year: int, pk: int, code: str) -> HttpResponse:
    """Another member's sheet, to agree or to name other points."""
    return _sheet(request, year, pk, code, CHECK)


@require_http_methods(["GET", "POST"])
@signed_in
def settle_page(request: SignedIn, year: int, pk: int, code: str) -> HttpResponse:
    """A sheet in the hands of whoever settles it."""
    return _sheet(request, year, pk, code, SETTLE)


def _sheet(request: SignedIn, year: int, pk: int, code: str, asked: str) -> HttpResponse:
    bloc, members = _bloc(request, year, pk)
    unit = next((one.unit for one in members if one.unit.code == code), None)
    if unit is None:
        raise Http404
    standing = standing_of(bloc, members, only=unit)
    page = page_for(request, standing, members, standing.units[0], asked)
    if request.method != "POST":
        fill(page)
        return _render(request, page)
    fill(page, request.POST)
    try:
        said = act_on(request, page)
    except RefusedError as refused:
        return _render(request, page, error=refused)
    messages.success(request, said)
    if asked == READ:
        return redirect("points_sheet", year, pk, code)
    return redirect("points", year, pk)


def _render(
    request: SignedIn, page: SheetPage, *, error: RefusedError | None = None
) -> HttpResponse:
    checks: dict[int, list[Any]] = {}
    for one in page.checks:
        checks.setdefault(one.score.criterion_id, []).append(one)
    forms = {form.criterion.pk: form for form in page.forms}
    sheet = page.sheet
    revision = sheet.revision if sheet else 0
    if isinstance(error, SavedButNotSentError):
        revision = error.revision
    bloc = page.standing.bloc
    context = {
        "campaign": bloc.campaign,
        "bloc": bloc,
        "page": page,
        "unit": page.row.unit,
        "sheet": sheet,
        "state": state_of(page.row),
        "sent": page.status == SubmissionStatus.SENT,
        "settled": page.status == SubmissionStatus.ACCEPTED,
        "late": sheet is not None
        and sheet.sent_at is not None
        and sheet.due_on is not None
        and sheet.sent_at.date() > sheet.due_on,
        "revision": revision,
        "scores": shown_scores(
            page.row,
            mine=page.mine,
            checks=checks,
            files=page.evidence,
            forms=forms,
        ),
        "reason_form": ReasonForm(request.POST if error else None),
        "may_reopen": page.mode == READ and page.may_settle,
        "days": days_of(bloc),
        "error": str(error) if error else "",
    }
    return render(request, "points/sheet.html", context, status=400 if error else 200)
