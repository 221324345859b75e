"""Signing in with an identity kept elsewhere (OpenID Connect): off unless the environment names a server.

An identity opens the one account that an administrator tied it to. It makes no account, and nobody ties one to
themselves.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render


def oidc_name() -> str:
    """What the button on the sign-in page is called; "" when there is no such way in."""
    configured = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(configured[0]["name"]) if configured else ""


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Known identities come in; everybody else reads what to tell the administrator."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Stop before anything is made or tied. Of what the provider tells, only the identifier is kept."""
        signing_in = sociallogin.state.get("process") == "login" and not request.user.is_authenticated
        if not signing_in or not sociallogin.is_existing:
            context = {"uid": sociallogin.account.uid, "name": oidc_name()}
            raise ImmediateHttpResponse(render(request, "accounts/not_linked.html", context, status=403))
        sociallogin.account.extra_data = {}
        sociallogin.account.save(update_fields=["extra_data"])
