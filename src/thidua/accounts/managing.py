"""What an administrator does about somebody else's account. Each act is kept in the account's
history, with its reason.

An administrator gives no rights to themselves and holds none: administration stands apart from
every other role. What opens files waits for a second person (`second_person`)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.effects import person_without_account
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, body_of, keep_an_administrator, organisation_of
from thidua.accounts.guessing import forget_failed_attempts
from thidua.accounts.known_devices import forget_devices
from thidua.accounts.models import AccountAct, AccountActKind, Delegation, Role, RoleGrant, User
from thidua.accounts.permissions import authorise_administrator
from thidua.accounts.second_person import submit
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


def grant_role(*, user: User, holding: Holding, reason: str, actor: Actor) -> AccountAct:
    """Ask for a role over an organisation for a time: held once a second person agrees.

    Raises AccountError (rules of a grant, one's own account, no reason), PermissionDenied.
    """
    act = AccountAct(
        kind=AccountActKind.GRANT_ROLE,
        user=user,
        role=holding.role,
        organisation=organisation_of(holding.organisation_code),
        body=body_of(holding.body),
        starts_on=holding.starts_on,
        ends_on=holding.ends_on,
    )
    submit(act, reason=reason, actor=actor)
    return act


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
    signed out, and its tokens are taken back. Where nothing but the password guards what it opens,
    a second person agrees first: "" until then.

    Raises AccountError (one's own account, no reason), PermissionDenied.
    """
    act = AccountAct(kind=AccountActKind.RESET_PASSWORD, user=user)
    return submit(act, reason=reason, actor=actor)


def reset_second_factor(*, user: User, reason: str, actor: Actor) -> AccountAct:
    """Forget an account's second factor and recovery codes (a lost phone); it sets up new ones at
    the next sign-in, and makes new tokens for its programs. Where its password was given by
    somebody a while ago, a second person agrees first.

    Raises AccountError (one's own account, no reason), PermissionDenied.
    """
    act = AccountAct(kind=AccountActKind.RESET_SECOND_FACTOR, user=user)
    submit(act, reason=reason, actor=actor)
    return act


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


def link_identity(*, user: User, uid: str, reason: str, actor: Actor) -> AccountAct:
    """Tie an account to an identity kept elsewhere, the only way one is ever tied; no identifier:
    untie it. Whoever has the identity has the account: where that opens anything, a second person
    agrees first.

    Raises AccountError (somebody else's, one's own account, no reason), PermissionDenied.
    """
    act = AccountAct(kind=AccountActKind.LINK_IDENTITY, user=user, identity=uid)
    submit(act, reason=reason, actor=actor)
    return act


def link_person(*, user: User, person_code: str, reason: str, actor: Actor) -> AccountAct:
    """Tie an account to a member's file, which its owner reads once a second person agrees; no
    code: untie it at once.

    Raises AccountError (unknown, somebody else's, one's own account or file, no reason),
    PermissionDenied.
    """
    person = person_without_account(person_code) if person_code else None
    act = AccountAct(kind=AccountActKind.LINK_PERSON, user=user, person=person)
    submit(act, reason=reason, actor=actor)
    return act
