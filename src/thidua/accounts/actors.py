"""Who acts: a signed-in user with grants, or the operator at the server's own command line."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from thidua.accounts.models import Role, RoleGrant, User


@dataclass(frozen=True)
class Operator:
    """Somebody at the command line of the server: may do everything, and is named as such in the history."""

    name: str = "operator"

    def __str__(self) -> str:
        return self.name


Actor = User | Operator


@dataclass(frozen=True)
class Grant:
    """One role over one organisation and everything under it (`path` is that organisation's)."""

    role: Role
    organisation_id: int
    path: str
    organisation_code: str = ""
    organisation_name: str = ""


@dataclass(frozen=True)
class Scope:
    """The parts of the tree that somebody may see. `everything` is the operator's; no grants: nothing."""

    grants: tuple[Grant, ...] = ()
    everything: bool = False
    person_id: int | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(grant.path for grant in self.grants)

    def covers(self, path: str) -> bool:
        """Whether an organisation with this path lies inside."""
        return self.everything or any(path.startswith(own) for own in self.paths)


# An administrator of accounts sees no dossiers.
SEEING_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


def scope_of(actor: Actor, *, on: dt.date | None = None) -> Scope:
    """The actor's scope on a day (today when none is given)."""
    if isinstance(actor, Operator):
        return Scope(everything=True)
    if not actor.is_active:
        return Scope()
    if on is None and actor.scope_of_this_request is not None:
        return actor.scope_of_this_request
    day = on or timezone.localdate()
    grants = (
        RoleGrant.objects.filter(user=actor, starts_on__lte=day, role__in=[role.value for role in SEEING_ROLES])
        .exclude(ends_on__lt=day)
        .select_related("organisation")
        .order_by("organisation__path")
    )
    return Scope(
        grants=tuple(
            Grant(
                role=Role(grant.role),
                organisation_id=grant.organisation_id,
                path=grant.organisation.path,
                organisation_code=grant.organisation.code,
                organisation_name=grant.organisation.name,
            )
            for grant in grants
        ),
        person_id=actor.person_id,
    )
