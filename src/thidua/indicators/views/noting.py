"""Entering the numbers of a month."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.indicators.actions import note_readings
from thidua.indicators.entering import MonthPage
from thidua.indicators.errors import ConflictError
from thidua.indicators.forms import MonthQuery
from thidua.indicators.models import Reading
from thidua.indicators.months import latest_month, next_month
from thidua.indicators.reporting import month_end
from thidua.indicators.views.finding import Found, found_or_404
from thidua.language import as_sentence
from thidua.numbers import format_number


@require_http_methods(["GET", "POST"])
@signed_in
def note_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Every indicator of a unit for one month, in one table; an officer of exactly this unit."""
    found = found_or_404(request, year, code)
    if not found.may_note:
        raise Http404
    page = _page(request, found)
    if request.method == "POST":
        try:
            changed = note_readings(
                campaign=found.campaign,
                unit=found.unit,
                on=page.on,
                entries=page.entries(request.POST),
                actor=request.user,
            )
        except ConflictError as conflict:
            page = _page(request, found)
            page.theirs, page.sent = conflict.theirs, request.POST
            page.error = as_sentence(conflict)
        except RefusedError as refused:
            page.sent, page.error = request.POST, as_sentence(refused)
        else:
            messages.success(request, _said(page, changed))
            return redirect("indicators", year=year, code=code)
    context = {"page": page, "campaign": found.campaign}
    return render(request, "indicators/note.html", context, status=409 if page.error else 200)


def _page(request: SignedIn, found: Found) -> MonthPage:
    month = MonthQuery.read(request.GET)["month"]
    campaign, unit = found.campaign, found.unit
    if month is None:
        of_year = Reading.objects.filter(organisation=unit, on__year=campaign.year)
        return MonthPage(campaign, unit, next_month(campaign, of_year.values_list("on", flat=True)))
    return MonthPage(campaign, unit, min(month_end(campaign.year, month), latest_month(campaign)))


def _said(page: MonthPage, changed: int) -> str:
    if not changed:
        return _("Không có số nào thay đổi.")
    return _("Đã lưu {number} số liệu tháng {month}; cấp trên đọc được ngay.").format(
        number=format_number(changed), month=f"{page.on.month}/{page.on.year}"
    )
