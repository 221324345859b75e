"""How each kind of change is made: for a look, inside a transaction that is taken back (`looking`),
and for good.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from thidua.accounts.actors import Actor
from thidua.changes.errors import ChangeError
from thidua.changes.models import Kind
from thidua.changes.plans import Plan
from thidua.changes.tree_performing import merge, rename, split
from thidua.language import Text
from thidua.organisations.loading import stored
from thidua.organisations.loading.limits import AHEAD
from thidua.organisations.loading.member_checks import problems_of
from thidua.organisations.loading.new_codes import NewCodes
from thidua.organisations.loading.new_standings import months_after
from thidua.organisations.models import Organisation, Person, Position
from thidua.organisations.people_actions import (
    admit_member,
    appoint,
    change_status,
    end_membership,
    end_position,
    transfer_member,
)
from thidua.organisations.queries import placed_on
from thidua.vocabulary import MembershipEnd, MembershipStatus, PositionRole, Tier
from thidua.web.clock import today
from thidua.workbooks import Problem, Severity


def perform(plan: Plan, actor: Actor) -> tuple[Plan, list[Problem]]:
    """Make a change inside the caller's transaction. Gives the plan with what came into being, and
    the warnings of the sheet's checks that the change brings with it.

    Raises ChangeError for what a sheet is refused for, OrganisationError, PermissionDenied."""
    latest = months_after(today(), AHEAD)
    if plan.on > latest:
        raise ChangeError.too_far(latest)
    known = {_sign(one) for one in problems_of(plan.codes, actor=actor)} if plan.codes else set()
    try:
        with transaction.atomic():
            made = PERFORMED[plan.kind](plan, actor)
    except IntegrityError as error:
        raise ChangeError.collides(plan.subject) from error
    brought = set(made.codes) - set(plan.codes)
    found = problems_of(made.codes, actor=actor, new=brought) if made.codes else []
    new = [_of_one(one, made.codes) for one in found if _sign(one) not in known]
    if errors := [one for one in new if one.severity is Severity.ERROR]:
        raise ChangeError.against([in_words(one) for one in errors])
    return made, new


_ROW = re.compile(r" \((?:dòng|row) \d+\)")
"""Where a sheet has the other row that a finding speaks of."""


def _of_one(problem: Problem, codes: Sequence[str]) -> Problem:
    """A finding about one person on their own page: without rows, and without their code."""

    def plain(text: str) -> str:
        for code in codes:
            text = text.replace(f" ({code})", "")
        return _ROW.sub("", text)

    message, expected = problem.message, problem.expected
    return replace(
        problem,
        message=Text(plain(message.vi), plain(message.en)),
        expected=Text(plain(expected.vi), plain(expected.en)),
    )


def _sign(problem: Problem) -> tuple[str, str, Severity]:
    """What makes two findings the same: rows move when others come."""
    return str(problem.column), problem.message.vi, problem.severity


def in_words(problem: Problem) -> Text:
    """A finding as one sentence: what is wrong, what would be right."""
    message, expected = problem.message, problem.expected
    if not expected.vi:
        return message
    return Text(f"{message.vi} (cần: {expected.vi})", f"{message.en} (expected: {expected.en})")


def _whose(plan: Plan) -> Person:
    assert plan.person is not None  # noqa: S101 - the page is somebody's
    return plan.person


def _move(plan: Plan, actor: Actor) -> Plan:
    """To another cell for good, or as a guest there for a time."""
    cell = plan.to
    assert cell is not None  # noqa: S101 - the form asks for it
    if cell == plan.organisation:
        raise ChangeError.same_cell()
    if plan.details.get("temporary"):
        elsewhere = MembershipStatus.TEMPORARY_ELSEWHERE
        change_status(person=_whose(plan), status=elsewhere, host=cell, on=plan.on, actor=actor)
    else:
        transfer_member(person=_whose(plan), cell=cell, on=plan.on, actor=actor)
    return plan


def _status(plan: Plan, actor: Actor) -> Plan:
    person, status = _whose(plan), MembershipStatus(plan.details["status"])
    now = person.spells.filter(placed_on(plan.on)).first()
    if now is not None and now.status == status:
        raise ChangeError.same_status(status.title)
    change_status(person=person, status=status, on=plan.on, actor=actor)
    return plan


def _end(plan: Plan, actor: Actor) -> Plan:
    reason = MembershipEnd(plan.details["reason"])
    end_membership(person=_whose(plan), on=plan.on, reason=reason, actor=actor)
    return plan


def _admit(plan: Plan, actor: Actor) -> Plan:
    """A new file, with a code of the cell's grassroots organisation: one at a time."""
    list(Organisation.objects.select_for_update().filter(tier=Tier.PROVINCE).order_by("pk"))
    cell, written = plan.organisation, dict(plan.details)
    code = NewCodes(stored.organisations(), also=[]).next(cell.code, cell.path)
    born_on, admitted_on = _day(written.get("born_on")), _day(written.get("admitted_on"))
    person = admit_member(
        code=code,
        full_name=plan.subject,
        cell=cell,
        on=plan.on,
        actor=actor,
        status=MembershipStatus(written["status"]),
        civil_servant=written.get("civil_servant"),
        born_on=born_on,
        born_year=None if born_on else written.get("born_year"),
        sex=written.get("sex", ""),
        admitted_on=admitted_on or plan.on,
    )
    return replace(plan, person=person, details={**written, "brought": True})


def _day(written: str | None) -> dt.date | None:
    """A stored day (ISO), or none."""
    return dt.date.fromisoformat(written) if written else None


def _appoint(plan: Plan, actor: Actor) -> Plan:
    appoint(
        person=_whose(plan),
        organisation=plan.organisation,
        role=PositionRole(plan.details["role"]),
        title=plan.details["title"],
        on=plan.on,
        actor=actor,
    )
    return plan


def _end_post(plan: Plan, actor: Actor) -> Plan:
    post = Position.objects.filter(pk=plan.details["post"], organisation=plan.organisation).first()
    if post is None:
        raise ChangeError.seen_otherwise()
    end_position(position=post, on=plan.on, actor=actor)
    return plan


PERFORMED: dict[Kind, Callable[[Plan, Actor], Plan]] = {
    Kind.ADMIT: _admit,
    Kind.MOVE: _move,
    Kind.STATUS: _status,
    Kind.END: _end,
    Kind.APPOINT: _appoint,
    Kind.END_POST: _end_post,
    Kind.RENAME: rename,
    Kind.MERGE: merge,
    Kind.SPLIT: split,
}
"""How each kind is made; gives the plan with whatever came into being by it."""
