"""What may be done in this room, by which roles, and for whom."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.acceptance.readers import authorise_reader, committee_for
from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role, User
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Authority, Roles
from thidua.organisations.models import Organisation
from thidua.registrations.content import Content, Doer
from thidua.registrations.models import Registration, Task
from thidua.registrations.permissions import authority_to_write, writes_for
from thidua.registrations.rows import outside_of
from thidua.web.clock import today

VIEW, NOTE, CHECK = "progress.view", "progress.note", "progress.check"
ACTS: dict[str, Roles] = {
    VIEW: ALL_SEEING - {Role.ADMINISTRATOR},
    NOTE: OFFICERS | {Role.CELL},
    CHECK: OFFICERS,
}


def may_note(actor: Actor, task: Task) -> bool:
    """Whether the actor notes how far a task is: for its very unit, or as who does it."""
    return writes_for(actor, task.registration.organisation) or _is_doer(actor, task)


def authority_to_note(actor: Actor, task: Task) -> Authority:
    """By what the actor notes: a role at exactly the unit, their name in the task, or the post that
    registered it. Raises PermissionDenied.
    """
    if isinstance(actor, User) and _is_doer(actor, task):
        return Authority(actor, oneself=True)
    unit = task.registration.organisation
    if isinstance(actor, User) and not writes_for(actor, unit):
        if _is_named(actor, task):
            raise PermissionDenied(
                _("Đồng chí không còn ở đơn vị này: tiến độ do đơn vị ghi tiếp.")
            )
        raise PermissionDenied(_("Tiến độ do chính đơn vị và người được phân công ghi."))
    return authority_to_write(actor, unit)


def authority_to_check(actor: Actor, registration: Registration) -> tuple[Authority, Organisation]:
    """By what the actor answers about results, for which committee: exactly the one above the unit,
    never about one's own. Raises PermissionDenied.
    """
    committee = committee_for(registration.organisation)
    try:
        return authorise_reader(
            actor, committee, registration.organisation, registration.person_id, act=CHECK
        ), committee
    except PermissionDenied as error:
        raise PermissionDenied(
            _("Kết quả do cấp uỷ cấp trên trực tiếp của đơn vị xác nhận, không tự xác nhận.")
        ) from error


def may_check(actor: Actor, registration: Registration) -> bool:
    """Whether the actor confirms and questions what a unit noted."""
    try:
        authority_to_check(actor, registration)
    except PermissionDenied:
        return False
    return True


def officer_of(actor: Actor, unit: Organisation) -> Authority | None:
    """By what the actor acts for this very unit, a cell's secretary too; None: not at all."""
    if isinstance(actor, Operator):
        return Authority(actor)
    grants = scope_of(actor).grants
    mine = (one for one in grants if one.organisation_id == unit.pk and one.role in ACTS[NOTE])
    grant = next(mine, None)
    return Authority(actor, grant) if grant is not None else None


def _is_doer(actor: Actor, task: Task) -> bool:
    """Whether they hold the post that registered the task, or are named in it and still there."""
    if not isinstance(actor, User) or actor.person_id is None:
        return False
    if task.registration.person_id == actor.person_id:
        return True
    return _is_named(actor, task) and not has_left(actor.person_id, task)


def _is_named(actor: User, task: Task) -> bool:
    return actor.person_id is not None and task.people.filter(person=actor.person_id).exists()


def has_left(person: int, task: Task) -> bool:
    """Whether somebody named in a task is in its unit's part no more."""
    named = Content(doers=(Doer(person=person),))
    people, _units = outside_of(named, task.registration.organisation, today())
    return person in people
