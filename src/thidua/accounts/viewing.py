"""What every page asks first: who is looking, what they must do before anything else, which part
they may see.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.models import User
from thidua.accounts.oidc import second_factor_elsewhere
from thidua.accounts.permissions import second_factor_is_missing
from thidua.accounts.sessions import note_seen
from thidua.accounts.unsent import page_before

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponseBase)


class SignedIn(HttpRequest):
    """A request of somebody who signed in."""

    user: User
    htmx: HtmxDetails


def scope_of_request(request: HttpRequest) -> Scope:
    """The reader's scope, asked of the database once a request; nobody signed in: an empty
    scope.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Scope()
    return scope_of_user(request, user)


def scope_of_user(request: HttpRequest, user: User) -> Scope:
    """The same of somebody who signed in within this request's session."""
    if user.scope_of_this_request is None:
        scope = scope_of(user)
        if scope.factor_elsewhere and second_factor_elsewhere(request, user):
            scope = replace(scope, second_factors=scope.second_factors | {"elsewhere"})
        user.scope_of_this_request = scope
    return user.scope_of_this_request


# What comes before every page: (whether it is due, the page where it is done). The first that is
# due counts.
DUTIES: tuple[tuple[Callable[[User, Scope], bool], str], ...] = (
    (lambda user, scope: user.must_change_password, "account_change_password"),
    (second_factor_is_missing, "mfa_activate_totp"),
)


def duty_of(request: HttpRequest) -> str:
    """The name of the page where somebody does what is due before all else; "" when nothing is."""
    user, scope = cast("User", request.user), scope_of_request(request)
    return next((page for is_due, page in DUTIES if is_due(user, scope)), "")


def signed_in(
    view: Callable[Concatenate[SignedIn, P], Response],
) -> Callable[Concatenate[HttpRequest, P], Response]:
    """A page for people who signed in and owe nothing; others are sent to sign in, or to their
    duty, and come back.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if due := duty_of(request):
            come_back = (
                f"?{urlencode({'next': request.get_full_path()})}"
                if request.method == "GET"
                else ""
            )
            return HttpResponseRedirect(reverse(due) + come_back)
        return view(cast("SignedIn", request), *args, **kwargs)

    return signed_in_anyway(cast("Callable[Concatenate[SignedIn, P], Response]", page))


def signed_in_anyway(
    view: Callable[Concatenate[SignedIn, P], Response],
) -> Callable[Concatenate[HttpRequest, P], Response]:
    """A page of one's own account: open even while a duty is due."""

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        scope_of_request(request)
        note_seen(request)
        return view(cast("SignedIn", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], Response]", page)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To sign in and come back: to the page asked for, or to the page that a form was on."""
    asked = request.get_full_path()
    return redirect_to_login(asked if request.method in ("GET", "HEAD") else page_before(request))
