"""Who acts: a signed-in user with grants, or the operator at the server's own command line."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from thidua.accounts.models import Delegation, Role, RoleGrant, User


@dataclass(frozen=True)
class Operator:
    """Somebody at the command line of the server: may do everything, and is named as such in the history."""

    name: str = "operator"

    def __str__(self) -> str:
        return self.name


Actor = User | Operator


@dataclass(frozen=True)
class Grant:
    """One role over one organisation and everything under it (`path` is that organisation's).

    `for_whom` names the officer who lent the role for an absence; "" for one's own.
    """

    role: Role
    organisation_id: int
    path: str
    organisation_code: str = ""
    organisation_name: str = ""
    for_whom: str = ""


@dataclass(frozen=True)
class Scope:
    """The parts of the tree that somebody may see. `everything` is the operator's; no grants: nothing.

    `administers` says that somebody looks after accounts: it opens no part of the tree.
    """

    grants: tuple[Grant, ...] = ()
    everything: bool = False
    person_id: int | None = None
    administers: bool = False
    second_factors: frozenset[str] = frozenset()
    """What its owner signs in with besides a password (kinds of django-allauth); recovery codes come with another."""

    @property
    def has_second_factor(self) -> bool:
        return bool(self.second_factors - {Authenticator.Type.RECOVERY_CODES})

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(grant.path for grant in self.grants)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held today, lent ones and the administrator's too."""
        return frozenset(grant.role for grant in self.grants) | ({Role.ADMINISTRATOR} if self.administers else set())

    def covers(self, path: str) -> bool:
        """Whether an organisation with this path lies inside."""
        return self.everything or any(path.startswith(own) for own in self.paths)


def scope_of(actor: Actor, *, on: dt.date | None = None) -> Scope:
    """The actor's scope on a day (today when none is given)."""
    if isinstance(actor, Operator):
        return Scope(everything=True, administers=True)
    if not actor.is_active:
        return Scope()
    if on is None and actor.scope_of_this_request is not None:
        return actor.scope_of_this_request
    rows = list(_grants_of(actor, on or timezone.localdate()))
    return Scope(
        # An administrator of accounts sees no dossiers.
        grants=tuple(_grant(row, actor) for row in rows if row.role != Role.ADMINISTRATOR),
        person_id=actor.person_id,
        administers=any(row.role == Role.ADMINISTRATOR for row in rows),
        second_factors=frozenset(kind for row in rows for kind in row.second_factors),
    )


def _grants_of(user: User, day: dt.date) -> Iterable[Any]:
    """The grants in force on a day: the user's own first, then those lent to them."""
    lent = Delegation.objects.filter(
        grant=OuterRef("pk"), delegate=user, revoked_at=None, starts_on__lte=day, ends_on__gte=day
    )
    second_factors = ArraySubquery(Authenticator.objects.filter(user=user).values("type"))
    return (
        RoleGrant.objects.filter(Q(user=user) | Q(Exists(lent), user__is_active=True), starts_on__lte=day)
        .exclude(ends_on__lt=day)
        .annotate(second_factors=second_factors)
        .select_related("organisation", "user")
        .order_by(Case(When(user=user, then=0), default=1), "organisation__path")
    )


def _grant(row: RoleGrant, user: User) -> Grant:
    return Grant(
        role=Role(row.role),
        organisation_id=row.organisation_id,
        path=row.organisation.path,
        organisation_code=row.organisation.code,
        organisation_name=row.organisation.name,
        for_whom="" if row.user_id == user.pk else str(row.user),
    )
