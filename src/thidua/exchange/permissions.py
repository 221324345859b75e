"""What may be done in this room, and by which roles: who may load everything, who what a unit
brings.
"""

from thidua.accounts.actors import Actor, Grant, Scope, scope_of
from thidua.accounts.models import Role
from thidua.accounts.permissions import Authority, Roles, authorise
from thidua.organisations.models import Organisation
from thidua.organisations.queries import root_path

EVERYTHING, FOR_UNIT = "exchange.import", "exchange.import_for_unit"
"""The permissions: to load any workbook for the province; to load for a unit what it brings."""
ACTS: dict[str, Roles] = {
    EVERYTHING: frozenset({Role.PROVINCE}),
    FOR_UNIT: frozenset({Role.UPPER_LEVEL, Role.GRASSROOTS}),
}
_ROOT_DEPTH = 2


def may_load(scope: Scope) -> bool:
    """Whether somebody holds the province itself (its path has one part) in a role that loads
    everything.
    """
    roots = (grant for grant in scope.grants if grant.path.count("/") == _ROOT_DEPTH)
    return scope.everything or any(grant.role in ACTS[EVERYTHING] for grant in roots)


def units_of(scope: Scope) -> list[Grant]:
    """The organisations for which somebody may load, each once, their own before lent
    ones.
    """
    found: dict[int, Grant] = {}
    for grant in scope.grants:
        if grant.role in ACTS[FOR_UNIT]:
            found.setdefault(grant.organisation_id, grant)
    return list(found.values())


def may_import(scope: Scope) -> bool:
    """Whether somebody may load anything at all."""
    return may_load(scope) or bool(units_of(scope))


def authorise_import(actor: Actor, unit: Organisation | None) -> Authority:
    """By what the actor may load everything (no `unit`), or for this unit, by now.

    Raises PermissionDenied.
    """
    if unit is None or may_load(scope_of(actor)):
        return authorise(actor, EVERYTHING, path=root_path())
    return authorise(actor, FOR_UNIT, path=unit.path)
