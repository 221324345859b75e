"""Rules of a grant: which role belongs to which tier, which roles stay apart, who is the last
administrator.
"""

import datetime as dt
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.accounts.errors import AccountError
from thidua.accounts.lookups import BODY_CODE
from thidua.accounts.models import Delegation, Role, RoleGrant, User

# The tiers of the organisations that a role is granted over; roles that look on are granted
# anywhere.
TIERS: dict[Role, frozenset[str]] = {
    Role.PROVINCE: frozenset({"province"}),
    Role.UPPER_LEVEL: frozenset({"upper_level"}),
    Role.GRASSROOTS: frozenset({"grassroots"}),
    Role.CELL: frozenset({"cell", "grassroots", "sub_committee"}),
    Role.ADMINISTRATOR: frozenset({"province"}),
}


NARROWED = frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS})
"""Roles that a grant can narrow to a body beside the tree: those of officers."""


class Holding(NamedTuple):
    """A role over an organisation from one day to another (None: until further notice).

    `body` is the code of the body beside the tree that it is narrowed to; "": the whole role.
    """

    role: Role
    organisation_code: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    body: str = ""


def organisation_of(code: str) -> Any:
    """The organisation with this code. Raises AccountError when there is none."""
    found = apps.get_model("organisations", "Organisation").objects.filter(code=code).first()
    if found is None:
        raise AccountError.unknown_organisation(code)
    return found


def body_of(code: str) -> Any:
    """The body beside the tree with this code; None for "". Raises AccountError when there is
    none.
    """
    if not code:
        return None
    found = code.removeprefix(BODY_CODE)
    bodies: Any = apps.get_model("bodies", "AdvisoryBody").objects.select_related("committee")
    body = bodies.filter(pk=int(found)).first() if found.isdecimal() else None
    if body is None:
        raise AccountError.unknown_body(code)
    return body


def grant(*, user: User, holding: Holding) -> RoleGrant:
    """Write a grant that keeps every rule. Inside an act of the caller's, which holds the account:
    lending to it waits. Raises AccountError.
    """
    return RoleGrant.objects.create(
        user=user,
        role=holding.role,
        organisation=check_grant(user=user, holding=holding),
        body=body_of(holding.body),
        starts_on=holding.starts_on,
        ends_on=holding.ends_on,
    )


def check_grant(*, user: User, holding: Holding) -> Any:
    """The organisation of a grant that keeps every rule. Raises AccountError."""
    role, organisation = holding.role, organisation_of(holding.organisation_code)
    if holding.ends_on is not None and holding.ends_on < holding.starts_on:
        raise AccountError.ends_before_start()
    if role in TIERS and organisation.tier not in TIERS[role]:
        raise AccountError.wrong_tier(str(role.label), organisation.name)
    body = body_of(holding.body)
    if body is not None:
        _check_body(body, holding, organisation)
    held = grants_within(user, holding.starts_on, holding.ends_on)
    if role == Role.ADMINISTRATOR:
        apart = held.exclude(role=Role.ADMINISTRATOR).exists()
        if apart or lent_within(user, holding.starts_on, holding.ends_on).exists():
            raise AccountError.roles_apart()
    elif held.filter(role=Role.ADMINISTRATOR).exists():
        raise AccountError.roles_apart()
    if held.filter(role=role, organisation=organisation, body=body).exists():
        raise AccountError.already_holds()
    return organisation


def _check_body(body: Any, holding: Holding, organisation: Any) -> None:
    if holding.role not in NARROWED:
        raise AccountError.not_narrowed(str(holding.role.label))
    if body.committee_id != organisation.pk:
        raise AccountError.body_of_another(body.name, body.committee.name)
    if body.ends_on is not None and body.ends_on < (holding.ends_on or dt.date.max):
        raise AccountError.body_ends(body.name, body.ends_on)


def grants_within(user: User, starts_on: dt.date, ends_on: dt.date | None) -> "QuerySet[RoleGrant]":
    """The grants of an account that are in force on some day of a span (None: without an end)."""
    return RoleGrant.objects.filter(_within(starts_on, ends_on), user=user)


def lent_within(user: User, starts_on: dt.date, ends_on: dt.date | None) -> "QuerySet[Delegation]":
    """What is lent to an account on some day of a span (None: without an end)."""
    return Delegation.objects.filter(_within(starts_on, ends_on), delegate=user, revoked_at=None)


def _within(starts_on: dt.date, ends_on: dt.date | None) -> Q:
    begun = Q() if ends_on is None else Q(starts_on__lte=ends_on)
    return begun & (Q(ends_on=None) | Q(ends_on__gte=starts_on))


def keep_an_administrator(*, besides: User) -> None:
    """Raise AccountError when nobody but this account looks after accounts. Locks: two cannot
    remove each other.
    """
    today = timezone.localdate()
    others = (
        RoleGrant.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR, starts_on__lte=today)
        .exclude(ends_on__lt=today)
        .select_related("user")
    )
    held = list(others)
    if any(one.user_id == besides.pk for one in held) and not any(
        grant.user.is_active and not grant.user.demo and grant.user_id != besides.pk
        for grant in held
    ):
        raise AccountError.last_administrator()
