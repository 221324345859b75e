"""What an administrator does about somebody else's account. Each act is kept in the account's
history, with its reason.

An administrator gives no rights to themselves and holds none: administration stands apart from
every other role."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from thidua.accounts.actions import one_time_password, person_without_account
from thidua.accounts.actors import Actor
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, grant, keep_an_administrator
from thidua.accounts.guessing import forget_failed_attempts
from thidua.accounts.known_devices import forget_devices
from thidua.accounts.models import Delegation, Role, RoleGrant, User
from thidua.accounts.oidc_settings import PROVIDER
from thidua.accounts.permissions import authorise_administrator
from thidua.accounts.sessions import end_sessions
from thidua.accounts.tokens import revoke_every_token
from thidua.history.tracking import recording


@contextmanager
def _administering(user: User, *, act: str, reason: str, actor: Actor) -> Iterator[User]:
    """One act on one account: allowed, about somebody else, with a reason, locked, recorded."""
    authority = authorise_administrator(actor)
    if isinstance(actor, User) and actor.pk == user.pk:
        raise AccountError.not_oneself()
    if not reason.strip():
        raise AccountError.reason_wanted()
    with recording(act=f"accounts.{act}", actor=authority, reason=reason.strip()):
        locked = User.objects.select_for_update().get(pk=user.pk)
        locked.administered_at = timezone.now()
        yield locked
        locked.save()


def grant_role(*, user: User, holding: Holding, reason: str, actor: Actor) -> RoleGrant:
    """Give an account a role over an organisation for a time.

    Raises AccountError (rules of a grant, one's own account, no reason), PermissionDenied.
    """
    with _administering(user, act="grant_role", reason=reason, actor=actor) as locked:
        return grant(user=locked, holding=holding)


def end_grant(*, granted: RoleGrant, reason: str, actor: Actor) -> None:
    """Take a role back from today on: yesterday was its last day. What was lent of it ends with it.

    A grant that began today or has yet to begin is taken out of the table; the history keeps it.
    Ended before: nothing changes. Raises AccountError (the last administrator, one's own account),
    PermissionDenied."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    if granted.ends_on is not None and granted.ends_on <= yesterday:
        return
    with _administering(granted.user, act="end_grant", reason=reason, actor=actor) as locked:
        if granted.role == Role.ADMINISTRATOR:
            keep_an_administrator(besides=locked)
        if granted.starts_on > yesterday:
            granted.delegations.all().delete()
            granted.delete()
            return
        Delegation.objects.filter(grant=granted, revoked_at=None).update(revoked_at=timezone.now())
        granted.ends_on = yesterday
        granted.save(update_fields=["ends_on"])


def reset_password(*, user: User, reason: str, actor: Actor) -> str:
    """Give an account a password for one sign-in, shown once; wherever it is signed in, it is
    signed out, and its tokens are taken back.

    Raises AccountError (one's own account, no reason), PermissionDenied.
    """
    password = one_time_password()
    with _administering(user, act="reset_password", reason=reason, actor=actor) as locked:
        locked.set_password(password)
        locked.must_change_password, locked.password_set_at = True, timezone.now()
        end_sessions(locked)
        forget_devices(locked)
        revoke_every_token(locked)
        forget_failed_attempts(locked)
    return password


def reset_second_factor(*, user: User, reason: str, actor: Actor) -> None:
    """Forget an account's second factor and recovery codes (a lost phone); it sets up new ones at
    the next sign-in, and makes new tokens for its programs.

    Raises AccountError (one's own account, no reason), PermissionDenied.
    """
    with _administering(user, act="reset_second_factor", reason=reason, actor=actor) as locked:
        Authenticator.objects.filter(user=locked).delete()
        SocialAccount.objects.filter(user=locked).update(extra_data={})
        end_sessions(locked)
        forget_devices(locked)
        revoke_every_token(locked)


def unlock(*, user: User, reason: str, actor: Actor) -> None:
    """Let an account that failed to sign in too often try again at once. Raises AccountError,
    PermissionDenied.
    """
    with _administering(user, act="unlock", reason=reason, actor=actor) as locked:
        forget_failed_attempts(locked)


def disable(*, user: User, reason: str, actor: Actor) -> None:
    """Close an account: it is signed out, its tokens are taken back; what it did stays. Closed
    before: nothing changes.

    Raises AccountError (the last administrator, one's own account, no reason), PermissionDenied.
    """
    if not user.is_active:
        return
    with _administering(user, act="disable", reason=reason, actor=actor) as locked:
        keep_an_administrator(besides=locked)
        locked.is_active = False
        end_sessions(locked)
        forget_devices(locked)
        revoke_every_token(locked)


def enable(*, user: User, reason: str, actor: Actor) -> None:
    """Open a closed account again. Open already: nothing changes. Raises AccountError,
    PermissionDenied.
    """
    if user.is_active:
        return
    with _administering(user, act="enable", reason=reason, actor=actor) as locked:
        locked.is_active = True


def link_identity(*, user: User, uid: str, reason: str, actor: Actor) -> None:
    """Tie an account to an identity kept elsewhere, the only way one is ever tied; no identifier:
    untie it.

    Raises AccountError (somebody else's, one's own account, no reason), PermissionDenied.
    """
    with _administering(user, act="link_identity", reason=reason, actor=actor) as locked:
        if (
            uid
            and SocialAccount.objects.filter(provider=PROVIDER, uid=uid)
            .exclude(user=locked)
            .exists()
        ):
            raise AccountError.identity_in_use()
        SocialAccount.objects.filter(user=locked).delete()
        if uid:
            SocialAccount.objects.create(user=locked, provider=PROVIDER, uid=uid)


def link_person(*, user: User, person_code: str, reason: str, actor: Actor) -> None:
    """Tie an account to a member's file, so that its owner reads it; no code: untie it.

    Raises AccountError (unknown, somebody else's, one's own account, no reason), PermissionDenied.
    """
    with _administering(user, act="link_person", reason=reason, actor=actor) as locked:
        locked.person = person_without_account(person_code) if person_code else None
