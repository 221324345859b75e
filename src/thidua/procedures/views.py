"""The pages of a year's procedure: how the review is held, and one value that the province sets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.decided import decisions_issued
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.queries import root_path
from thidua.procedures.actions import set_value, unset_value
from thidua.procedures.errors import ProcedureError
from thidua.procedures.forms import SettingForm
from thidua.procedures.permissions import SET_VALUE
from thidua.procedures.presenters import forms_shown, groups_of, line_of, opinions_of, steps_of
from thidua.procedures.reading import held_by
from thidua.rulebook.procedure_layer import LocalValue
from thidua.rulebook.procedure_library import NoProcedureInForceError
from thidua.web.components import Crumb
from thidua.web.queries import act_sent


@require_GET
@signed_in
def procedure_page(request: SignedIn, year: int) -> HttpResponse:
    """Steps, who acts, order, periods, opinions and which counts, forms; a year without a procedure
    says so.
    """
    campaign = campaign_or_404(request, year)
    try:
        held = held_by(campaign)
    except NoProcedureInForceError as error:
        context = {"campaign": campaign, "error": as_sentence(error)}
        return render(request, "procedures/none_in_force.html", context)
    procedure = held.procedure
    context = {
        "campaign": campaign,
        "procedure": procedure,
        "bound": held.bound,
        "steps": steps_of(procedure),
        "groups": groups_of(procedure),
        "opinions": list(opinions_of(procedure)),
        "forms": forms_shown(held.forms),
        "may_set": _may_set(request) and not decisions_issued(campaign),
    }
    return render(request, "procedures/procedure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def setting_page(request: SignedIn, year: int, key: str) -> HttpResponse:
    """One value that is left open or not confirmed; the province alone."""
    campaign = campaign_or_404(request, year)
    if not _may_set(request):
        raise Http404
    procedure = held_by(campaign).procedure
    value = dict(procedure.values()).get(key)
    if value is None or not value.settable:
        raise Http404
    form = SettingForm(request.POST or None, procedure=procedure, key=key, value=value)
    if request.method == "POST" and _act(request, campaign, key, form):
        return redirect(f"{reverse('procedure', args=[year])}#{key}")
    context = {
        "campaign": campaign,
        "line": line_of(procedure, key, value),
        "local": value.local,
        "form": form,
        "crumbs": [Crumb(_("Quy trình"), reverse("procedure", args=[year]))],
    }
    return render(request, "procedures/setting.html", context)


def _may_set(request: SignedIn) -> bool:
    return may(request.user, SET_VALUE, path=root_path())


def _act(request: SignedIn, campaign: Campaign, key: str, form: SettingForm) -> bool:
    """Whether it is done; what stands against it is said in the form."""
    unset = act_sent(request) == "unset"
    if not form.is_valid() and not unset:
        return False
    sent = form.cleaned_data
    try:
        if unset:
            unset_value(campaign=campaign, key=key, was=sent.get("was", ""), actor=request.user)
            messages.success(request, _("Đã trở lại theo văn bản cấp trên."))
            return True
        local = LocalValue(key, sent["value"], sent["citation"], sent["reason"])
        set_value(campaign=campaign, local=local, was=sent["was"], actor=request.user)
    except RefusedError as error:
        field = error.field if isinstance(error, ProcedureError) else ""
        form.add_error(field or None, as_sentence(error))
        return False
    messages.success(request, _("Đã đặt giá trị của địa phương."))
    return True
