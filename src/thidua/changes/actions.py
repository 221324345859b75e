"""Everything that changes people and the tree from a page: doing, asking another committee,
answering, taking back.
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise, may
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.campaigns.models import Campaign
from thidua.changes.errors import ChangeError
from thidua.changes.files import PAPERS
from thidua.changes.models import FLOW, Change, State
from thidua.changes.performing import perform
from thidua.changes.permissions import permission_of
from thidua.changes.plans import Plan, fingerprint
from thidua.changes.tree_following import unfinished
from thidua.changes.years import refuse_frozen, refuse_frozen_since
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.undoing import take_back
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation, Person
from thidua.submissions.flow import NoReasonError, NotNowError


@transaction.atomic
def carry_out(*, plan: Plan, actor: User, seen: str, files: Sequence[Sent] = ()) -> Change:
    """Make a change now, or ask the committee that keeps the list where a member goes.

    `seen`: the fingerprint of what was looked at. Raises ChangeError (a frozen year, looked at
    something else, what a sheet is refused for), OrganisationError, PermissionDenied,
    AttachmentError."""
    authority = authorise(actor, permission_of(plan.kind), path=plan.organisation.path)
    _hold(plan)
    refuse_frozen(plan.changes_from)
    if seen != fingerprint(plan):
        raise ChangeError.seen_otherwise()
    made, act_id, state = plan, None, State.DONE
    if receives(plan, actor) is not None:
        _refuse_waiting(plan)
        state = State.WAITING
    elif plan.is_scheduled:
        state = State.SCHEDULED
    else:
        made, act_id = _performed(plan, actor, authority)
    with recording(act="changes.note", actor=authority, kind=plan.kind.value):
        change = _stored(made, state, act_id, authority)
    if files:
        attach(kind=PAPERS, owner=change, files=files, actor=actor)
    return change


def receives(plan: Plan, actor: Actor) -> Organisation | None:
    """The cell whose committee has to receive a member first; None where the actor keeps its list
    too, and for a guest, who stays on the list of their own cell.
    """
    if plan.person is None or plan.to is None or plan.details.get("temporary"):
        return None
    return None if may(actor, permission_of(plan.kind), path=plan.to.path) else plan.to


def _hold(plan: Plan) -> None:
    """Nobody else changes the same file, or the list of a year, until this is over."""
    list(Campaign.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    if plan.person is not None:
        Person.objects.select_for_update().get(pk=plan.person.pk)
    else:
        Organisation.objects.select_for_update().get(pk=plan.organisation.pk)


def carry_out_scheduled(*, change: Change) -> Change:
    """Make a change of the tree whose day has come, by whom it was scheduled. Raises ChangeError
    while something is to be finished before, and whatever the change itself may raise.
    """
    with transaction.atomic():
        change = _locked(change)
        state, plan = _next(change, "carry_out"), Plan.of(change)
        if left := unfinished(plan):
            raise ChangeError.unfinished(left)
        _hold(plan)
        refuse_frozen(plan.changes_from)
        authority = Authority(Operator(change.by_name))
        made, change.act_id = _performed(plan, authority.actor, authority)
        change.to, change.details = made.to, dict(made.details)
        return _answered(change, state, authority)


def _performed(plan: Plan, actor: Actor, authority: Authority) -> tuple[Plan, str]:
    """The act of the history that did it stands by itself, so that it can be taken back without
    the note of it.
    """
    with recording(act=f"changes.{plan.kind.value}", actor=authority, who=plan.subject) as act_id:
        made, _ = perform(plan, actor)
    return made, act_id


def _refuse_waiting(plan: Plan) -> None:
    waiting = Change.objects.filter(person=plan.person, kind=plan.kind, state=State.WAITING)
    if waiting.exists():
        raise ChangeError.waits_already(plan.subject)


def _stored(plan: Plan, state: State, act_id: str | None, authority: Authority) -> Change:
    return Change.objects.create(
        kind=plan.kind,
        state=state,
        organisation=plan.organisation,
        to=plan.to,
        person=plan.person,
        subject=plan.subject,
        on=plan.on,
        details=dict(plan.details),
        paper_number=plan.paper_number,
        paper_on=plan.paper_on,
        note=plan.note,
        act_id=act_id,
        by=authority.actor if isinstance(authority.actor, User) else None,
        by_name=named_actor(authority),
        at=timezone.now(),
    )


# Answers
# --------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, change: Change, actor: User) -> Change:
    """Receive a member whom another committee sends: now the move is made.

    Raises ChangeError (answered already, a frozen year), OrganisationError, PermissionDenied."""
    change = _locked(change)
    authority = _authority_there(change, actor)
    state = _next(change, "accept")
    plan = Plan.of(change)
    _hold(plan)
    refuse_frozen(plan.changes_from)
    _, change.act_id = _performed(plan, actor, authority)
    return _answered(change, state, authority)


@transaction.atomic
def refuse(*, change: Change, reason: str, actor: User) -> Change:
    """Do not receive a member, and say why. Raises ChangeError, PermissionDenied."""
    change = _locked(change)
    authority = _authority_there(change, actor)
    state = _next(change, "refuse", reason)
    change.answer = reason.strip()
    return _answered(change, state, authority)


@transaction.atomic
def withdraw(*, change: Change, actor: User) -> Change:
    """Let go of what waits or is scheduled. Raises ChangeError, PermissionDenied."""
    change = _locked(change)
    authority = authorise(actor, permission_of(change.kind), path=change.organisation.path)
    return _answered(change, _next(change, "withdraw"), authority)


@transaction.atomic
def undo(*, change: Change, actor: User) -> Change:
    """Take back what was done: every row is what it was before; the history keeps both.

    Raises ChangeError (taken back already, the list is frozen by now, something was done since),
    PermissionDenied."""
    change = _locked(change)
    authority = _authority_to_undo(change, actor)
    state = _next(change, "undo")
    _hold(Plan.of(change))
    refuse_frozen_since(Plan.of(change).changes_from)
    act_id = str(change.act_id)
    try:
        with recording(act="changes.undo", actor=authority, who=change.subject):
            _let_go_of_what_goes(change)
            take_back(act_id)
    except UndoRefusedError as error:
        raise ChangeError.stands_since(error.text) from error
    except IntegrityError as error:
        raise ChangeError.stands_since(
            Text("có việc làm sau dựa vào việc này", "something done later rests on it")
        ) from error
    return _answered(change, state, authority)


def _let_go_of_what_goes(change: Change) -> None:
    """A file or an organisation that came into being by the change goes with it."""
    if change.details.get("brought"):
        change.person = change.to = None
        change.save(update_fields=["person", "to"])


def _locked(change: Change) -> Change:
    rows = Change.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "to", "person").get(pk=change.pk)


def _authority_there(change: Change, actor: Actor) -> Authority:
    if change.to is None:
        raise PermissionDenied
    return authorise(actor, permission_of(change.kind), path=change.to.path)


def _authority_to_undo(change: Change, actor: Actor) -> Authority:
    """Whoever keeps the list where the member is now; else where they were."""
    permission = permission_of(change.kind)
    places = [place for place in (change.to, change.organisation) if place is not None]
    allowed = [place for place in places if may(actor, permission, path=place.path)]
    return authorise(actor, permission, path=(allowed or places)[0].path)


def _next(change: Change, act: str, reason: str = "") -> str:
    try:
        return FLOW.next(act, change.state, reason=reason)
    except NotNowError as error:
        raise ChangeError.not_now(change.get_state_display()) from error
    except NoReasonError as error:
        raise ChangeError.no_reason() from error


def _answered(change: Change, state: str, authority: Authority) -> Change:
    change.state, change.answered_at = state, timezone.now()
    change.answered_by_name = named_actor(authority)
    with recording(act=f"changes.{state}", actor=authority, who=change.subject):
        change.save()
    return change
