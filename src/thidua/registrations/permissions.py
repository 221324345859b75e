"""What may be done in this room, and by which roles; a draft is its own unit's alone."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Grant, Operator
from thidua.accounts.models import Role, User
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Authority, Roles, grant_at, may
from thidua.organisations.models import Organisation
from thidua.registrations.models import Registration, Task, TaskStatus
from thidua.vocabulary import Tier

WRITING = OFFICERS | {Role.CELL}

ACTS: dict[str, Roles] = {
    "registrations.view": ALL_SEEING,
    "registrations.write": WRITING,
}


def writes_for(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor writes what this organisation registers: by a role at exactly this one.

    Who stands above reads what was sent, and writes none of it."""
    if isinstance(actor, Operator):
        return True
    return _own_grant(actor, organisation) is not None


def may_write(actor: Actor, registration: Registration) -> bool:
    """The same of one registration; somebody in a post writes their own."""
    return _is_own(actor, registration) or writes_for(actor, registration.organisation)


def authority_to_write(actor: Actor, organisation: Organisation) -> Authority:
    """By what an actor writes for an organisation. Raises PermissionDenied."""
    if isinstance(actor, Operator):
        return Authority(actor)
    grant = _own_grant(actor, organisation)
    if grant is None:
        raise PermissionDenied(_("Bản đăng ký do chính đơn vị soạn; tài khoản này chỉ xem được."))
    return Authority(actor, grant)


def authority_over(actor: Actor, registration: Registration) -> Authority:
    """By what an actor changes a registration. Raises PermissionDenied."""
    if _is_own(actor, registration):
        return Authority(actor, oneself=True)
    return authority_to_write(actor, registration.organisation)


def can_be_offered(task: Task) -> bool:
    """Whether a task is one that units below could take up: sent or accepted, of a unit that has
    others below it.
    """
    return (
        task.status in {TaskStatus.SENT, TaskStatus.ACCEPTED}
        and task.registration.person_id is None
        and task.registration.organisation.tier != Tier.CELL
    )


def _is_own(actor: Actor, registration: Registration) -> bool:
    return (
        isinstance(actor, User)
        and registration.person_id is not None
        and actor.person_id == registration.person_id
    )


def _own_grant(actor: User, organisation: Organisation) -> Grant | None:
    if not may(actor, "registrations.write", path=organisation.path):
        return None
    return grant_at(actor, "registrations.write", organisation.pk)
