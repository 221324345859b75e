"""What an act on an account does once it may: to the account, held by the caller, inside the
caller's act.
"""

import secrets
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.utils import timezone

from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, check_grant, grant
from thidua.accounts.guessing import forget_failed_attempts
from thidua.accounts.known_devices import forget_devices
from thidua.accounts.lookups import body_code
from thidua.accounts.models import AccountAct, AccountActKind, Role, User
from thidua.accounts.oidc_settings import PROVIDER
from thidua.accounts.sessions import end_sessions
from thidua.accounts.tokens import revoke_every_token


def one_time_password() -> str:
    """Sixteen signs in groups of four that are hard to confuse when read out: 80 bits, good for one
    sign-in.
    """
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(4))


def person_without_account(code: str) -> Any:
    """The member with this code. Raises AccountError for an unknown code or one that has an
    account.
    """
    person = apps.get_model("organisations", "Person").objects.filter(code=code).first()
    if person is None:
        raise AccountError.unknown_person(code)
    if owner := User.objects.filter(person=person).first():
        raise AccountError.person_has_account(owner.username)
    return person


def check(act: AccountAct, user: User) -> None:
    """Raise AccountError when the act would break a rule as things stand."""
    if act.kind == AccountActKind.GRANT_ROLE:
        check_grant(user=user, holding=_holding(act))
    elif act.kind == AccountActKind.LINK_PERSON and act.person is not None:
        person_without_account(act.person.code)
    elif act.kind == AccountActKind.LINK_IDENTITY and act.identity:
        others = SocialAccount.objects.filter(provider=PROVIDER, uid=act.identity)
        if others.exclude(user=user).exists():
            raise AccountError.identity_in_use()


def take_effect(act: AccountAct, user: User) -> str:
    """Do it; the caller stores the account. Gives back a password to show once, or "".

    Raises AccountError when it would break a rule by now.
    """
    check(act, user)
    return _EFFECTS[AccountActKind(act.kind)](act, user)


def _create(act: AccountAct, user: User) -> str:
    return ""


def _grant_role(act: AccountAct, user: User) -> str:
    grant(user=user, holding=_holding(act))
    return ""


def _holding(act: AccountAct) -> Holding:
    code = act.organisation.code if act.organisation else ""
    first = act.starts_on or timezone.localdate()
    body = body_code(act.body_id) if act.body_id else ""
    return Holding(Role(act.role), code, first, act.ends_on, body)


def _link_person(act: AccountAct, user: User) -> str:
    user.person = act.person
    user.tied_at = timezone.now() if act.person_id else None
    return ""


def _link_identity(act: AccountAct, user: User) -> str:
    SocialAccount.objects.filter(user=user).delete()
    if act.identity:
        SocialAccount.objects.create(user=user, provider=PROVIDER, uid=act.identity)
    return ""


def _reset_password(act: AccountAct, user: User) -> str:
    password, user.password_reset_at = one_time_password(), timezone.now()
    user.set_password(password)
    user.must_change_password, user.password_set_at = True, user.password_reset_at
    end_sessions(user)
    forget_devices(user)
    revoke_every_token(user)
    forget_failed_attempts(user)
    return password


def _reset_second_factor(act: AccountAct, user: User) -> str:
    user.second_factor_reset_at = timezone.now()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).update(extra_data={})
    end_sessions(user)
    forget_devices(user)
    revoke_every_token(user)
    return ""


_EFFECTS: dict[AccountActKind, Callable[[AccountAct, User], str]] = {
    AccountActKind.CREATE: _create,
    AccountActKind.LINK_PERSON: _link_person,
    AccountActKind.GRANT_ROLE: _grant_role,
    AccountActKind.LINK_IDENTITY: _link_identity,
    AccountActKind.RESET_PASSWORD: _reset_password,
    AccountActKind.RESET_SECOND_FACTOR: _reset_second_factor,
}
