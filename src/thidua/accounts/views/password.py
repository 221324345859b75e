"""A new password of one's own: django-allauth's page, under our rule of what must be proved."""

from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode

from thidua.accounts.sessions import confirmed_lately
from thidua.accounts.viewing import scope_of_request


@method_decorator(login_required, name="dispatch")
class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Asks for the old password and, where the account has a second factor, for that before it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has to prove the factor comes back to an empty form: passwords wait nowhere."""
        scope = scope_of_request(request)
        if scope.proofs and not confirmed_lately(request, scope):
            here = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_reauthenticate')}?{here}")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer
