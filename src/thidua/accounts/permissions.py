"""What each role may do inside its scope: rooms declare their acts, every action asks here.

A room's `permissions.py` holds its `ACTS` (and which of them bind others); its `AppConfig.ready()`
hands them to `declare`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Grant, Operator, Scope, scope_of
from thidua.accounts.models import Role, User

OFFICERS = frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS})
ALL_SEEING = OFFICERS | {Role.CELL, Role.INSPECTOR, Role.AUDITOR}

Roles = frozenset[Role]

ACTS: dict[str, Roles] = {
    "accounts.manage": frozenset({Role.ADMINISTRATOR}),
    "accounts.agree": OFFICERS,
}
"""Which roles allow which act, as every room declared them."""

BINDING: set[str] = {"accounts.manage", "accounts.agree"}
"""Acts that bind others: whoever holds a role that allows one signs in with two factors."""

CHOOSING: set[str] = set()
"""Acts that choose something of somebody: a program's token carries them only if made to choose."""

FOR_BODIES: set[str] = set()
"""Acts that a grant narrowed to a body beside the tree allows; it allows no other."""


def declare(
    acts: Mapping[str, Roles],
    *,
    binding: Collection[str] = (),
    choosing: Collection[str] = (),
    for_bodies: Collection[str] = (),
) -> None:
    """Add a room's acts. `for_bodies`: those that whoever works for one body beside the tree may do
    too, over the part of the committee that the body serves; none by default.

    Raises ValueError for an act declared twice with different roles, one that binds others, chooses
    or is for bodies and was not declared, and one that chooses and is for bodies.
    """
    for act, roles in acts.items():
        if ACTS.setdefault(act, roles) != roles:
            raise ValueError(f"{act} is declared twice, for different roles")
    if unknown := {*binding, *choosing, *for_bodies} - ACTS.keys():
        raise ValueError(
            f"{', '.join(sorted(unknown))}: bind, choose or for bodies, but nobody declared them"
        )
    if both := {*for_bodies} & {*choosing, *CHOOSING}:
        raise ValueError(f"{', '.join(sorted(both))}: no body beside the tree chooses")
    BINDING.update(binding)
    CHOOSING.update(choosing)
    FOR_BODIES.update(for_bodies)


def roles_that_bind(*, narrowed: bool = False) -> Roles:
    """The roles that allow some act that binds others; `narrowed`: to a body beside the tree."""
    binding = BINDING & FOR_BODIES if narrowed else BINDING
    return frozenset[Role]().union(*(ACTS[act] for act in binding))


def binds(scope: Scope) -> bool:
    """Whether somebody with this scope may do something that binds others."""
    narrowed = {grant.role for grant in scope.narrowed}
    return not (
        scope.roles.isdisjoint(roles_that_bind())
        and roles_that_bind(narrowed=True).isdisjoint(narrowed)
    )


def roles_that_choose() -> Roles:
    """The roles that allow some act that chooses."""
    return frozenset[Role]().union(*(ACTS[act] for act in CHOOSING))


def needs_second_factor(user: User, scope: Scope) -> bool:
    """Whether this account decides something. Demo accounts are excused, in demo mode alone."""
    excused = settings.DEMO and user.demo
    return not excused and binds(scope)


def second_factor_is_missing(user: User, scope: Scope) -> bool:
    """Whether an account that decides has yet to set up its second factor."""
    return needs_second_factor(user, scope) and not scope.has_second_factor


def may(actor: Actor, act: str, *, path: str) -> bool:
    """Whether the actor holds a role that allows this at the organisation with this path.

    Raises KeyError for an act that nobody declared.
    """
    roles = ACTS[act]
    if isinstance(actor, Operator):
        return True
    scope = scope_of(actor)
    if act in BINDING and second_factor_is_missing(actor, scope):
        return False
    if roles == {Role.ADMINISTRATOR}:
        return scope.administers
    return _allowing(scope, act, path) is not None


@dataclass(frozen=True)
class Authority:
    """By what an act was allowed: who acts, in which role, over which organisation, and for whom
    where the role was lent. `history.tracking.recording` takes it as the actor.
    """

    actor: Actor
    grant: Grant | None = None
    oneself: bool = False
    """Whether the act is about whoever acts (`oneself.marked`)."""

    @property
    def as_actor(self) -> str:
        """The name in the history: whoever acts by a lent role acts for somebody; a program says
        by which token; an act about oneself says so.
        """
        if not isinstance(self.actor, User):
            return str(self.actor)
        if self.grant is None:
            return self.actor.named(oneself=self.oneself)
        name = self.actor.named(self.grant.for_whom, oneself=self.oneself)
        return f"{name} · {self.grant.body_name}" if self.grant.body_name else name

    @property
    def acting_as(self) -> dict[str, str]:
        """The role and the organisation with its path, for the history, and whether it is about
        oneself; empty for the operator.
        """
        about = {"oneself": "yes"} if self.oneself else {}
        if self.grant is None:
            return about
        where = {"place": self.grant.organisation_name, "path": self.grant.path}
        if self.grant.body_name:
            where["body"] = self.grant.body_name
        return {"role": self.grant.role.value, **where} | about

    def __str__(self) -> str:
        return str(self.actor)


def authorise(actor: Actor, act: str, *, path: str) -> Authority:
    """By what the actor may do this at the organisation with this path.

    Raises PermissionDenied, in the reader's language, unless `may(...)`; KeyError for an act that
    nobody declared.
    """
    if not may(actor, act, path=path):
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    if isinstance(actor, Operator):
        return Authority(actor)
    return Authority(actor, _allowing(scope_of(actor), act, path))


def required(authority: Authority | None) -> Authority:
    """Raises PermissionDenied where there is none."""
    if authority is None:
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    return authority


def grant_at(actor: User, act: str, organisation: int) -> Grant | None:
    """The grant at exactly this organisation (its key) that allows an act: what a unit says of
    itself nobody above writes. None: there is none.
    """
    grants = scope_of(actor).grants
    return next(
        (one for one in grants if one.role in ACTS[act] and one.organisation_id == organisation),
        None,
    )


def authorise_administrator(actor: Actor) -> Authority:
    """The same for looking after the accounts of the province."""
    return authorise(actor, "accounts.manage", path="")


def _allowing(scope: Scope, act: str, path: str) -> Grant | None:
    """The grant that allows it: a whole one before one narrowed to a body, one's own before a lent
    one.
    """
    roles, grants = ACTS[act], scope.grants
    if act in FOR_BODIES:
        grants += scope.narrowed
    return next(
        (grant for grant in grants if grant.role in roles and path.startswith(grant.path)), None
    )
