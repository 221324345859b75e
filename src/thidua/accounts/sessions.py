"""Where somebody is signed in: noted at sign-in and every few minutes, shown to them, ended by
them.
"""

import datetime as dt
import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from thidua.accounts.actors import Scope
from thidua.accounts.known_devices import IN_SESSION
from thidua.accounts.models import KnownDevice, User
from thidua.accounts.oidc import proved_elsewhere_at

BEGUN, NOTED = "begun_at", "seen_at"
EVERY = 120
"""Seconds between two notes of the same session: a page does not write."""
UNATTENDED = "X-Thidua-Unattended"
"""A header of what a page asks by itself: nobody sits there because of it."""


def is_unattended(request: HttpRequest) -> bool:
    """Whether a page asks by itself, while its reader may be away."""
    return UNATTENDED in request.headers


def note_seen(request: HttpRequest) -> None:
    """Write down that this session is in use, unless that was done a moment ago, or nobody uses
    it.
    """
    now = int(time.time())
    if now - int(request.session.get(NOTED, 0)) >= EVERY and not is_unattended(request):
        request.session[NOTED] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now(), ip=get_adapter().get_client_ip(request)
        )


def confirmed_lately(request: HttpRequest, scope: Scope) -> bool:
    """Whether somebody signed in, or confirmed who they are, a while ago at most
    (ACCOUNT_REAUTHENTICATION_TIMEOUT).

    `scope` is the reader's. Where their account has a second factor, only that factor confirms: the
    password, however lately it was typed, is the other one.
    """
    moment = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    counting = [record["at"] for record in records if not scope.proofs or record["method"] == "mfa"]
    if scope.factor_elsewhere:
        counting.append(proved_elsewhere_at(request, request.user))
    return any(at > moment for at in counting)


def sessions_of(user: User, *, idle: int, longest: int) -> list[UserSession]:
    """Where an account is signed in now, the one used last first. `idle`, `longest`: seconds after
    which its sessions end.
    """
    now = timezone.now()
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    found = UserSession.objects.filter(
        Exists(alive),
        user=user,
        last_seen_at__gt=now - dt.timedelta(seconds=idle),
        created_at__gt=now - dt.timedelta(seconds=longest),
    )
    return list(found.order_by("-last_seen_at"))


def sweep_sessions() -> None:
    """Delete sessions that are over, and what was noted of them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(alive)).delete()


def end_sessions(user: User, *, besides: str = "", only: int | None = None) -> int:
    """End sessions of an account: one by its number, or all but the one with the key `besides`;
    their machines are no longer known. Says how many.
    """
    ended = [
        session
        for session in UserSession.objects.filter(user=user)
        if session.session_key != besides and (only is None or session.pk == only)
    ]
    for session in ended:
        session.end()
    machines = [session.data[IN_SESSION] for session in ended if IN_SESSION in session.data]
    KnownDevice.objects.filter(user=user, digest__in=machines).delete()
    return len(ended)
