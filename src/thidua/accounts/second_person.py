"""Acts on accounts that one person alone does not do: what opens files to whoever holds the
account waits until a second person agrees.

An administrator could else make an account, tie it to somebody's file or give it a role, sign in
with the password that was shown, and read. The second person is another administrator, or the
officer of the unit concerned; never whom the act is about. Nobody answers after a week, and both
must still hold their rights when it takes effect. The command on the server acts alone: whoever
runs the server can read its database anyway; what it does is listed for the province."""

import datetime as dt
from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.effects import check, take_effect
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import grants_within
from thidua.accounts.models import AccountAct, AccountActKind, AccountActState, RoleGrant, User
from thidua.accounts.permissions import Authority, authorise_administrator
from thidua.accounts.responsible import may_answer
from thidua.history.tracking import recording

WAITS = dt.timedelta(days=7)
"""How long a request waits for its answer; local, a week at most."""
RESETS_APART = dt.timedelta(days=1)
"""A password and a second factor reset within this time put the account into other hands."""


def submit(act: AccountAct, *, reason: str, actor: Actor) -> str:
    """Do an act on somebody else's account, or ask a second person for it. Stores `act`; gives back
    a password to show once, or "".

    Raises AccountError (one's own account or file, no reason, a rule of the act, asked already),
    PermissionDenied."""
    authority = authorise_administrator(actor)
    if isinstance(actor, User) and concerns(act, actor):
        raise AccountError.not_oneself()
    if not reason.strip():
        raise AccountError.reason_wanted()
    act.reason, act.asked_at = reason.strip(), timezone.now()
    act.asked_by = actor if isinstance(actor, User) else None
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=act.user_id)
        act.user = user
        waits = act.asked_by is not None and _needs_two(act, user)
        name = "accounts.ask" if waits else f"accounts.{act.kind}"
        with recording(act=name, actor=authority, reason=act.reason, kind=act.kind):
            password = _ask(act, user) if waits else take_effect(act, user)
            act.state = AccountActState.WAITING if waits else AccountActState.DONE
            act.save()
            user.administered_at = act.asked_at
            user.save()
    return password


def _ask(act: AccountAct, user: User) -> str:
    check(act, user)
    if waiting().filter(_the_same(act)).exists():
        raise AccountError.asked_already()
    act.expires_at = act.asked_at + WAITS
    return ""


def _the_same(act: AccountAct) -> Q:
    return Q(
        kind=act.kind,
        user=act.user,
        person=act.person,
        role=act.role,
        organisation=act.organisation,
        body=act.body,
        identity=act.identity,
    )


def waiting() -> "QuerySet[AccountAct]":
    """Everything that still waits for a second person, the oldest first."""
    return AccountAct.objects.filter(
        state=AccountActState.WAITING, expires_at__gt=timezone.now()
    ).order_by("asked_at", "pk")


def concerns(act: AccountAct, who: User) -> bool:
    """Whether an act is about somebody: their account, or their own file."""
    own_file = who.person_id is not None and act.person_id == who.person_id
    return act.user_id == who.pk or own_file


def _needs_two(act: AccountAct, user: User) -> bool:
    """Whether the act would let whoever holds the account see or decide what they did not before,
    or hands over an account that sees something.
    """
    kind = AccountActKind(act.kind)
    if kind == AccountActKind.GRANT_ROLE:
        return True
    if kind == AccountActKind.LINK_PERSON:
        return act.person_id is not None
    if kind == AccountActKind.LINK_IDENTITY:
        return bool(act.identity) and opens_something(user)
    if kind == AccountActKind.RESET_PASSWORD:
        return opens_something(user) and _nothing_else_guards(user)
    if kind == AccountActKind.RESET_SECOND_FACTOR:
        return opens_something(user) and _password_is_known(user)
    return False


def opens_something(user: User) -> bool:
    """Whether an account has a file or a role, now, later or waiting to be agreed to."""
    roles = grants_within(user, timezone.localdate(), None)
    return user.person_id is not None or roles.exists() or waiting().filter(user=user).exists()


def _nothing_else_guards(user: User) -> bool:
    """Whether a new password is all that signing in takes: the second factor went with another
    act, or an account with a role never had one.
    """
    reset = user.second_factor_reset_at
    if reset is not None and reset > timezone.now() - RESETS_APART:
        return True
    factors = Authenticator.objects.filter(user=user)
    has_one = factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    if has_one or scope_of(user).proofs:
        return False
    return reset is not None or RoleGrant.objects.filter(user=user).exists()


