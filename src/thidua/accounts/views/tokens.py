"""One's own tokens for programs: which there are, making one (shown once), taking one back."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.account_forms import ReasonForm
from thidua.accounts.day_field import DayField
from thidua.accounts.errors import AccountError
from thidua.accounts.models import AccessToken
from thidua.accounts.queries import token_history
from thidua.accounts.step_up import step_up
from thidua.accounts.tokens import chooses, has_second_factor, make_token, revoke_token
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.web.forms import WordsField, first_fault

USUAL = dt.timedelta(days=90)
MAY = (("", _("Chỉ đọc")), ("choose", _("Đọc và chọn mức")))


def _in_three_months() -> dt.date:
    return timezone.localdate() + USUAL


class TokenForm(forms.Form):
    """A token's name, its last day, and whether it may choose."""

    name = WordsField(
        label=_("Tên"),
        max_length=80,
        required=True,
        help_text=_("Phần mềm nào sẽ dùng, ví dụ: phần mềm thống kê của huyện."),
    )
    expires_on = DayField(
        label=_("Dùng đến hết ngày"), initial=_in_three_months, help_text=_("Lâu nhất một năm.")
    )
    may = forms.ChoiceField(label=_("Được làm gì"), choices=MAY, required=False)

    def __init__(self, *args: Any, chooses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not chooses:
            del self.fields["may"]


@require_GET
@signed_in
def tokens_page(request: SignedIn) -> HttpResponse:
    """Every token of one's own, those in use first, and what was done about them."""
    today = timezone.localdate()
    found = list(AccessToken.objects.filter(user=request.user))
    context = {
        "in_use": [one for one in found if one.revoked_at is None and one.expires_on >= today],
        "ended": [one for one in found if one.revoked_at is not None or one.expires_on < today],
        "history": token_history(request.user),
    }
    return render(request, "accounts/tokens.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_token_page(request: SignedIn) -> HttpResponse:
    """The form, which confirms who one is; then the token itself, this once."""
    again = step_up(request)
    scope = scope_of_request(request)
    form = TokenForm(request.POST or None, chooses=chooses(scope))
    if request.method == "POST" and not again.due and form.is_valid():
        values = form.cleaned_data
        try:
            made = make_token(
                owner=request.user,
                name=values["name"],
                expires_on=values["expires_on"],
                may_choose=bool(values.get("may")),
            )
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            return render(
                request, "accounts/token_once.html", {"token": made.token, "text": made.text}
            )
    context = {
        "form": form,
        "again": again,
        "second_factor_is_missing": chooses(scope) and not has_second_factor(request.user, scope),
    }
    return render(request, "accounts/token_new.html", context)


@require_POST
@signed_in
def revoke_token_page(request: SignedIn, pk: int) -> HttpResponse:
    """Take one of one's own tokens back; nobody else's is here."""
    token = AccessToken.objects.filter(user=request.user, pk=pk).first()
    if token is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_fault(form))
        return redirect("tokens")
    revoke_token(token=token, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, gettext("Đã thu hồi mã “{name}”.").format(name=token.name))
    return redirect("tokens")
