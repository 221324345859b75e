"""Who may do what with an objection.

Whoever objects speaks for themself or for the very unit; the committee that receives it handles it;
whoever verifies is named; the unit that decided is asked, and sees the question alone. Nobody acts
on an objection about themself but as the one who objects."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, Operator, Scope, scope_of
from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, grant_at, may
from thidua.history.tracking import history_of, named_actor
from thidua.notices.telling import acting_for
from thidua.objections.models import Objection, Question
from thidua.objections.permissions import ACTS, DECIDE, HANDLE, REPLY, SEND
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry


def may_object(scope: Scope, entry: RosterEntry) -> bool:
    """A person objects to their own level; an officer for exactly the unit that they act for, and
    for its members.
    """
    if entry.person_id is not None and entry.person_id == scope.person_id:
        return True
    return any(
        grant.role in ACTS[SEND] and grant.organisation_id == entry.organisation_id
        for grant in scope.grants
    )


def authority_to_object(actor: User, entry: RosterEntry) -> tuple[Authority, Organisation | None]:
    """By what an actor objects, and for which unit (None: for themself).

    Raises PermissionDenied."""
    if is_about(actor, entry.person_id):
        return Authority(actor, oneself=True), None
    grant = grant_at(actor, SEND, entry.organisation_id)
    if grant is None:
        raise PermissionDenied(_("Khiếu nại do chính người, đơn vị được xếp loại gửi."))
    return Authority(actor, grant), entry.organisation


def is_objector(actor: Actor, objection: Objection) -> bool:
    """Whether the actor is whose level it is, who sent it, or acts for the unit that sent it."""
    if not isinstance(actor, User):
        return False
    if is_about(actor, objection.roster_entry.person_id):
        return True
    unit = objection.for_unit_id
    if unit is not None:
        return grant_at(actor, SEND, unit) is not None
    return False


def verifies(actor: Actor, objection: Objection) -> bool:
    """Whether the verification was given to the actor by name."""
    return isinstance(actor, User) and any(
        one.user_id == actor.pk for one in objection.verifiers.all()
    )


def handles(actor: Actor, objection: Objection) -> bool:
    """Whether the actor acts for exactly the committee that received it, about somebody else."""
    return allowed(authority_to_handle, actor, objection)


def authority_to_handle(actor: Actor, objection: Objection, act: str = HANDLE) -> Authority:
    """By what an actor receives, assigns, answers. Raises PermissionDenied."""
    if isinstance(actor, Operator):
        return Authority(actor)
    refused = PermissionDenied(_("Khiếu nại do cấp uỷ nhận khiếu nại giải quyết."))
    if is_objector(actor, objection) or not may(actor, act, path=objection.receiver.path):
        raise refused
    grant = grant_at(actor, act, objection.receiver_id)
    if grant is None:
        raise refused
    return Authority(actor, grant)


def authority_to_verify(actor: Actor, objection: Objection) -> Authority:
    """By what an actor notes what was verified and asks the unit: named, or the committee's own
    officer. Raises PermissionDenied.
    """
    if isinstance(actor, User) and verifies(actor, objection):
        body = {one.user_id: one.body_id for one in objection.verifiers.all()}[actor.pk]
        held = (*scope_of(actor).narrowed, *scope_of(actor).grants)
        grant = next((one for one in held if body is not None and one.body_id == body), None)
        return Authority(actor, grant or grant_at(actor, HANDLE, objection.receiver_id))
    return authority_to_handle(actor, objection)


def authority_to_decide(actor: Actor, objection: Objection) -> Authority:
    """By what an actor answers for the committee. Raises PermissionDenied."""
    return authority_to_handle(actor, objection, DECIDE)


def authority_to_reply(actor: Actor, question: Question) -> Authority:
    """By what an actor answers what a unit was asked: a role at exactly the unit, about somebody
    else. Raises PermissionDenied.
    """
    if isinstance(actor, Operator):
        return Authority(actor)
    entry = question.objection.roster_entry
    grant = grant_at(actor, REPLY, question.unit_id)
    if grant is None or is_about(actor, entry.person_id):
        raise PermissionDenied(_("Câu hỏi này do đơn vị được hỏi trả lời."))
    return Authority(actor, grant)


def allowed_to_reply(actor: Actor, question: Question) -> bool:
    """Whether `authority_to_reply` lets the actor."""
    try:
        authority_to_reply(actor, question)
    except PermissionDenied:
        return False
    return True


def reads(actor: Actor, objection: Objection) -> bool:
    """Whether the actor reads the whole of it: the objector's words and papers among it."""
    return (
        isinstance(actor, Operator)
        or is_objector(actor, objection)
        or verifies(actor, objection)
        or handles(actor, objection)
    )


def took_part(authority: Authority, objection: Objection) -> bool:
    """Whether the actor issued the decision, or gave the first answer, and somebody else of the
    committee could answer: where there is nobody else the committee of one answers itself.
    """
    actor = authority.actor
    if not isinstance(actor, User):
        return False
    before = objection.first.answered_by_id == actor.pk if objection.first else False
    if not before and objection.decision is not None:
        issued = history_of(objection.decision, newest=20)
        mine = named_actor(authority)
        before = any(
            said["act"] == "decisions.issue" and said.get("actor") == mine for _at, said in issued
        )
    others = acting_for([objection.receiver]).get(objection.receiver_id, [])
    return before and any(user != actor.pk for user in others)


def allowed(check: Callable[[Actor, Objection], Authority], actor: Actor, on: Objection) -> bool:
    """Whether one of the above lets the actor."""
    try:
        check(actor, on)
    except PermissionDenied:
        return False
    return True
