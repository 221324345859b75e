"""The pages on which the province sets what a year is launched with."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.actions import CampaignValues
from thidua.campaigns.calendar_cells import TIERS, calendar_of
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.known_days_off import known_days_off
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, DayOff, RegistrationLimits
from thidua.campaigns.models.calendar import ANSWER_WITHIN
from thidua.campaigns.working_days import days_off
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.launching.access import prepared_or_404, prepares
from thidua.launching.amending import CalendarSet, set_calendar, set_limits, set_theme
from thidua.launching.calendar_table import title_of
from thidua.launching.days_off import add_days_off, add_known_days_off, remove_day_off
from thidua.launching.forms import (
    CALENDAR_STEPS,
    CalendarForm,
    DayForm,
    DayOffForm,
    LimitsForm,
    ThemeForm,
    YearForm,
    written,
)
from thidua.launching.making import make_year, years_later
from thidua.launching.sense import doubts_of
from thidua.web.clock import today
from thidua.web.components import Crumb
from thidua.web.queries import act_sent


def crumbs_of(campaign: Campaign) -> list[Crumb]:
    """The way back to the launch of the year."""
    address = reverse("launch", kwargs={"year": campaign.year})
    return [Crumb(_("Phát động năm {year}").format(year=campaign.year), address)]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_year_page(request: SignedIn) -> HttpResponse:
    """Make a year, from nothing or from another."""
    if not prepares(request):
        raise Http404
    latest = Campaign.objects.order_by("-year").first()
    form = YearForm(request.POST or None, initial=_begun(latest))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = make_year(
                year=values["year"],
                values={
                    "review_date": values["review_date"],
                    "cut_off_date": values["cut_off_date"],
                },
                copied_from=values["copied_from"],
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            said = _("Đã lập năm {year}; chỉ Tỉnh uỷ thấy cho đến khi phát động.")
            messages.success(request, said.format(year=made.year))
            return redirect("launch", year=made.year)
    status = 422 if request.method == "POST" else 200
    return render(request, "launching/new_year.html", {"form": form}, status=status)


def _begun(latest: Campaign | None) -> dict[str, Any]:
    if latest is None:
        return {"year": today().year}
    return {
        "year": latest.year + 1,
        "copied_from": latest,
        "review_date": years_later(latest.review_date, 1),
        "cut_off_date": years_later(latest.cut_off_date, 1),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def theme_page(request: SignedIn, year: int) -> HttpResponse:
    """What the year is about, and its own days."""
    campaign = prepared_or_404(request, year)
    names = [name for name in ThemeForm.base_fields if name != "reason"]
    form = ThemeForm(
        request.POST or None, initial={name: getattr(campaign, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in names}
        try:
            set_theme(
                campaign=campaign,
                values=cast("CampaignValues", values),
                reason=form.cleaned_data["reason"],
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã lưu chủ đề và các ngày của năm."))
            return redirect("launch", year=year)
    return _form_page(request, campaign, form, "launching/theme.html")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def limits_page(request: SignedIn, year: int) -> HttpResponse:
    """How much is registered this year."""
    campaign = prepared_or_404(request, year)
    limits = RegistrationLimits.objects.filter(campaign=campaign).first()
    names = [name for name in LimitsForm.base_fields if name != "reason"]
    begun = {name: getattr(limits, name) for name in names} if limits else {}
    form = LimitsForm(request.POST or None, initial={"answer_within": ANSWER_WITHIN} | begun)
    if request.method == "POST" and form.is_valid():
        try:
            set_limits(
                campaign=campaign,
                values={name: form.cleaned_data[name] for name in names},
                reason=form.cleaned_data["reason"],
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            messages.success(request, _("Đã lưu số lượng đăng ký."))
            return redirect("launch", year=year)
    return _form_page(request, campaign, form, "launching/limits.html")


def _form_page(request: SignedIn, campaign: Campaign, form: Any, template: str) -> HttpResponse:
    launched = is_launched(campaign)
    if not launched:
        del form.fields["reason"]
    context = {
        "campaign": campaign,
        "form": form,
        "launched": launched,
        "decided": decisions_issued(campaign),
        "crumbs": crumbs_of(campaign),
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar_page(request: SignedIn, year: int) -> HttpResponse:
    """The calendar by step and tier; what two officers change at once is shown, and lost by
    neither.
    """
    campaign = prepared_or_404(request, year)
    calendar = calendar_of(campaign)
    form = CalendarForm(request.POST or None, calendar=calendar)
    if request.method == "POST" and form.is_valid():
        try:
            done = set_calendar(
                campaign=campaign,
                seen=form.seen_calendar,
                wanted=form.wanted,
                reason=form.cleaned_data["reason"],
                actor=request.user,
            )
        except RefusedError as error:
            form.add_error(None, as_sentence(error))
        else:
            if not done.clashes:
                messages.success(request, _saved(done))
                return redirect("launch", year=year)
            form = _clashing(form, done, campaign)
    days = [found.due_on for found in calendar.values()]
    off = days_off(min(days), max(days)) if days else frozenset()
    context = {
        "campaign": campaign,
        "form": form,
        "rows": [
            (step, [(form[f"opens-{step}-{tier}"], form[f"due-{step}-{tier}"]) for tier in TIERS])
            for step in CALENDAR_STEPS
        ],
        "tiers": [title_of(tier) for tier in TIERS],
        "doubts": doubts_of(campaign.year, calendar, off),
        "launched": is_launched(campaign),
        "crumbs": crumbs_of(campaign),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "launching/calendar.html", context, status=status)


def _saved(done: CalendarSet) -> str:
    if not done.changed:
        return _("Lịch không có gì thay đổi.")
    return _("Đã lưu lịch: sửa {n} hạn.").format(n=len(done.changed))


def _clashing(form: CalendarForm, done: CalendarSet, campaign: Campaign) -> CalendarForm:
    """The same form with what somebody else set said at each cell; sent again, what is typed
    counts.
    """
    data = dict(form.data.items())
    data["seen"] = written(calendar_of(campaign))
    again = CalendarForm(data, calendar=calendar_of(campaign))
    again.is_valid()
    for clash in done.clashes:
        step, tier = clash.place
        now = f"{clash.now.due_on:%d/%m/%Y}" if clash.now else _("không đặt hạn")
        again.add_error(
            f"due-{step}-{tier}",
            _("Cán bộ khác vừa đặt {day}; lưu lần nữa thì lấy ngày của đồng chí.").format(day=now),
        )
    return again


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def days_off_page(request: SignedIn, year: int) -> HttpResponse:
    """The year's days off: a list that working days are counted by."""
    campaign = prepared_or_404(request, year)
    act = act_sent(request) if request.method == "POST" else ""
    form = DayOffForm(request.POST if act == "add" else None)
    if request.method == "POST" and _kept(request, year, act, form):
        return redirect("launch_days_off", year=year)
    context = {
        "campaign": campaign,
        "form": form,
        "days": DayOff.objects.filter(day__year__in=[year, year + 1]),
        "known": [known_days_off(year), known_days_off(year + 1)],
        "years": [year, year + 1],
        "crumbs": crumbs_of(campaign),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "launching/days_off.html", context, status=status)


def _kept(request: SignedIn, year: int, act: str, form: DayOffForm) -> bool:
    try:
        if act == "add" and form.is_valid():
            day, name = form.cleaned_data["day"], form.cleaned_data["name"]
            add_days_off(days=[(day, name)], actor=request.user)
            said = _("Đã thêm ngày nghỉ {day}.").format(day=f"{day:%d/%m/%Y}")
        elif act == "known":
            number = sum(
                add_known_days_off(year=one, actor=request.user) for one in (year, year + 1)
            )
            said = _("Đã thêm {n} ngày nghỉ.").format(n=number)
        elif act == "remove" and (sent := DayForm(request.POST)).is_valid():
            day = sent.cleaned_data["day"]
            remove_day_off(day=day, actor=request.user)
            said = _("Đã xoá ngày nghỉ {day}.").format(day=f"{day:%d/%m/%Y}")
        else:
            return False
    except PermissionDenied as error:
        messages.error(request, as_sentence(error))
        return False
    messages.success(request, said)
    return True
