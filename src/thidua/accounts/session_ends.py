"""When a session ends by itself: so long after it was last used, and so long after the sign-in
however much it is used; soon for whoever decides or looks after accounts.

The roles are those of the moment: who is given one while signed in has its limits at once. The
limits are settings (SESSION_LIMITS)."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua.accounts.actors import Scope
from thidua.accounts.models import User
from thidua.accounts.permissions import binds
from thidua.accounts.sessions import BEGUN, NOTED, is_unattended
from thidua.accounts.unsent import keep_unsent
from thidua.accounts.viewing import scope_of_user

ENDED = "session_ended"
"""In the session of somebody whose last one just ended: the sign-in page says so."""


@dataclass(frozen=True)
class Limits:
    """Seconds that a session lives without being used, and at most."""

    idle: int
    longest: int


def limits_of(scope: Scope, *, stays: bool) -> Limits:
    """The limits of somebody with this scope; `stays`: they asked to stay signed in."""
    if decides(scope):
        return Limits(*settings.SESSION_LIMITS["deciding"])
    return Limits(*settings.SESSION_LIMITS["staying" if stays else "reading"])


def decides(scope: Scope) -> bool:
    """Whether a session with this scope binds others, or touches their accounts."""
    return binds(scope)


class EndingAuthenticationMiddleware(AuthenticationMiddleware):
    """Who is signed in, as Django knows it, unless the session is over."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]


def _user(request: HttpRequest) -> User | AnonymousUser:
    known = hasattr(request, "_cached_user")
    user: User | AnonymousUser = get_user(request)
    if known or not isinstance(user, User) or not _is_over(request, user):
        return user
    if not is_unattended(request):  # else whoever typed something meanwhile would lose it
        _end(request, user)
    request._cached_user = AnonymousUser()  # type: ignore[attr-defined]
    return AnonymousUser()


def _is_over(request: HttpRequest, user: User) -> bool:
    now, session = int(time.time()), request.session
    begun = session.get(BEGUN)
    if begun is None:
        begun = session[BEGUN] = now
    stays = not session.get_expire_at_browser_close()
    limits = limits_of(scope_of_user(request, user), stays=stays)
    used = max(int(session.get(NOTED, 0)), int(begun))
    return now - used > limits.idle or now - int(begun) > limits.longest


def _end(request: HttpRequest, user: User) -> None:
    request.session.flush()
    request.session[ENDED] = "kept" if keep_unsent(request, user) else "ended"
    request.session.set_expiry(0)
