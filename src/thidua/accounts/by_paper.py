"""What a code on paper does to accounts (`code_sheets`): one is made and tied to its owner's file,
or gets a new password. Never a role; whoever holds one is helped by an administrator.

Each is an act that two people agreed to, who printed and who confirmed, and is told as every other
(`acts`)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.accounts.actions import USER_NAME
from thidua.accounts.errors import AccountError
from thidua.accounts.guessing import forget_failed_attempts
from thidua.accounts.known_devices import forget_devices
from thidua.accounts.models import (
    AccountAct,
    AccountActKind,
    AccountActState,
    Delegation,
    RoleGrant,
    User,
)
from thidua.accounts.second_person import waiting
from thidua.accounts.sessions import end_sessions
from thidua.accounts.tokens import revoke_every_token


@dataclass(frozen=True)
class Agreed:
    """Who printed the code and when, who confirmed that it was handed over; in words for the
    history.
    """

    asked_by: User
    asked_at: dt.datetime
    answered_by: User
    reason: str
    answer: str


def without_role() -> "QuerySet[User]":
    """Accounts in use that hold no role today or later, own or lent, and for which none waits."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    own = RoleGrant.objects.filter(lasting, user=OuterRef("pk"))
    lent = Delegation.objects.filter(lasting, delegate=OuterRef("pk"), revoked_at=None)
    asked = waiting().filter(user=OuterRef("pk"))
    found = User.objects.filter(is_active=True)
    return found.exclude(Exists(own)).exclude(Exists(lent)).exclude(Exists(asked))


def open_account(*, person: Any, username: str, password: str, agreed: Agreed) -> User:
    """Make an account for a member, tied to their file; inside the caller's act, which holds the
    code. Raises AccountError (a name in use, a bad name, a file that has an account),
    ValidationError (a weak password).
    """
    if not USER_NAME.fullmatch(username):
        raise AccountError.bad_name()
    if User.objects.filter(username=username).exists():
        raise AccountError.name_in_use(username)
    if owner := User.objects.filter(person=person).first():
        raise AccountError.person_has_account(owner.username)
    user = User(username=username, display_name=person.full_name)
    validate_password(password, user)
    now = timezone.now()
    user.set_password(password)
    user.person, user.tied_at = person, now
    user.password_set_at = user.administered_at = now
    user.save()
    for kind in (AccountActKind.CREATE, AccountActKind.LINK_PERSON):
        _note(kind, user, person, agreed, now)
    return user


def renew_password(*, user: User, password: str, agreed: Agreed) -> None:
    """Give an account without a role the password that its owner chose; wherever it is signed in,
    it is signed out. Inside the caller's act. Raises AccountError (closed, or it has a role by
    now), ValidationError (a weak password).
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not without_role().filter(pk=user.pk).exists():
        raise AccountError.not_by_paper()
    validate_password(password, user)
    now = timezone.now()
    user.set_password(password)
    user.must_change_password = False
    user.password_set_at = user.password_reset_at = user.administered_at = now
    end_sessions(user)
    forget_devices(user)
    revoke_every_token(user)
    forget_failed_attempts(user)
    user.save()
    _note(AccountActKind.RESET_PASSWORD, user, None, agreed, now)


def _note(kind: AccountActKind, user: User, person: Any, agreed: Agreed, now: dt.datetime) -> None:
    AccountAct.objects.create(
        kind=kind,
        user=user,
        person=person if kind == AccountActKind.LINK_PERSON else None,
        state=AccountActState.AGREED,
        reason=agreed.reason,
        asked_by=agreed.asked_by,
        asked_at=agreed.asked_at,
        answered_by=agreed.answered_by,
        answered_at=now,
        answer=agreed.answer,
    )
