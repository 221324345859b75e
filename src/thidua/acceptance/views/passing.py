"""Tasks passed down and taken up, and ideas of what to register. Forms to actions, and back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from thidua.acceptance.above import aboves_of
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.forms import ShareForm, TaskWordForm, UnitsForm
from thidua.acceptance.ideas import carry_over, close, last_years_tasks
from thidua.acceptance.links import registration_page, task_page
from thidua.acceptance.offers import ideas_shown, last_year_shown, offers_shown
from thidua.acceptance.queries import offered_above, offered_by
from thidua.acceptance.taking import counted_measure, drop, suggest, take_up
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.names import committee_name, short_name
from thidua.organisations.queries import placed_on
from thidua.registrations.models import Task
from thidua.registrations.permissions import writes_for
from thidua.web.clock import today
from thidua.web.components import Crumb
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


def _unit_or_404(request: SignedIn, code: str) -> Organisation:
    """The organisation with this code, for whoever has it in their part."""
    unit = Organisation.objects.filter(code=code).first()
    if unit is None or not scope_of_request(request).covers(unit.path):
        raise Http404
    return unit


@require_GET
@signed_in
def passed_down_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """The tasks that an organisation offers below, each with what is promised and what is left."""
    campaign, owner = campaign_or_404(request, year), _unit_or_404(request, code)
    tasks = list(offered_by(owner, campaign))
    context = {
        "owner": owner,
        "aboves": aboves_of(tasks, {task.pk: counted_measure(task) for task in tasks}),
        "writes": writes_for(request.user, owner),
        "crumbs": [Crumb(committee_name(owner))],
    }
    return render(request, "acceptance/passed_down.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def passed_task_page(request: SignedIn, year: int, code: str, pk: int) -> HttpResponse:
    """One of them: who took it up, what nobody took, and units that it may be suggested to."""
    campaign, owner = campaign_or_404(request, year), _unit_or_404(request, code)
    task = next(iter(offered_by(owner, campaign).filter(pk=pk)), None)
    if task is None:
        raise Http404
    (above,) = aboves_of([task], {task.pk: counted_measure(task)})
    units = list(_below(owner).exclude(pk__in=above.takers))
    form = UnitsForm(
        request.POST if request.method == "POST" else None,
        units=[(unit.pk, short_name(unit)) for unit in units],
    )
    error = ""
    if request.method == "POST":
        if not writes_for(request.user, owner):
            raise PermissionDenied(_("Đơn vị có nhiệm vụ này tự gợi ý; ở đây chỉ xem được."))
        try:
            said = _suggest(request, task, units, form)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, said)
            return redirect(request.path)
    suggested = dict(task.suggestions.values_list("unit_id", "suggested_at"))
    context = {
        "owner": owner,
        "above": above,
        "units": [(unit, suggested.get(unit.pk)) for unit in units],
        "chosen": set(form["unit"].value() or []) if form.is_bound else set(),
        "writes": writes_for(request.user, owner),
        "error": error,
        "crumbs": [Crumb(committee_name(owner), _address("passed_down", campaign, owner))],
    }
    return render(request, "acceptance/passed_task.html", context, status=400 if error else 200)


def _below(owner: Organisation):  # type: ignore[no-untyped-def]
    placed = Placement.objects.filter(placed_on(today()), parent=owner)
    return Organisation.objects.filter(pk__in=placed.values("organisation")).order_by(
        "sort_key", "code"
    )


def _suggest(request: SignedIn, task: Task, units: list[Organisation], form: UnitsForm) -> str:
    if not form.is_valid():
        raise AcceptanceError.not_below()
    chosen = [unit for unit in units if unit.pk in form.cleaned_data["unit"]]
    told = suggest(task, chosen, actor=request.user)
    if not told:
        return _("Các đơn vị này đã được gợi ý trước đó, nên không báo lại.")
    return ngettext(
        "Đã gợi ý {number} đơn vị nhận việc này.",
        "Đã gợi ý {number} đơn vị nhận việc này.",
        len(told),
    ).format(number=format_number(len(told)))


@require_http_methods(["GET", "POST"])
@signed_in
def offered_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What every level above offers to a unit: taken up here with a share of its own, or let go."""
    campaign, unit = campaign_or_404(request, year), _unit_or_404(request, code)
    error, typed = "", ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not writes_for(request.user, unit):
            raise PermissionDenied(_("Đơn vị nào tự nhận việc cho đơn vị ấy; ở đây chỉ xem được."))
        try:
            task = _drop(request, unit, typed) or _take(request, campaign, unit, typed)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            return redirect(task_page(unit, campaign, task.pk))
    writes = writes_for(request.user, unit)
    context = {
        "unit": unit,
        "offers": offers_shown(list(offered_above(unit, campaign)), unit, words=writes),
        "writes": writes,
        "typed": typed.data if typed.is_bound else {},
        "error": error,
        "registration": registration_page(unit, campaign),
        "crumbs": [Crumb(committee_name(unit))],
    }
    return render(request, "acceptance/offered.html", context, status=400 if error else 200)


