"""Guessing at passwords and codes: each wrong one makes the next wait longer, and nobody keeps
anybody else out.

What is counted, in the database, for all processes alike:

* wrong passwords for a name from one address (an IPv6 network of 64 bits is one): hard;
* wrong ones for a name, whoever tries from wherever: softly, enough to slow down many addresses;
* wrong ones from an address, whatever the name: one machine does not try one password on many;
* codes of a second factor in the same way, for whoever knew the password;
* codes on paper (`code_sheets`) from an address: 55 bits are guessed at by nobody, whatever it is.

A machine on which the account was signed in to before (`known_devices`) is counted by itself and
alone, hard; so is somebody already signed in. What strangers do delays neither, nor a passkey, nor
a token: those cannot be guessed and are not counted for a name at all.

A proof is counted as wrong before it is looked at, and taken back when it was right: many at once
are no way around. Figures for an attacker with so many addresses: docs/security.md, held by
tests/accounts/test_guessing.py."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from thidua.accounts.known_devices import known_device
from thidua.accounts.models import FailedAttempts, User

LOG = logging.getLogger("thidua.accounts")


@dataclass(frozen=True)
class Rule:
    """`free` wrong ones in a row cost nothing but the last; that one and each after it doubles the
    wait, from `first_wait` to `longest_wait`; one is forgiven each `forgiven` without another.
    """

    free: int
    first_wait: dt.timedelta
    longest_wait: dt.timedelta
    forgiven: dt.timedelta

    def remembered(self, failures: int, since: dt.timedelta) -> int:
        """How many of them still count so long after the last."""
        return max(0, failures - since // self.forgiven)

    def wait(self, failures: int) -> dt.timedelta:
        """How long the next one waits after so many."""
        if failures < self.free:
            return dt.timedelta(0)
        doubled = min(failures - self.free, 20)  # longer than any longest wait
        grown: dt.timedelta = self.first_wait * 2**doubled
        return min(self.longest_wait, grown)


_MINUTE, _HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
HARD = Rule(free=5, first_wait=_MINUTE, longest_wait=_HOUR, forgiven=6 * _HOUR)
"""One name from one address, on one known machine, or within one session."""
NAME = Rule(free=30, first_wait=_MINUTE, longest_wait=10 * _MINUTE, forgiven=_HOUR)
CODES = Rule(free=10, first_wait=_MINUTE, longest_wait=_HOUR, forgiven=6 * _HOUR)
"""Codes of one account from wherever: six digits are fewer than passwords."""
ADDRESS = Rule(free=20, first_wait=_MINUTE, longest_wait=5 * _MINUTE, forgiven=_MINUTE)
TOKENS = Rule(free=20, first_wait=_MINUTE, longest_wait=_MINUTE, forgiven=_MINUTE)
"""Wrong tokens of one address: they are told to wait, right ones never."""


@dataclass(frozen=True)
class Count:
    """One thing that is counted: under which rule, for whom."""

    rule: Rule
    key: str
    user_id: int | None = None
    by_name: bool = False


@dataclass(frozen=True)
class Attempt:
    """A proof about to be looked at. `wait`: how long it must not be; nothing was counted then."""

    counts: tuple[Count, ...] = ()
    wait: dt.timedelta = dt.timedelta(0)

    @property
    def minutes(self) -> int:
        """The wait in full minutes, begun ones too."""
        return -(self.wait // -_MINUTE)


def too_many_attempts(attempt: Attempt) -> ValidationError:
    """What somebody is told who has to wait."""
    return ValidationError(
        gettext(
            "Đã thử sai quá nhiều lần. Hãy chờ %(minutes)s phút rồi thử lại, hoặc dùng khoá truy "
            "cập, hoặc máy đã từng đăng nhập; cần ngay thì nhờ người quản trị tài khoản."
        )
        % {"minutes": attempt.minutes},
        code="too_many_login_attempts",
    )


def name_key(username: str) -> str:
    """Under which the attempts with a user name are counted."""
    return username.strip().casefold()


def password_attempt(request: HttpRequest, username: str) -> Attempt:
    """A password is about to be looked at, at sign-in or within a session."""
    if request.user.is_authenticated:
        return _begun([_within(request)])
    name, here = name_key(username), _address(request)
    user = User.objects.filter(username__iexact=username.strip()).first()
    if user and (device := known_device(request, user)):
        return _begun([_count(HARD, "device", device, str(user.pk), user=user)])
    return _begun(
        [
            _count(ADDRESS, "address", here),
            _count(HARD, "name here", name, here, user=user),
            _count(NAME, "name", name, user=user, by_name=True),
        ]
    )


def code_attempt(request: HttpRequest, user: User) -> Attempt:
    """A code of a second factor is about to be looked at: after the password, or within a
    session.
    """
    if request.user.is_authenticated:
        return _begun([_within(request)])
    who, here = str(user.pk), _address(request)
    if device := known_device(request, user):
        return _begun([_count(HARD, "code on device", device, who, user=user)])
    return _begun(
        [_count(HARD, "code here", who, here, user=user), _count(CODES, "code", who, user=user)]
    )


def token_attempt(request: HttpRequest) -> Attempt:
    """A token turned out wrong."""
    return _begun([_count(TOKENS, "token", _address(request))])


def paper_attempt(request: HttpRequest) -> Attempt:
    """A code on paper is about to be looked at. A whole office may share an address: it waits
    minutes, not hours.
    """
    return _begun([_count(ADDRESS, "paper", _address(request))])


def _within(request: HttpRequest) -> Count:
    """Of one session: whoever stole another one delays its owner in none."""
    user = cast("User", request.user)
    return _count(HARD, "session", str(request.session.session_key), user=user)


def _address(request: HttpRequest) -> str:
    return str(truncate_ip(get_adapter().get_client_ip(request)))


def _count(rule: Rule, *what: str, user: User | None = None, by_name: bool = False) -> Count:
    key = salted_hmac("thidua failed attempts", "\0".join(what), algorithm="sha256").hexdigest()
    return Count(rule, key, user.pk if user else None, by_name)


@transaction.atomic
def _begun(counts: Sequence[Count]) -> Attempt:
    """Count an attempt everywhere as a wrong one; nowhere if any of these counts says wait."""
    now = timezone.now()
    rows = _locked(counts, now)
    wait = max(row.again_at - now for row in rows.values())
    if wait > dt.timedelta(0):
        return Attempt(wait=wait)
    for count in counts:
        row = rows[count.key]
        row.failures = count.rule.remembered(row.failures, now - row.last_at) + 1
        row.last_at, row.again_at = now, now + count.rule.wait(row.failures)
        if count.by_name and row.failures == count.rule.free and count.user_id:
            LOG.warning("somebody guesses at the password of an account: see the list of accounts")
    FailedAttempts.objects.bulk_update(rows.values(), ["failures", "last_at", "again_at"])
    return Attempt(tuple(counts))


def _locked(counts: Sequence[Count], now: dt.datetime) -> dict[str, FailedAttempts]:
    """The rows of these counts, made where missing; always in one order, so that no two wait for
    each other.
    """
    new = [
        FailedAttempts(
            key=one.key, user_id=one.user_id, by_name=one.by_name, last_at=now, again_at=now
        )
        for one in sorted(counts, key=lambda one: one.key)
    ]
    FailedAttempts.objects.bulk_create(new, ignore_conflicts=True)
    rows = FailedAttempts.objects.select_for_update().filter(key__in=[one.key for one in counts])
    return {row.key: row for row in rows.order_by("key")}


@transaction.atomic
def was_right(attempt: Attempt) -> None:
    """Take an attempt back: it was no wrong one. What strangers did before it stays counted."""
    now = timezone.now()
    rows = _locked(attempt.counts, now)
    for row in rows.values():
        row.failures, row.again_at = max(0, row.failures - 1), now
    FailedAttempts.objects.bulk_update(rows.values(), ["failures", "again_at"])


def waits(user: User) -> bool:
    """Whether somebody who tries to be this account waits now, somewhere."""
    return FailedAttempts.objects.filter(user=user, again_at__gt=timezone.now()).exists()


def guessed_at() -> QuerySet[FailedAttempts]:
    """The counts of accounts at whose passwords somebody guessed within a day, often enough to be
    slowed down.
    """
    since = timezone.now() - dt.timedelta(days=1)
    return FailedAttempts.objects.filter(
        by_name=True, failures__gte=NAME.free, last_at__gte=since
    ).exclude(user=None)


def forget_failed_attempts(user: User) -> None:
    """Let everybody who tries to be this account try again at once."""
    FailedAttempts.objects.filter(user=user).delete()


def sweep_failed_attempts() -> None:
    """Delete counts that no longer hold anybody up."""
    old = timezone.now() - dt.timedelta(days=14)
    FailedAttempts.objects.filter(last_at__lt=old).delete()
