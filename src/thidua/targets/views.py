"""A unit's targets: looked at from above, registered by the unit."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.targets.actions import (
    Described,
    Wish,
    add_own_indicator,
    register_targets,
    remove_own_indicator,
    require_registering,
)
from thidua.targets.catalogues import suggestion_of
from thidua.targets.errors import ConflictError, TargetError
from thidua.targets.forms import OwnForm, PickForm, target_form
from thidua.targets.keys import read_key
from thidua.targets.models import OwnIndicator
from thidua.targets.page import TargetPage
from thidua.targets.queries import may_register, rows_of, unit_for
from thidua.targets.tree import neighbours
from thidua.vocabulary import Tier
from thidua.web.forms import faults_of
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def targets_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What a unit aims at on each indicator; an officer of exactly this unit registers here."""
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    page = _page(request, campaign, unit)
    if request.method == "POST":
        require_registering(unit, request.user)
        try:
            said = _act(page, act_sent(request), request.POST, request.user)
        except ConflictError as conflict:
            page = _page(request, campaign, unit)
            page.theirs, page.sent = conflict.theirs, request.POST
            page.error = as_sentence(conflict)
        except RefusedError as refused:
            page.error = as_sentence(refused)
            if act_sent(request) == "save":
                page.sent = request.POST
            elif act_sent(request) == "add":
                page.own_form = OwnForm(request.POST)
        else:
            messages.success(request, said)
            return redirect("targets", year=year, code=code)
    context = {"page": page, "campaign": campaign}
    return render(request, "targets/page.html", context, status=409 if page.error else 200)


def _page(request: SignedIn, campaign: Campaign, unit: Organisation) -> TargetPage:
    near = neighbours(campaign, unit)
    mine = may_register(scope_of_request(request), unit) and unit.tier != Tier.PROVINCE
    return TargetPage(campaign, unit, near, rows_of(campaign, unit, near), mine)


def _act(page: TargetPage, act: str, data: Mapping[str, Any], user: User) -> str:
    """Do what a button says; what was done, in a sentence. Raises whatever is refused."""
    campaign, unit = page.campaign, page.unit
    picked = PickForm.read(data)
    if act == "take":
        described = _suggested(picked["suggestion"])
        add_own_indicator(campaign=campaign, unit=unit, described=described, actor=user)
        return _("Đã thêm chỉ tiêu “{name}”: nhập mức phấn đấu.").format(name=described.name)
    if act == "add":
        form = OwnForm(data)
        if not form.is_valid():
            raise TargetError.unreadable(faults_of(form))
        add_own_indicator(campaign=campaign, unit=unit, described=form.described, actor=user)
        return _("Đã thêm chỉ tiêu “{name}”: nhập mức phấn đấu.").format(name=form.described.name)
    if act == "remove":
        own = _own(unit, picked["key"])
        remove_own_indicator(own=own, actor=user)
        return _("Đã bỏ chỉ tiêu “{name}”.").format(name=own.name)
    changed = register_targets(campaign=campaign, unit=unit, wishes=_wishes(page, data), actor=user)
    return _("Đã đăng ký {number} mức phấn đấu; cấp trên đọc được ngay.").format(
        number=format_number(changed)
    )


def _suggested(name: str) -> Described:
    found = suggestion_of(name)
    if found is None:
        raise TargetError.not_here()
    return found[1].described(found[0].id)


def _own(unit: Organisation, key: str) -> OwnIndicator:
    read = read_key(key)
    own = None
    if read is not None and read[0] == "o":
        own = OwnIndicator.objects.select_related("organisation").filter(pk=read[1]).first()
    if own is None or own.organisation_id != unit.pk:
        raise TargetError.not_here()
    return own


def _wishes(page: TargetPage, data: Mapping[str, Any]) -> dict[str, Wish]:
    """What each field says. Raises TargetError with every fault by the name of its indicator."""
    wishes, faults = {}, []
    for row in page.rows:
        if f"{row.key}-value" not in data:
            continue
        form = target_form(row.key, data)
        if form.is_valid():
            cleaned = form.cleaned_data
            wishes[row.key] = Wish(cleaned["value"], cleaned["was"], cleaned["last_year"])
        else:
            faults += [f"“{row.name}”, {fault}" for fault in faults_of(form)]
    if faults:
        raise TargetError.unreadable(faults)
    return wishes
