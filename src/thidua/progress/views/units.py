"""The pages of a unit: its tasks over the year, what changed, what leaves as a file."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.progress.changes_page import ChangesPage
from thidua.progress.downloads import calendar_of, table_of
from thidua.progress.queries import tasks_visible_to
from thidua.progress.unit_page import UnitPage
from thidua.web.sheets import as_xlsx


@require_GET
@signed_in
def lead_page(request: SignedIn, year: int) -> HttpResponse:
    """To the page of the reader's own unit, or of the unit whose task they do."""
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    if scope.grants:
        return redirect("progress_unit", year=year, code=scope.grants[0].organisation_code)
    own = tasks_visible_to(request.user, campaign).order_by("pk").first()
    if own is None:
        raise Http404
    return redirect("progress_unit", year=year, code=own.registration.organisation.code)


@require_GET
@signed_in
def unit_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The unit's tasks on the line of the year."""
    return render(request, "progress/unit.html", {"page": UnitPage(request, year, code)})


@require_GET
@signed_in
def changes_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What was changed of accepted tasks, what was withdrawn, and what the level above said."""
    return render(request, "progress/changes.html", {"page": ChangesPage(request, year, code)})


@require_GET
@signed_in
def calendar_file(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The days of the unit's tasks for a calendar: milestones and ends."""
    return calendar_of(UnitPage(request, year, code))


@require_GET
@signed_in
def table_file(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The page as a workbook: a row for each measure of each task."""
    page = UnitPage(request, year, code)
    people = page.leading
    leaving = Leaving(
        Exported.FIGURES,
        "xlsx",
        (page.unit.path,),
        len(people),
        year=year,
        narrowed=_("tiến độ thực hiện nhiệm vụ"),
        listed=some_of(people),
        paper=True,
    )
    return hand_out(request, leaving, lambda: as_xlsx(table_of(page)))
