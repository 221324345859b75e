"""Who keeps what is a unit's own: its own officers, never those of a unit further above."""

from collections.abc import Collection

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role
from thidua.accounts.permissions import ACTS, Authority, may
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier


def authority_at(actor: Actor, act: str, unit: Organisation) -> Authority | None:
    """By what the actor does an act of exactly this unit; of a cell the grassroots body above may
    do it too, for a cell may have no account. None: not at all. Raises KeyError for an act that
    nobody declared.
    """
    if isinstance(actor, Operator):
        return Authority(actor)
    if not may(actor, act, path=unit.path):
        return None
    of_cell = Tier(unit.tier) is Tier.CELL
    for grant in scope_of(actor).grants:
        above = of_cell and grant.role == Role.GRASSROOTS and unit.path.startswith(grant.path)
        if grant.role in ACTS[act] and (grant.organisation_id == unit.pk or above):
            return Authority(actor, grant)
    return None


def authority_at_or_named(
    actor: Actor, act: str, unit: Organisation, named: Collection[int | None]
) -> Authority | None:
    """The same, and whoever was named for the thing itself (keys of people): its chair and its
    secretary need no role.
    """
    found = authority_at(actor, act, unit)
    if found is not None or isinstance(actor, Operator):
        return found
    person = scope_of(actor).person_id
    return Authority(actor) if person is not None and person in named else None
