"""What each role may do inside its scope. One table; every action asks it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Grant, Operator, Scope, scope_of
from thidua.accounts.models import Role, User

OFFICERS = frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS})
ALL_SEEING = OFFICERS | {Role.CELL, Role.INSPECTOR, Role.AUDITOR}

ALLOWED: dict[str, frozenset[Role]] = {
    "organisations.view": ALL_SEEING,
    "organisations.change": frozenset({Role.PROVINCE}),
    "exchange.import": frozenset({Role.PROVINCE}),
    "exchange.import_facts": frozenset({Role.UPPER_LEVEL, Role.GRASSROOTS}),
    "exchange.export": OFFICERS | {Role.INSPECTOR},
    "campaigns.view": ALL_SEEING,
    "campaigns.change": frozenset({Role.PROVINCE}),
    "ratings.view": ALL_SEEING,
    "ratings.classify": frozenset({Role.PROVINCE}),
    "boards.propose": OFFICERS | {Role.CELL},
    "decisions.decide": OFFICERS,
    "facts.correct": OFFICERS | {Role.CELL},
    "disputes.answer": OFFICERS | {Role.CELL},
    "awards.view": ALL_SEEING,
    "awards.give": OFFICERS,
    "reports.view": ALL_SEEING,
    "portal.publish": frozenset({Role.PROVINCE}),
    "accounts.manage": frozenset({Role.ADMINISTRATOR}),
}
# Acts that bind others: whoever holds a role that allows one signs in with two factors.
DECIDING = ("decisions.decide", "awards.give", "portal.publish", "accounts.manage")
NEED_SECOND_FACTOR = frozenset[Role]().union(*(ALLOWED[permission] for permission in DECIDING))


def needs_second_factor(user: User, scope: Scope) -> bool:
    """Whether this account decides something. Demo accounts are excused, in demo mode alone."""
    excused = settings.DEMO and user.demo
    return not excused and not scope.roles.isdisjoint(NEED_SECOND_FACTOR)


def lacks_second_factor(user: User, scope: Scope) -> bool:
    """Whether an account that decides has yet to set up its second factor."""
    return needs_second_factor(user, scope) and not scope.has_second_factor


def may(actor: Actor, permission: str, *, path: str) -> bool:
    """Whether the actor holds a role that allows this at the organisation with this path.

    Raises KeyError for a permission that nobody declared.
    """
    roles = ALLOWED[permission]
    if isinstance(actor, Operator):
        return True
    scope = scope_of(actor)
    if permission in DECIDING and lacks_second_factor(actor, scope):
        return False
    if roles == {Role.ADMINISTRATOR}:
        return scope.administers
    return _allowing(scope, roles, path) is not None


def require(actor: Actor, permission: str, *, path: str) -> None:
    """Raise PermissionDenied, in the reader's language, unless `may(...)`.

    An act allowed by a lent role alone is one "for" whoever lent it: the history names both. It
    also keeps in which role, over which organisation, the actor acts."""
    if not may(actor, permission, path=path):
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
    if isinstance(actor, User):
        grant = _allowing(scope_of(actor), ALLOWED[permission], path)
        actor.acting_for = grant.for_whom if grant else ""
        actor.acting_as = (
            {"role": grant.role.value, "place": grant.organisation_name} if grant else {}
        )


def require_administrator(actor: Actor) -> None:
    """Raise PermissionDenied unless the actor looks after the accounts of the province."""
    require(actor, "accounts.manage", path="")


def _allowing(scope: Scope, roles: frozenset[Role], path: str) -> Grant | None:
    """The grant that allows it: one's own before a lent one."""
    return next(
        (grant for grant in scope.grants if grant.role in roles and path.startswith(grant.path)),
        None,
    )
