"""What may be done in this room, and by which roles: of one's own sheet or of the others'.

The standing is the bloc's own: it is read by roles at exactly its members and at the organisation
that set it up."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role
from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Authority, Roles
from thidua.blocs.models import Bloc
from thidua.blocs.permissions import own_authority
from thidua.organisations.models import Organisation

VIEW = "points.view"
SCORE, CHECK, SETTLE = "points.score", "points.check", "points.settle"
"""The permissions: to read a standing; to score one's own unit; to check another member's sheet;
to settle one for the head unit, its deputy or whoever set the bloc up."""
ACTING = OFFICERS | {Role.CELL}
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING,
    SCORE: ACTING,
    CHECK: ACTING,
    SETTLE: ACTING,
}


def sees_points(actor: Actor, bloc: Bloc, members: Collection[int]) -> bool:
    """Whether the actor reads the standing: by a role at one of these members, or at the
    organisation that set the bloc up.
    """
    scope = scope_of(actor)
    inside = {*members, bloc.organiser_id}
    roles = EVERY_ACT[VIEW]
    return scope.everything or any(
        grant.role in roles and grant.organisation_id in inside for grant in scope.grants
    )


def acts_for(actor: Actor, unit: Organisation) -> bool:
    """Whether the actor acts for this very unit."""
    return not isinstance(actor, Operator) and own_authority(actor, SCORE, unit) is not None


def authorise_scoring(actor: Actor, unit: Organisation) -> Authority:
    """By what the actor scores this very unit. Raises PermissionDenied."""
    own = own_authority(actor, SCORE, unit)
    if own is None:
        raise PermissionDenied(_("Chỉ người của chính đơn vị tự chấm điểm được."))
    return own


def authorise_checking(actor: Actor, unit: Organisation, *, of: Organisation) -> Authority:
    """By what the actor checks, for one member, the sheet of another. Raises PermissionDenied."""
    own = own_authority(actor, CHECK, unit)
    if own is None or unit == of or acts_for(actor, of):
        raise PermissionDenied(_("Không ai kiểm tra chéo điểm của chính đơn vị mình."))
    return own


def settler_of(bloc: Bloc, unit: Organisation) -> Organisation:
    """Who settles a unit's sheet: the head unit; its own the deputy, or whoever set the bloc up."""
    if bloc.head is not None and bloc.head_id != unit.pk:
        return bloc.head
    if bloc.head_id == unit.pk and bloc.deputy is not None:
        return bloc.deputy
    return bloc.organiser


def may_settle(actor: Actor, bloc: Bloc, unit: Organisation) -> bool:
    """Whether the actor settles a unit's sheet."""
    if acts_for(actor, unit):
        return False
    return own_authority(actor, SETTLE, settler_of(bloc, unit)) is not None


def authorise_settling(actor: Actor, bloc: Bloc, unit: Organisation) -> Authority:
    """By what the actor settles a unit's sheet. Raises PermissionDenied."""
    own = own_authority(actor, SETTLE, settler_of(bloc, unit))
    if own is None or acts_for(actor, unit):
        raise PermissionDenied(_("Điểm của đơn vị do đơn vị trưởng chốt, không do chính đơn vị."))
    return own