def _take(request: SignedIn, campaign: Campaign, unit: Organisation, form: ShareForm) -> Task:
    if not form.is_valid():
        raise AcceptanceError.unreadable(first_fault(form))
    above = offered_above(unit, campaign).filter(pk=form.cleaned_data["task"]).first()
    if above is None:
        raise AcceptanceError.not_offered()
    task = take_up(above, unit, share=form.cleaned_data["share"], actor=request.user)
    messages.success(
        request, _("Đã nhận việc; viết nốt các mục còn trống rồi gửi cùng bản đăng ký.")
    )
    return task


def _drop(request: SignedIn, unit: Organisation, form: ShareForm) -> Task | None:
    if act_sent(request) != "drop":
        return None
    if not form.is_valid():
        raise AcceptanceError.unreadable(first_fault(form))
    task = Task.objects.filter(
        pk=form.cleaned_data["task"],
        registration__organisation=unit,
        taken_from__isnull=False,
    ).first()
    if task is None:
        raise AcceptanceError.not_offered()
    messages.success(request, _("Đã bỏ nhận: nhiệm vụ vẫn còn, là việc riêng của đơn vị."))
    return drop(task, actor=request.user)


@require_http_methods(["GET", "POST"])
@signed_in
def ideas_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Last year's own tasks, carried over or closed, and what like units had accepted."""
    campaign, unit = campaign_or_404(request, year), _unit_or_404(request, code)
    form = TaskWordForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST":
        if not writes_for(request.user, unit):
            raise PermissionDenied(_("Bản đăng ký do chính đơn vị soạn; ở đây chỉ xem được."))
        try:
            address = _of_last_year(request, campaign, unit, form)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            return redirect(address)
    context = {
        "unit": unit,
        "year_before": campaign.year - 1,
        "last_year": last_year_shown(list(last_years_tasks(unit, campaign))),
        "ideas": ideas_shown(unit, campaign),
        "writes": writes_for(request.user, unit),
        "typed": form.data if form.is_bound else {},
        "error": error,
        "registration": registration_page(unit, campaign),
        "crumbs": [Crumb(committee_name(unit))],
    }
    return render(request, "acceptance/ideas.html", context, status=400 if error else 200)


def _of_last_year(
    request: SignedIn, campaign: Campaign, unit: Organisation, form: TaskWordForm
) -> str:
    """Carry over or close; gives where to go then."""
    if not form.is_valid():
        raise AcceptanceError.unreadable(first_fault(form))
    task = last_years_tasks(unit, campaign).filter(pk=form.cleaned_data["task"]).first()
    if task is None:
        raise AcceptanceError.not_last_years()
    if act_sent(request) == "close":
        close(task, campaign, unit, word=form.cleaned_data["word"], actor=request.user)
        messages.success(request, _("Đã kết thúc nhiệm vụ năm trước."))
        return request.path
    made = carry_over(task, campaign, unit, actor=request.user)
    messages.success(request, _("Đã chuyển tiếp: nêu lại thời gian, số năm trước và mức phấn đấu."))
    return task_page(unit, campaign, made.pk)


def _address(name: str, campaign: Campaign, unit: Organisation) -> str:
    return reverse(name, kwargs={"year": campaign.year, "code": unit.code})
