"""What every page asks first: who is looking, and which part of the tree they may see."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.models import User

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponseBase)


class SignedIn(HttpRequest):
    """A request of somebody who signed in."""

    user: User
    htmx: HtmxDetails


def scope_of_request(request: HttpRequest) -> Scope:
    """The reader's scope, asked of the database once a request; nobody signed in: an empty scope."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Scope()
    if user.scope_of_this_request is None:
        user.scope_of_this_request = scope_of(user)
    return user.scope_of_this_request


def signed_in(
    view: Callable[Concatenate[SignedIn, P], Response],
) -> Callable[Concatenate[HttpRequest, P], Response]:
    """A page for people who signed in; others go to the sign-in page and come back."""

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Response:
        scope_of_request(request)
        return view(cast("SignedIn", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], Response]", login_required(page))
