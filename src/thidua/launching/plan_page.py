"""An upper-level body's own plan of the year, drawn and sent."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar_cells import Days, Place, calendar_of, due_of, unit_calendar
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.working_days import working_days_between
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.launching.calendar_table import title_of
from thidua.launching.documents import documents_of
from thidua.launching.forms import CALENDAR_STEPS, PlanForm, written
from thidua.launching.offered import offered_tasks
from thidua.launching.plans import BELOW, Plan, PlanSet, carry_down, plan_of, set_plan
from thidua.launching.units import units_of
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier
from thidua.web.clock import today
from thidua.web.queries import act_sent


@dataclass(frozen=True)
class PlanRow:
    """A step: the province's day for the grassroots, and the body's own for each tier below."""

    number: int
    step: Step
    province: dt.date | None
    cells: tuple[tuple[BoundField | None, dt.date | None], ...]
    note: str


def plan_page_of(request: SignedIn, campaign: Campaign, unit: Organisation) -> HttpResponse:
    """The body's officers write here; whoever looks after it reads once it was carried down. Raises
    Http404 for everybody else.
    """
    plan, scope = plan_of(campaign, unit), scope_of_request(request)
    writes = may(request.user, "launching.carry_down", path=unit.path)
    reads = scope.covers(unit.path) and (
        plan.launched_at is not None or unit.pk in {grant.organisation_id for grant in scope.grants}
    )
    if not (writes or reads) or (request.method == "POST" and not writes):
        raise Http404
    province, own = calendar_of(campaign), unit_calendar(campaign, unit)
    form = PlanForm(request.POST or None, text=plan.text, own=own, province=province, tiers=BELOW)
    if request.method == "POST" and form.is_valid():
        done = _acted(request, campaign, unit, form)
        if done is True:
            return redirect("unit_launch", year=campaign.year, code=unit.code)
        if isinstance(done, PlanForm):
            form = done
    context = _context(campaign, unit, form, province, own) | {
        "plan": plan,
        "writes": writes,
        "offered": offered_tasks(campaign, [unit.pk]),
        "documents": documents_of(campaign, request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "launching/plan.html", context, status=status)


def _acted(
    request: SignedIn, campaign: Campaign, unit: Organisation, form: PlanForm
) -> bool | PlanForm:
    """Whether it is kept, and carried down where that was asked; a form that says what somebody
    else changed meanwhile.
    """
    sent = form.cleaned_data
    plan = Plan(sent["text_seen"], sent["text"], form.seen_days, form.wanted, sent["reason"])
    try:
        done = set_plan(campaign=campaign, unit=unit, plan=plan, actor=request.user)
        if done.clashes or done.text_clashes:
            return _clashing(form, done, campaign, unit)
        if act_sent(request) == "carry_down":
            carry_down(campaign=campaign, unit=unit, actor=request.user)
            messages.success(request, _("Đã triển khai xuống cơ sở; các đơn vị được báo."))
        else:
            messages.success(request, _("Đã lưu kế hoạch."))
    except (RefusedError, PermissionDenied) as error:
        form.add_error(None, as_sentence(error))
        return False
    return True


def _clashing(form: PlanForm, done: PlanSet, campaign: Campaign, unit: Organisation) -> PlanForm:
    plan, own = plan_of(campaign, unit), unit_calendar(campaign, unit)
    data = dict(form.data.items())
    data["seen"] = written({place: Days(day) for place, day in own.items()})
    data["text_seen"] = plan.text
    again = PlanForm(data, text=plan.text, own=own, province=form.province, tiers=BELOW)
    again.is_valid()
    for step, tier in done.clashes:
        day = own.get((step, tier))
        now = f"{day:%d/%m/%Y}" if day else _("không đặt hạn riêng")
        again.add_error(
            f"due-{step}-{tier}",
            _("Cán bộ khác vừa đặt {day}; lưu lần nữa thì lấy ngày của đồng chí.").format(day=now),
        )
    if done.text_clashes:
        said = _("Cán bộ khác vừa lưu: “{text}”; lưu lần nữa thì lấy bản của đồng chí.")
        again.add_error("text", said.format(text=plan.text))
    return again


def _context(
    campaign: Campaign,
    unit: Organisation,
    form: PlanForm,
    province: dict[Place, Days],
    own: dict[Place, dt.date],
) -> dict[str, object]:
    below = units_of(campaign, below=unit).filter(tier=Tier.GRASSROOTS).order_by("sort_key")
    grassroots = list(below.values_list("code", flat=True))
    cell = _first(own, province, (Step.REGISTER, Tier.CELL))
    return {
        "campaign": campaign,
        "unit": unit,
        "form": form,
        "launched": is_launched(campaign),
        "rows": [
            _row(number, step, form, own, province)
            for number, step in enumerate(Step, start=1)
            if step in CALENDAR_STEPS and any((step, tier) in province for tier in BELOW)
        ],
        "tiers": [title_of(tier) for tier in BELOW],
        "own_day": province.get((Step.REGISTER, Tier.UPPER_LEVEL)),
        "grassroots": len(grassroots),
        "preview": grassroots[0] if grassroots else "",
        "cell_day": cell,
        "working_days": working_days_between(today(), cell) if cell and cell > today() else None,
    }


def _first(own: dict[Place, dt.date], province: dict[Place, Days], place: Place) -> dt.date | None:
    """The day that counts below the body: its own, never later than the province's."""
    days = [own[place]] if place in own else []
    days += [province[place].due_on] if place in province else []
    return min(days, default=None)


def _row(
    number: int, step: Step, form: PlanForm, own: dict[Place, dt.date], province: dict[Place, Days]
) -> PlanRow:
    cells: list[tuple[BoundField | None, dt.date | None]] = []
    earlier: list[int] = []
    overtaken = False
    for tier in BELOW:
        place = (step, tier)
        days = province.get(place)
        if days is None:
            cells.append((None, None))
            continue
        cells.append((form[f"due-{step}-{tier}"], min(own.get(place, days.due_on), days.due_on)))
        if place in own:
            earlier.append((days.due_on - own[place]).days)
            overtaken = overtaken or own[place] > days.due_on
    above = province.get((step, Tier.GRASSROOTS))
    return PlanRow(number, step, due_of(above), tuple(cells), _note(earlier, overtaken))


def _note(earlier: list[int], overtaken: bool) -> str:
    if overtaken:
        return _("tỉnh đã đặt sớm hơn: tính theo hạn của tỉnh")
    if not earlier:
        return ""
    days = _(" và ").join(str(number) for number in earlier)
    return _("sớm hơn tỉnh {days} ngày").format(days=days)
