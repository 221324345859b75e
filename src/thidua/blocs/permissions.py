"""What may be done in this room, and by which roles."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role
from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Authority, Roles, authorise, may
from thidua.blocs.models import Bloc, CriteriaSet
from thidua.organisations.models import Organisation

VIEW, ARRANGE = "blocs.view", "blocs.arrange"
LEAD, AGREE = "blocs.lead", "blocs.agree"
"""The permissions: to read of blocs and criteria; to set up blocs in one's part; for the head unit,
to write and send the criteria and sign; for a member unit, to agree."""
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING - {Role.ADMINISTRATOR},
    ARRANGE: OFFICERS,
    LEAD: OFFICERS | {Role.CELL},
    AGREE: OFFICERS | {Role.CELL},
}
FOR_BODIES = frozenset({VIEW})
"""Whoever works for one body beside the tree reads the criteria in their committee's part."""


def own_authority(actor: Actor, act: str, unit: Organisation) -> Authority | None:
    """By what the actor acts for this very unit, and not for one above it; None: not at all."""
    if isinstance(actor, Operator):
        return Authority(actor)
    if not may(actor, act, path=unit.path):
        return None
    grants = scope_of(actor).grants
    mine = (grant for grant in grants if grant.organisation_id == unit.pk)
    found = next((grant for grant in mine if grant.role in EVERY_ACT[act]), None)
    return Authority(actor, found) if found else None


def leads(actor: Actor, bloc: Bloc | None, organiser: Organisation) -> bool:
    """Whether the actor writes the criteria of a bloc: for its head unit, or as who set it up."""
    if may(actor, ARRANGE, path=organiser.path):
        return True
    head = bloc.head if bloc else None
    return head is not None and own_authority(actor, LEAD, head) is not None


def authorise_leading(actor: Actor, criteria_set: CriteriaSet) -> Authority:
    """By what the actor writes these criteria. Raises PermissionDenied."""
    organiser, bloc = criteria_set.organiser, criteria_set.bloc
    if bloc is not None and bloc.head is not None:
        own = own_authority(actor, LEAD, bloc.head)
        if own is not None:
            return own
    return authorise(actor, ARRANGE, path=organiser.path)


def authorise_agreeing(actor: Actor, unit: Organisation) -> Authority:
    """By what the actor answers for this very unit. Raises PermissionDenied."""
    own = own_authority(actor, AGREE, unit)
    if own is None:
        raise PermissionDenied(_("Chỉ người của chính đơn vị thành viên xác nhận được."))
    return own
