"""Sign-in: django-allauth's own page, with the demo accounts beside it in demo mode."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.accounts.demo import demo_accounts, demo_codes, demo_slip
from thidua.accounts.oidc import oidc_name
from thidua.accounts.oidc_settings import PROVIDER
from thidua.accounts.passkeys import by_name
from thidua.accounts.session_ends import ENDED


class SignInPage(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = oidc_name()
        own = {
            "ended": self.request.session.get(ENDED, ""),
            "demo_accounts": demo_accounts(),
            "demo_slip": demo_slip(),
            "demo_codes": demo_codes(),
            "by_name": by_name(self.request),
            "oidc_name": name,
            "oidc_href": reverse("openid_connect_login", args=[PROVIDER]) if name else "",
        }
        return {**super().get_context_data(**kwargs), **own}


@require_safe
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account by themselves."""
    return render(request, "account/signup_closed.html")


@require_safe
def ask_administrator(request: HttpRequest) -> HttpResponse:
    """A password is reset by the administrator: nothing is sent by mail."""
    return render(request, "account/password_reset.html")
