"""Lending one's role for an absence, and taking it back."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.account_forms import ReasonForm
from thidua.accounts.day_field import DayField
from thidua.accounts.delegating import LENT, colleagues, delegate_role, revoke_delegation
from thidua.accounts.errors import AccountError
from thidua.accounts.models import RoleGrant, User
from thidua.accounts.queries import delegations_visible_to, lendable_grants
from thidua.accounts.step_up import step_up
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.web.forms import WordsField, first_fault


class DelegationForm(forms.Form):
    """What is lent, to whom, from when to when, and why."""

    grant = forms.ModelChoiceField(
        label=_("Vai trò"), queryset=RoleGrant.objects.none(), empty_label=None
    )
    delegate = forms.ModelChoiceField(
        label=_("Người nhận"), queryset=User.objects.none(), empty_label=_("Chọn người nhận")
    )
    starts_on = DayField(label=_("Từ ngày"), initial=timezone.localdate)
    ends_on = DayField(label=_("Đến hết ngày"))
    reason = WordsField(
        label=_("Lý do vắng mặt"),
        max_length=300,
        required=True,
        help_text=_("Ví dụ: đi học, nghỉ phép, điều trị."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants = lendable_grants(user, LENT)
        cast("forms.ModelChoiceField[RoleGrant]", self.fields["grant"]).queryset = grants
        people = User.objects.none().union(*(colleagues(grant).order_by() for grant in grants))
        found = User.objects.filter(pk__in=[one.pk for one in people]).order_by(
            "display_name", "username"
        )
        cast("forms.ModelChoiceField[User]", self.fields["delegate"]).queryset = found
        self.has_colleagues = found.exists()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delegate_page(request: SignedIn) -> HttpResponse:
    """The form, which confirms who one is, for those who hold a role that can be lent; for others
    there is no such page.
    """
    if not lendable_grants(request.user, LENT).exists():
        raise Http404
    form = DelegationForm(request.POST or None, user=request.user)
    again = step_up(request)
    if request.method == "POST" and not again.due and form.is_valid():
        values = form.cleaned_data
        try:
            lent = delegate_role(
                granted=values["grant"],
                delegate=values["delegate"],
                days=(values["starts_on"], values["ends_on"]),
                reason=values["reason"],
                actor=request.user,
            )
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            until = f"{lent.ends_on:%d/%m/%Y}"
            messages.success(request, gettext("Đã uỷ quyền đến hết {until}.").format(until=until))
            return redirect("account")
    return render(request, "accounts/delegate.html", {"form": form, "again": again})


@require_POST
@signed_in
def revoke_page(request: SignedIn, pk: int) -> HttpResponse:
    """Take a lent role back. Whoever neither lent nor received it, nor looks after accounts, finds
    nothing here.
    """
    delegation = delegations_visible_to(request.user).filter(pk=pk).first()
    if delegation is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("account")
    try:
        revoke_delegation(
            delegation=delegation, reason=form.cleaned_data["reason"], actor=request.user
        )
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("account")
    messages.success(request, gettext("Đã thu hồi uỷ quyền."))
    owner = delegation.grant.user
    return (
        redirect("account")
        if owner == request.user
        else redirect("account_admin", username=owner.username)
    )
