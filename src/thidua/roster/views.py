"""The page of a year's list: three states counted, who is not yet reviewed, putting it right."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.organisations.queries import root_path
from thidua.roster.actions import freeze_roster
from thidua.roster.correcting import correct_roster, entry_named
from thidua.roster.exemptions import exempt_by_rule
from thidua.roster.forms import CorrectForm, MakeUpForm, PutOffForm, WithdrawForm
from thidua.roster.models import RosterEntry
from thidua.roster.putting_off import PERMISSION, make_up, put_off, withdraw
from thidua.roster.queries import not_reviewed, state_counts
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roster_page(request: SignedIn, year: int) -> HttpResponse:
    """Look, or act: `act` names what (`_ACTS`)."""
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    if not scope.grants:
        raise Http404
    paths = [grant.path for grant in scope.grants]
    may_correct = any(may(request.user, PERMISSION, path=path) for path in paths)
    may_freeze = may(request.user, "campaigns.change", path=root_path())
    forms_of: dict[str, forms.Form] = {"correct": CorrectForm(), "put_off": PutOffForm()}
    status = 200
    if request.method == "POST":
        act = act_sent(request)
        if act not in _ACTS or not (may_freeze if act == "freeze" else may_correct):
            raise Http404
        sent = _FORMS[act](request.POST)
        if _done(request, campaign, act, sent):
            return redirect("roster", year=year)
        forms_of[act], status = sent, 422
    context = {
        "campaign": campaign,
        "states": list(state_counts(campaign=campaign, actor=request.user).items()),
        "exempt": exempt_by_rule(campaign=campaign, actor=request.user),
        "waiting": not_reviewed(campaign=campaign, actor=request.user),
        "may_correct": may_correct,
        "may_freeze": may_freeze,
        "forms_of": forms_of,
    }
    return render(request, "roster/year.html", context, status=status)


def _done(request: SignedIn, campaign: Campaign, act: str, form: forms.Form) -> bool:
    """Whether it was done; else what the rules forbid is said on the page."""
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return False
    try:
        messages.success(request, _ACTS[act](request, campaign, form))
    except RefusedError as error:
        messages.error(request, as_sentence(error))
        return False
    return True


def _freeze(request: SignedIn, campaign: Campaign, form: forms.Form) -> str:
    made = freeze_roster(campaign=campaign, actor=request.user, refreeze=True)
    for name in made.held:
        text = _("Giữ như đã quyết định, dù hệ thống nay ghi khác: {name}.").format(name=name)
        messages.warning(request, text)
    return _("Đã chốt lại: thêm {added}, thay đổi {changed}, bỏ {removed}.").format(
        added=format_number(made.added),
        changed=format_number(made.changed),
        removed=format_number(made.removed),
    )


def _correct(request: SignedIn, campaign: Campaign, form: CorrectForm) -> str:
    reason = form.cleaned_data["why"]
    made = correct_roster(campaign=campaign, who=form.named, reason=reason, actor=request.user)
    changed = made.added or made.changed or made.removed
    return _("Đã sửa danh sách.") if changed else _("Danh sách đã đúng như hệ thống ghi.")


def _put_off(request: SignedIn, campaign: Campaign, form: PutOffForm) -> str:
    entry = entry_named(campaign, form.named)
    words = form.cleaned_data
    put_off(entry=entry, reason=words["reason"], note=words["note"], actor=request.user)
    return _("Đã ghi {name} chưa kiểm điểm.").format(name=entry.name)


def _make_up(request: SignedIn, campaign: Campaign, form: forms.Form) -> str:
    entry = _waiting(request, campaign, form)
    make_up(entry=entry, reviewed_on=form.cleaned_data["reviewed_on"], actor=request.user)
    return _("Đã ghi {name} kiểm điểm bù.").format(name=entry.name)


def _withdraw(request: SignedIn, campaign: Campaign, form: forms.Form) -> str:
    entry = _waiting(request, campaign, form)
    withdraw(entry=entry, actor=request.user)
    return _("Đã bỏ ghi chưa kiểm điểm của {name}.").format(name=entry.name)


def _waiting(request: SignedIn, campaign: Campaign, form: forms.Form) -> RosterEntry:
    """The entry meant, inside the reader's part. Raises Http404 for others."""
    mine = not_reviewed(campaign=campaign, actor=request.user)
    entry = mine.filter(pk=form.cleaned_data["entry"]).first()
    if entry is None:
        raise Http404
    return entry


_FORMS: dict[str, type[forms.Form]] = {
    "freeze": forms.Form,
    "correct": CorrectForm,
    "put_off": PutOffForm,
    "make_up": MakeUpForm,
    "withdraw": WithdrawForm,
}
_ACTS: dict[str, Callable[..., str]] = {
    "freeze": _freeze,
    "correct": _correct,
    "put_off": _put_off,
    "make_up": _make_up,
    "withdraw": _withdraw,
}