def _password_is_known(user: User) -> bool:
    """Whether somebody else gave the account its password a while ago, or its owner has not changed
    it since.
    """
    reset = user.password_reset_at
    return user.must_change_password or (
        reset is not None and reset > timezone.now() - RESETS_APART
    )


# The answer
# --------------------------------------------------------------------------------------------------


def agree(*, act: AccountAct, answer: str, actor: User) -> str:
    """Let it take effect. Gives back a password to show once, or "".

    Raises AccountError (no longer waiting, whoever asked may not any more, no reason, a rule of the
    act), PermissionDenied for whoever may not answer it."""
    return _answer(act, answer, actor, agreed=True)


def refuse(*, act: AccountAct, answer: str, actor: User) -> None:
    """Let it come to nothing. Raises AccountError (no longer waiting, no reason), PermissionDenied
    for whoever may not answer it.
    """
    _answer(act, answer, actor, agreed=False)


@transaction.atomic
def _answer(act: AccountAct, answer: str, actor: User, *, agreed: bool) -> str:
    act, user, actor = _held(act, actor)
    if concerns(act, actor) or act.asked_by_id == actor.pk:
        raise PermissionDenied(_("Không ai tự đồng ý việc của mình, hay việc mình đề nghị."))
    grant = may_answer(actor, act)
    if grant is None:
        raise PermissionDenied(_("Tài khoản này không trả lời được đề nghị này."))
    if not answer.strip():
        raise AccountError.reason_wanted()
    asked_by = act.asked_by
    if agreed and (asked_by is None or not scope_of(asked_by).administers):
        raise AccountError.asker_may_not_any_more()
    name = f"accounts.{act.kind}" if agreed else "accounts.refuse"
    with recording(
        act=name,
        actor=Authority(actor, grant or None),
        reason=act.reason,
        asked_by=asked_by,
        answer=answer.strip(),
    ):
        password = take_effect(act, user) if agreed else ""
        act.state = AccountActState.AGREED if agreed else AccountActState.REFUSED
        act.answered_by, act.answered_at, act.answer = actor, timezone.now(), answer.strip()
        act.save()
        user.administered_at = act.answered_at
        user.save()
    return password


def withdraw(*, act: AccountAct, actor: User) -> None:
    """Take back what one asked for. Raises AccountError (no longer waiting), PermissionDenied."""
    with recording(act="accounts.withdraw", actor=actor):
        act, user, actor = _held(act, actor)
        if act.asked_by_id != actor.pk:
            raise PermissionDenied(_("Chỉ người đề nghị rút được."))
        act.state, act.answered_at = AccountActState.WITHDRAWN, timezone.now()
        act.save()
        user.administered_at = act.answered_at
        user.save()


def _held(act: AccountAct, actor: User) -> tuple[AccountAct, User, User]:
    """The request, whom it is about and who answers, held until the end together with whoever
    asked: nobody loses or gains a right meanwhile. Raises AccountError unless it still waits.
    """
    locked = AccountAct.objects.select_for_update(of=("self",)).select_related(
        "person", "organisation", "body"
    )
    act = locked.get(pk=act.pk)
    if act.state != AccountActState.WAITING or not act.expires_at or not act.asked_by_id:
        raise AccountError.answered_already()
    if act.expires_at <= timezone.now():
        raise AccountError.waited_too_long()
    keys = {act.user_id, act.asked_by_id, actor.pk}
    users = User.objects.filter(pk__in=keys).order_by("pk").select_for_update().in_bulk()
    act.asked_by, act.user = users[act.asked_by_id], users[act.user_id]
    return act, act.user, _as_signed_in(users[actor.pk], actor)


def _as_signed_in(fresh: User, actor: User) -> User:
    """The actor with the rights of this moment, and what this sign-in proved."""
    fresh.token_of_this_request = actor.token_of_this_request
    known = actor.scope_of_this_request
    if known is not None and "elsewhere" in known.second_factors:
        scope = scope_of(fresh)
        fresh.scope_of_this_request = replace(
            scope, second_factors=scope.second_factors | {"elsewhere"}
        )
    return fresh
