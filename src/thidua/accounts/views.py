"""Sign-in: django-allauth's own page, with the demo accounts beside it in demo mode."""

from typing import Any

from allauth.account.views import LoginView

from thidua.accounts.demo import demo_accounts


class SignInPage(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_accounts": demo_accounts()}
