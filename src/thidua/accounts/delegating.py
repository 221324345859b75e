"""Lending a role to a colleague for an absence: from one day to another, with a reason, taken back
at any time.

Only one's own role is lent, never a lent one; it is lent to somebody of the same organisation, who
keeps their own account and second factor. Their acts say for whom they were done."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import grants_within
from thidua.accounts.models import Delegation, Role, RoleGrant, User
from thidua.accounts.permissions import may
from thidua.history.tracking import recording

LENT = frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS, Role.CELL, Role.INSPECTOR})
"""Roles that can be lent: whoever only looks on, and whoever looks after accounts, is replaced by a
new grant.
"""
LOOKS_ON = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
"""Whoever holds one of these on any day of an absence is lent nothing for it."""
LONGEST = dt.timedelta(days=90)
Days = tuple[dt.date, dt.date]
"""The first day and the last."""


def delegate_role(
    *, granted: RoleGrant, delegate: User, days: Days, reason: str, actor: User
) -> Delegation:
    """Lend one of the actor's roles to a colleague. Raises AccountError, PermissionDenied for
    somebody else's role.
    """
    if granted.user_id != actor.pk:
        raise PermissionDenied(_("Chỉ uỷ quyền được vai trò của chính mình."))
    if not reason.strip():
        raise AccountError.reason_wanted()
    with recording(act="accounts.delegate", actor=actor, reason=reason.strip()):
        # Whoever gives the colleague a role waits, and the other way round.
        delegate = User.objects.select_for_update().get(pk=delegate.pk)
        granted = (
            RoleGrant.objects.select_for_update().select_related("organisation").get(pk=granted.pk)
        )
        _check(granted, delegate, days)
        return Delegation.objects.create(
            grant=granted,
            delegate=delegate,
            starts_on=days[0],
            ends_on=days[1],
            reason=reason.strip(),
        )


def _check(granted: RoleGrant, delegate: User, days: Days) -> None:
    (starts_on, ends_on), role, today = days, Role(granted.role), timezone.localdate()
    if role not in LENT:
        raise AccountError.not_lent(str(role.label))
    if ends_on < starts_on:
        raise AccountError.ends_before_start()
    if starts_on < max(today, granted.starts_on):
        raise AccountError.lent_in_the_past()
    last_day = min(starts_on + LONGEST, granted.ends_on or dt.date.max)
    if ends_on > last_day:
        raise AccountError.lent_too_long(last_day)
    if grants_within(delegate, *days).filter(role__in=LOOKS_ON).exists():
        raise AccountError.lent_to_nobody_who_looks_on()
    if not colleagues(granted).filter(pk=delegate.pk).exists():
        raise AccountError.not_a_colleague()
    if granted.delegations.filter(
        delegate=delegate, revoked_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on
    ).exists():
        raise AccountError.already_lent()


def colleagues(granted: RoleGrant) -> QuerySet[User]:
    """To whom a role can be lent: accounts in use with a role or a post in its organisation, who
    act themselves.
    """
    today = timezone.localdate()
    in_force: Any = RoleGrant.objects.filter(user=OuterRef("pk"), starts_on__lte=today).exclude(
        ends_on__lt=today
    )
    post = (
        apps.get_model("organisations", "Position")
        .objects.filter(
            person=OuterRef("person"), organisation=granted.organisation_id, starts_on__lte=today
        )
        .exclude(ends_on__lt=today)
    )
    here = Q(Exists(in_force.filter(organisation=granted.organisation_id))) | Q(Exists(post))
    looks_on = Exists(in_force.filter(role__in=LOOKS_ON))
    found = User.objects.filter(here, is_active=True).exclude(pk=granted.user_id)
    return found.exclude(looks_on).order_by("display_name", "username")


def revoke_delegation(*, delegation: Delegation, reason: str, actor: Actor) -> None:
    """Take a lent role back at once: by whoever lent it, or by an administrator. Taken back before:
    nothing changes.

    Raises AccountError (no reason), PermissionDenied.
    """
    own = isinstance(actor, User) and delegation.grant.user_id == actor.pk
    if not own and not may(actor, "accounts.manage", path=""):
        raise PermissionDenied(_("Chỉ người uỷ quyền hoặc người quản trị thu hồi được."))
    if not reason.strip():
        raise AccountError.reason_wanted()
    with recording(act="accounts.revoke_delegation", actor=actor, reason=reason.strip()):
        locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
        if locked.revoked_at is None:
            locked.revoked_at = timezone.now()
            locked.save(update_fields=["revoked_at"])
