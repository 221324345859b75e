"""Second factors: added, named, removed, used. django-allauth's own pages, with the rules and words
of this house.
"""

import json
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.accounts.factors import is_the_last, lock, noted
from thidua.accounts.passkeys import by_name
from thidua.accounts.viewing import SignedIn, duty_of, signed_in_anyway


class _Noted:
    """A change of somebody's second factors: one at a time, and kept in the history of the
    account.
    """

    act: str
    request: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = cast("SignedIn", request).user
        with transaction.atomic():
            lock(user)
            user.scope_of_this_request = (
                None  # what proves the account may have changed while this one waited
            )
            return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def form_valid(self, form: Any) -> HttpResponse:
        done: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        noted(self.request.user, act=self.act)
        return done


class _Added(_Noted):
    """A new factor: whoever just showed it proved it, and is not asked for it at the next step."""

    factor: Authenticator.Type

    def form_valid(self, form: Any) -> HttpResponse:
        done = super().form_valid(form)
        record_authentication(
            self.request, self.request.user, "mfa", type=self.factor, reauthenticated=True
        )
        return done


class TurnOnApp(_Added, ActivateTOTPView):  # type: ignore[misc]
    act, factor = "accounts.add_app", Authenticator.Type.TOTP


class TurnOffApp(_Noted, DeactivateTOTPView):  # type: ignore[misc]
    """Refused by the form where it is the last factor of somebody who decides."""

    act = "accounts.remove_app"


class AddPasskey(_Added, AddWebAuthnView):  # type: ignore[misc]
    """Each new passkey is one that the browser finds without a user name, and asks for a finger, a
    face or a PIN.
    """

    act, factor = "accounts.add_passkey", Authenticator.Type.WEBAUTHN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**kwargs))
        options = begin_registration(self.request.user, passwordless=True)
        named = {"by_name": by_name(self.request), "due": duty_of(self.request)}
        return context | named | {"options": json.dumps(options)}


class RenamePasskey(EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("account")


class RemovePasskey(_Noted, RemoveWebAuthnView):  # type: ignore[misc]
    """Asks first. The last factor of somebody who decides stays; of others, the page says what is
    left.
    """

    act = "accounts.remove_passkey"
    http_method_names = ("get", "head", "post")  # not DELETE, which asks nothing
    success_url = reverse_lazy("account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**kwargs))
        stays = not get_adapter().can_delete_authenticator(self.object)
        return context | {"stays": stays, "the_last": is_the_last(self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data(form=form))  # type: ignore[no-any-return]
        return super().form_valid(form)


class EnterSecondFactor(AuthenticateView):  # type: ignore[misc]
    """After the password: a passkey where the account has one, or a code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**kwargs))
        options = context["js_data"]["request_options"]
        usable = options["publicKey"].get("allowCredentials") and not by_name(self.request)
        if usable:  # the button comes first: no keyboard of a phone before it
            context["form"].fields["code"].widget.attrs.pop("autofocus", None)
        return context | {"options": json.dumps(options) if usable else ""}


class SignInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """Asked by the sign-in page's script; refused: back there, with where the reader wanted to
    go.
    """

    def form_invalid(self, form: Any) -> HttpResponse:
        return _back_with_faults(self.request, form, "account_login")


class ConfirmWithPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**kwargs))
        return context | {"options": json.dumps(context["js_data"]["request_options"])}

    def form_invalid(self, form: Any) -> HttpResponse:
        return _back_with_faults(self.request, form, "mfa_reauthenticate_webauthn")


def _back_with_faults(request: HttpRequest, form: Any, page: str) -> HttpResponse:
    for fault in form.errors.get("credential", []):
        messages.error(request, fault)
    wanted = get_next_redirect_url(request)
    return redirect(reverse(page) + (f"?{urlencode({'next': wanted})}" if wanted else ""))


@never_cache
@require_POST
@signed_in_anyway
def ask_passkey(request: SignedIn) -> HttpResponse:
    """What a passkey of the reader is asked, to confirm in the middle of a page that it is still
    them.
    """
    return JsonResponse({"request_options": begin_authentication(request.user)})
