"""Signing in with an identity kept elsewhere (OpenID Connect): off unless the environment names a
server.

An identity opens the one account that an administrator tied it to. It makes no account, and nobody
ties one to themselves."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

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
        """Stop before anything is made or tied. Of what the provider tells, only the identifier is
        kept.
        """
        signing_in = (
            sociallogin.state.get("process") == "login" and not request.user.is_authenticated
        )
        if not signing_in or not sociallogin.is_existing:
            context = {"uid": sociallogin.account.uid, "name": oidc_name()}
            raise ImmediateHttpResponse(
                render(request, "accounts/not_linked.html", context, status=403)
            )
        _note_second_factor(request, sociallogin)
        sociallogin.account.extra_data = {}
        sociallogin.account.save(update_fields=["extra_data"])

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
        said = f"an identity was refused: {reason}"
        log.warning(said)


def _note_second_factor(request: HttpRequest, sociallogin: Any) -> None:
    """Remember for this sign-in whether the provider asked for two factors."""
    request.session[_SECOND_FACTOR] = (
        sociallogin.user.pk if getattr(sociallogin, "second_factor", False) else None
    )


def second_factor_elsewhere(request: HttpRequest, user: User | None) -> bool:
    """Whether this sign-in of somebody showed its second factor at the provider of identities, and
    that counts here.
    """
    session = getattr(request, "session", None)
    return bool(user and session and oidc_name() and session.get(_SECOND_FACTOR) == user.pk)
