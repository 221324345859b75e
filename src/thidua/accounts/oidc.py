"""Signing in with an identity kept elsewhere (OpenID Connect): off unless the environment names a
server.

An identity opens the one account that an administrator tied it to. It makes no account, and nobody
ties one to themselves."""

import logging
import time
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from thidua.accounts.models import User
from thidua.accounts.oidc_tokens import IdentityRefusedError

log = logging.getLogger(__name__)
_SECOND_FACTOR = "oidc_second_factor"


def oidc_name() -> str:
    """What the button on the sign-in page is called; "" when there is no such way in."""
    configured = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(configured[0]["name"]) if configured else ""


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Known identities come in; everybody else reads what to tell the administrator."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Stop before anything is made or tied. Whoever is signed in already came to confirm that
        it is them.
        """
        known = sociallogin.state.get("process") == "login" and sociallogin.is_existing
        if known and request.user == sociallogin.user:
            raise ImmediateHttpResponse(_confirmed(request, sociallogin))
        if not known or request.user.is_authenticated:
            context = {"uid": sociallogin.account.uid, "name": oidc_name()}
            raise ImmediateHttpResponse(
                render(request, "accounts/not_linked.html", context, status=403)
            )
        _note_second_factor(request, sociallogin)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *_: Any, **more: Any
    ) -> None:
        """Tell the log why, without a word of who."""
        fault = more.get("exception")
        reason = (
            str(fault)
            if isinstance(fault, IdentityRefusedError)
            else type(fault).__name__
            if fault
            else "state"
        )
        warning = f"an identity was refused: {reason}"
        log.warning(warning)


def _note_second_factor(request: HttpRequest, sociallogin: Any) -> None:
    """Remember for this sign-in whether the provider asked for two factors, and when."""
    now, at = time.time(), sociallogin.proved_at
    noted = [sociallogin.user.pk, now if at is None else min(at, now)]
    request.session[_SECOND_FACTOR] = noted if sociallogin.second_factor else None


def _confirmed(request: HttpRequest, sociallogin: Any) -> HttpResponse:
    """The way on for somebody who came back with both factors proved just now; else a page that
    says what is missing.

    A provider that does not tell when it asked may have asked long ago: that confirms nothing.
    """
    at = sociallogin.proved_at
    if (
        not sociallogin.second_factor
        or at is None
        or at < time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    ):
        return render(request, "accounts/not_confirmed.html", {"name": oidc_name()}, status=403)
    _note_second_factor(request, sociallogin)
    messages.success(
        request,
        gettext("Đã xác nhận lại. Nếu đang điền dở ở trang khác, hãy về đó và gửi lại."),
    )
    return redirect(sociallogin.get_redirect_url(request) or "account")


def second_factor_elsewhere(request: HttpRequest, user: User | None) -> bool:
    """Whether this sign-in of somebody showed its second factor at the provider of identities, and
    that counts here.
    """
    return proved_elsewhere_at(request, user) > 0


def proved_elsewhere_at(request: HttpRequest, user: Any) -> float:
    """When the provider asked somebody for two factors in this session, in seconds since 1970; 0
    when it did not.
    """
    session = getattr(request, "session", None)
    whose, at = (session.get(_SECOND_FACTOR) if session else None) or (None, 0.0)
    return float(at) if user and oidc_name() and whose == user.pk else 0.0
