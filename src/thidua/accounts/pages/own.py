"""One's own account on one page: password, second factor, where one is signed in, what one may do, what is lent."""

import re
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.actors import scope_of
from thidua.accounts.delegating import LENT
from thidua.accounts.models import User
from thidua.accounts.permissions import needs_second_factor
from thidua.accounts.queries import delegations_of
from thidua.accounts.sessions import end_sessions, sessions_of
from thidua.accounts.viewing import SignedIn, duty_of, signed_in_anyway
from thidua.language import say

# In this order: Edge and Opera call themselves Chrome as well, every browser calls itself Mozilla.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class ShownSession:
    """One place where the account is signed in."""

    session: UserSession
    device: str
    here: bool


def device(user_agent: str) -> str:
    """Chrome trên Windows: the browser and the system it says it is; a program by its first word."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return say(f"{browser} trên {system}", f"{browser} on {system}")
    first = re.match(r"[\w.-]{1,30}", user_agent)
    return browser or system or (first.group() if first else say("Không rõ thiết bị", "Unknown device"))


def _sessions(request: SignedIn) -> list[ShownSession]:
    here = request.session.session_key
    return [ShownSession(one, device(one.user_agent), one.session_key == here) for one in sessions_of(request.user)]


@dataclass(frozen=True)
class SecondFactor:
    """What the page says of it: since when it is on, and how many recovery codes are left."""

    since: object
    codes_left: int


def _second_factor(user: User) -> SecondFactor | None:
    known = {one.type: one for one in Authenticator.objects.filter(user=user)}
    totp = known.get(Authenticator.Type.TOTP)
    codes = known.get(Authenticator.Type.RECOVERY_CODES)
    if totp is None:
        return None
    return SecondFactor(totp.created_at, len(codes.wrap().get_unused_codes()) if codes else 0)


@require_GET
@signed_in_anyway
def account_page(request: SignedIn) -> HttpResponse:
    """Everything about one's own account. While something is due, the page says so first."""
    scope = scope_of(request.user)
    given, received = delegations_of(request.user)
    context = {
        "due": duty_of(request),
        "sessions": _sessions(request),
        "second_factor": _second_factor(request.user),
        "needs_second_factor": needs_second_factor(request.user, scope),
        "grants": scope.grants,
        "administers": scope.administers,
        "may_lend": any(grant.role in LENT and not grant.for_whom for grant in scope.grants),
        "given": given,
        "received": received,
    }
    return render(request, "accounts/own.html", context)


@require_POST
@signed_in_anyway
def end_sessions_view(request: SignedIn) -> HttpResponse:
    """End one session by its number, or all but this one. This one is ended by signing out."""
    only = request.POST.get("session", "")
    here = request.session.session_key or ""
    number = int(only) if only.isdecimal() and len(only) < 19 else None
    ended = end_sessions(request.user, besides=here, only=number) if number is not None or not only else 0
    if ended:
        messages.success(request, say(f"Đã kết thúc {ended} phiên đăng nhập.", f"{ended} sign-ins ended."))
    else:
        messages.info(request, say("Không còn phiên nào khác.", "No other sign-in is left."))
    return redirect("account")
