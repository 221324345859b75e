"""One indicator of a unit: every month with its edits, the units below, how it is reported."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.indicators.forms import ReportingForm
from thidua.indicators.looking import Look
from thidua.indicators.months import latest_month
from thidua.indicators.page import Row
from thidua.indicators.queries import edits_of, readings_of
from thidua.indicators.results import unit_results
from thidua.indicators.setting import set_reporting, sets_reporting
from thidua.indicators.views.finding import Found, found_or_404
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.targets.tree import neighbours


@require_http_methods(["GET", "POST"])
@signed_in
def indicator_page(request: SignedIn, year: int, code: str, key: str) -> HttpResponse:
    """What a unit and those below it noted of one indicator; who owns it says how it is
    reported.
    """
    found = found_or_404(request, year, code)
    below = neighbours(found.campaign, found.unit).below
    rows = _rows(found, [found.unit, *below], key)
    row = rows.get(found.unit.pk)
    if row is None:
        raise Http404
    form, error = ReportingForm(initial=vars(row.result.line.reported)), ""
    may_set = sets_reporting(request.user, row.result.line, found.unit)
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied(_("Cách báo cáo do nơi đặt ra chỉ tiêu quy định."))
        form = ReportingForm(request.POST)
        if form.is_valid():
            try:
                set_reporting(
                    campaign=found.campaign, key=key, reported=form.reported, actor=request.user
                )
            except RefusedError as refused:
                error = as_sentence(refused)
            else:
                messages.success(request, _("Đã lưu cách báo cáo."))
                return redirect("indicator", year=year, code=code, key=key)
    context = {
        "campaign": found.campaign,
        "unit": found.unit,
        "look": Look(found.campaign, row, readings_of(row.result.line, found.unit), code),
        "edits": edits_of(row.result.line, found.unit),
        "below": [(unit, rows[unit.pk]) for unit in below if unit.pk in rows],
        "form": form if may_set else None,
        "error": error,
    }
    status = 409 if error or (form.is_bound and not form.is_valid()) else 200
    return render(request, "indicators/one.html", context, status=status)


def _rows(found: Found, units: Sequence[Organisation], key: str) -> dict[int, Row]:
    """How each unit stands on the indicator, by its key."""
    results = unit_results(found.campaign, units, on=latest_month(found.campaign))
    return {
        pk: Row.of(result) for pk, rows in results.items() for result in rows if result.key == key
    }
