"""Tokens: what a program signs in with in its owner's stead.

A token is 256 random bits, shown once and kept as a hash. It does what its owner may do at the
moment it is used, or only reads; it is good until its last day, until it is taken back, and while
its owner's account is in use."""

import datetime as dt
import hashlib
import secrets
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.backends import Backend
from thidua.accounts.errors import AccountError
from thidua.accounts.guessing import token_attempt
from thidua.accounts.models import AccessToken, User
from thidua.accounts.permissions import may, roles_that_choose
from thidua.history.tracking import recording

PREFIX = "thidua_"
"""How every token begins, so that one that lies about is known for what it is."""
LONGEST = dt.timedelta(days=365)
MOST = 20
NOTED_EVERY = dt.timedelta(minutes=5)
"""A use is written down this often at most: reading does not write."""


class NewToken(NamedTuple):
    """A token just made. `text` is shown once and kept nowhere."""

    token: AccessToken
    text: str


def make_token(*, owner: User, name: str, expires_on: dt.date, may_choose: bool) -> NewToken:
    """Make a token for one's own account. Raises AccountError."""
    name, today = name.strip(), timezone.localdate()
    if not name:
        raise AccountError.token_wants_a_name()
    if not today <= expires_on <= today + LONGEST:
        raise AccountError.token_days(today + LONGEST)
    if may_choose:
        _require_choosing(owner, scope_of(owner))
    text = PREFIX + secrets.token_urlsafe(32)
    with recording(act="accounts.make_token", actor=owner, token=name):
        User.objects.select_for_update().get(pk=owner.pk)
        if tokens_in_use(owner).count() >= MOST:
            raise AccountError.too_many_tokens(MOST)
        token = AccessToken.objects.create(
            user=owner,
            name=name[:80],
            digest=_digest(text),
            may_choose=may_choose,
            expires_on=expires_on,
        )
    return NewToken(token, text)


def _require_choosing(owner: User, scope: Scope) -> None:
    if not chooses(scope):
        raise AccountError.token_cannot_choose()
    if not has_second_factor(owner, scope):
        raise AccountError.token_wants_second_factor()


def chooses(scope: Scope) -> bool:
    """Whether any role held today chooses levels somewhere."""
    return not scope.roles.isdisjoint(roles_that_choose())


def has_second_factor(user: User, scope: Scope) -> bool:
    """Whether the account has what a token that may choose wants. Demo accounts are excused, in
    demo mode alone.
    """
    return scope.has_second_factor or (settings.DEMO and user.demo)


def revoke_token(*, token: AccessToken, reason: str, actor: Actor) -> None:
    """Take a token back at once: by its owner, or by an administrator. Taken back before: nothing
    changes.

    Raises AccountError (no reason), PermissionDenied.
    """
    own = isinstance(actor, User) and token.user_id == actor.pk
    if not own and not may(actor, "accounts.manage", path=""):
        raise PermissionDenied(_("Chỉ chủ tài khoản hoặc người quản trị thu hồi được."))
    if not reason.strip():
        raise AccountError.reason_wanted()
    with recording(
        act="accounts.revoke_token", actor=actor, token=token.name, reason=reason.strip()
    ):
        AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def revoke_every_token(user: User) -> None:
    """Take back whatever programs of an account sign in with: a part of an act on the account."""
    AccessToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def tokens_in_use(user: User) -> QuerySet[AccessToken]:
    """The tokens of an account that are neither taken back nor past their last day."""
    return AccessToken.objects.filter(
        user=user, revoked_at=None, expires_on__gte=timezone.localdate()
    )


class TokenRefusedError(Exception):
    """A token that opens nothing; `waits`: too many wrong ones came from there."""

    def __init__(self, *, waits: bool) -> None:
        self.waits = waits
        super().__init__(waits)


def used_token(request: HttpRequest, text: str) -> AccessToken:
    """The token that a request comes with, its use noted. Raises TokenRefusedError, and counts a
    wrong one.

    Unknown, expired, taken back, of a closed account: all alike. A right one never waits: nobody
    guesses 256 bits, and strangers would hold up programs.
    """
    found = AccessToken.objects.select_related("user").filter(
        digest=_digest(text), revoked_at=None, expires_on__gte=timezone.localdate()
    )
    token = found.first()
    if token is None or not Backend().user_can_authenticate(token.user):
        raise TokenRefusedError(waits=bool(token_attempt(request).wait))
    _note_use(token)
    token.user.token_of_this_request = token
    return token


def _note_use(token: AccessToken) -> None:
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
