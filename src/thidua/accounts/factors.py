"""What somebody signs in with besides their password, and which of it may go."""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.history.tracking import recording


@dataclass(frozen=True)
class Factor:
    """One second factor as the page of one's own account tells of it."""

    pk: int
    name: str
    since: dt.datetime
    used_at: dt.datetime | None


@dataclass(frozen=True)
class Factors:
    """All of one account: an app that shows codes, passkeys by age, and how many recovery codes are
    left.
    """

    app: Factor | None
    passkeys: tuple[Factor, ...]
    codes_left: int

    def __bool__(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    """Everything an account may sign in with besides its password."""
    known = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    factors = {one.pk: Factor(one.pk, str(one), one.created_at, one.last_used_at) for one in known}
    app = next((factors[one.pk] for one in known if one.type == Authenticator.Type.TOTP), None)
    codes = next((one for one in known if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=app,
        passkeys=tuple(factors[one.pk] for one in known if one.type == Authenticator.Type.WEBAUTHN),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def is_the_last(authenticator: Authenticator) -> bool:
    """Whether nothing but the password would be left without it. Recovery codes go with the
    last.
    """
    others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
        pk=authenticator.pk
    )
    return not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def spend_code(user: User, code: str) -> None:
    """Take a code of the phone for as long as it fits: its own half minute and those around it that
    are tolerated.

    django-allauth does so for one half minute alone, and not at all for the code that sets the app
    up.
    """
    fits = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    cache.set(TOTP(Authenticator(user=user))._get_used_cache_key(code), "y", timeout=fits)


def lock(user: User) -> None:
    """Inside a transaction: one change of the factors at a time. Two that each leave the other
    would leave none.
    """
    User.objects.select_for_update().get(pk=user.pk)


def noted(user: User, *, act: str) -> None:
    """Keep in the history of an account what its owner did about its factors."""
    with transaction.atomic(), recording(act=act, actor=user):
        User.objects.filter(pk=user.pk).update(administered_at=timezone.now())
