"""What each role may do inside its scope. One table; every action asks it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role

OFFICERS = frozenset({Role.PROVINCE, Role.UPPER_LEVEL, Role.GRASSROOTS})
ALL_SEEING = OFFICERS | {Role.CELL, Role.INSPECTOR, Role.AUDITOR}

ALLOWED: dict[str, frozenset[Role]] = {
    "organisations.view": ALL_SEEING,
    "organisations.change": frozenset({Role.PROVINCE}),
    "exchange.import": frozenset({Role.PROVINCE}),
    "exchange.export": OFFICERS | {Role.INSPECTOR},
    "campaigns.view": ALL_SEEING,
    "campaigns.change": frozenset({Role.PROVINCE}),
    "reviews.view": ALL_SEEING,
    "reviews.classify": frozenset({Role.PROVINCE}),
    "reviews.propose": OFFICERS | {Role.CELL},
    "reviews.decide": OFFICERS,
    "awards.view": ALL_SEEING,
    "awards.give": OFFICERS,
    "reports.view": ALL_SEEING,
    "portal.publish": frozenset({Role.PROVINCE}),
}


def may(actor: Actor, permission: str, *, path: str) -> bool:
    """Whether the actor holds a role that allows this at the organisation with this path.

    Raises KeyError for a permission that nobody declared.
    """
    roles = ALLOWED[permission]
    if isinstance(actor, Operator):
        return True
    return any(grant.role in roles and path.startswith(grant.path) for grant in scope_of(actor).grants)


def require(actor: Actor, permission: str, *, path: str) -> None:
    """Raise PermissionDenied, in the reader's language, unless `may(...)`."""
    if not may(actor, permission, path=path):
        raise PermissionDenied(_("Tài khoản này không có quyền làm việc đó ở tổ chức này."))
