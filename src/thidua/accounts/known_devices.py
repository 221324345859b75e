"""Machines on which an account was signed in to before: a cookie of 256 random bits for a browser,
kept as a hash for each account that signed in there.

It opens nothing. It says that an attempt comes from where its owner has been, and is therefore not
held up by what strangers try (`accounts.guessing`)."""

import datetime as dt
import hashlib
import re
import secrets

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thidua.accounts.models import KnownDevice, User

LASTS = dt.timedelta(days=400)
"""As long as browsers keep a cookie; each sign-in begins it anew."""
_MADE_BY_US = re.compile(r"[\w-]{43}")
IN_SESSION = "device"
"""Under which a place where one is signed in remembers its machine."""


def _cookie(request: HttpRequest) -> str:
    """What the browser shows; "" when it shows nothing that we made."""
    text = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return text if _MADE_BY_US.fullmatch(text) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(request: HttpRequest) -> str:
    """The hash of this browser's cookie; "" when it has none."""
    text = _cookie(request)
    return _digest(text) if text else ""


def known_device(request: HttpRequest, user: User) -> str:
    """The hash of this browser's cookie if the account was signed in to in it before; else ""."""
    digest = digest_of(request)
    if not digest:
        return ""
    since = timezone.now() - LASTS
    known = KnownDevice.objects.filter(user=user, digest=digest, used_at__gte=since)
    return digest if known.exists() else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """From now on this browser is known for the account, which has just signed in there."""
    text = _cookie(request) or secrets.token_urlsafe(32)
    digest = _digest(text)
    KnownDevice.objects.update_or_create(
        user=user, digest=digest, defaults={"used_at": timezone.now()}
    )
    UserSession.objects.filter(session_key=request.session.session_key).update(
        data={IN_SESSION: digest}
    )
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        text,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def devices_elsewhere(request: HttpRequest, user: User) -> int:
    """How many other browsers are known for an account."""
    since = timezone.now() - LASTS
    known = KnownDevice.objects.filter(user=user, used_at__gte=since)
    return known.exclude(digest=digest_of(request)).count()


def forget_devices(user: User, *, besides: str = "") -> int:
    """Forget the browsers known for an account, but for the one with this hash. Says how many."""
    found = KnownDevice.objects.filter(user=user)
    return (found.exclude(digest=besides) if besides else found).delete()[0]


def sweep_devices() -> None:
    """Delete the browsers whose cookie has ended."""
    KnownDevice.objects.filter(used_at__lt=timezone.now() - LASTS).delete()
