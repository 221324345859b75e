"""What an officer who decides set up at the first sign-in; every test officer who needs it has
it.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import needs_second_factor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The key of everybody's second factor in the tests."""


def give_second_factor(user: User) -> None:
    """Only to those whose roles need it."""
    if needs_second_factor(user, scope_of(user)):
        TOTP.activate(user, SECRET)


def code_now(secret: str = SECRET, *, step: int = 0) -> str:
    """What the phone shows at this moment, or so many half minutes later."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + step)))


def signed_in_now(user: User, *, minutes_ago: int = 0, client: Client | None = None) -> Client:
    """A browser in which somebody signed in just now, or some time ago; with the second factor
    where there is one.
    """
    browser = client or Client()
    browser.force_login(user)
    session, at = browser.session, time.time() - 60 * minutes_ago
    factor = (
        Authenticator.objects.filter(user=user)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .first()
    )
    records: list[dict[str, Any]] = [{"method": "password", "at": at}]
    if factor:
        records.append({"method": "mfa", "at": at, "id": factor.pk, "type": factor.type})
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session.save()
    return browser
