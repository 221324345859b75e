"""What somebody means to do: a change before it is made, and how it is made.

Whatever is looked at beforehand is made by the same functions, inside a transaction that is taken
back (`looking`)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from thidua.accounts.actors import Actor
from thidua.changes.errors import ChangeError
from thidua.changes.models import Change, Kind
from thidua.language import Text
from thidua.organisations.errors import WrongDayError
from thidua.organisations.loading.limits import AHEAD
from thidua.organisations.loading.member_checks import problems_of
from thidua.organisations.loading.new_standings import months_after
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.organisations.people_actions import change_status, transfer_member
from thidua.vocabulary import MembershipStatus
from thidua.web.clock import today
from thidua.workbooks import Problem, Severity

Details = Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """A change as it would be stored (`models.Change`)."""

    kind: Kind
    organisation: Organisation
    on: dt.date
    subject: str
    person: Person | None = None
    to: Organisation | None = None
    details: Details = field(default_factory=dict)
    paper_number: str = ""
    paper_on: dt.date | None = None
    note: str = ""

    @classmethod
    def of(cls, change: Change) -> "Plan":
        """The plan behind a change that waits or is scheduled."""
        return cls(
            Kind(change.kind),
            change.organisation,
            change.on,
            change.subject,
            change.person,
            change.to,
            change.details,
            change.paper_number,
            change.paper_on,
            change.note,
        )

    @property
    def codes(self) -> list[str]:
        """Whose files the sheet's checks are asked about."""
        return [self.person.code] if self.person else []


def _move(plan: Plan, actor: Actor) -> Plan:
    """To another cell for good, or as a guest there for a time."""
    person, cell = plan.person, plan.to
    assert person is not None  # noqa: S101 - the form asks for both
    assert cell is not None  # noqa: S101
    if cell == plan.organisation:
        raise ChangeError.same_cell()
    if plan.details.get("temporary"):
        elsewhere = MembershipStatus.TEMPORARY_ELSEWHERE
        change_status(person=person, status=elsewhere, host=cell, on=plan.on, actor=actor)
    else:
        transfer_member(person=person, cell=cell, on=plan.on, actor=actor)
    return plan


PERFORMED: dict[Kind, Callable[[Plan, Actor], Plan]] = {Kind.MOVE: _move}
"""How each kind is made; gives the plan with whatever came into being by it."""


def perform(plan: Plan, actor: Actor) -> tuple[Plan, list[Problem]]:
    """Make a change inside the caller's transaction. Gives the plan with what came into being, and
    the warnings of the sheet's checks that the change brings with it.

    Raises ChangeError for what a sheet is refused for, OrganisationError, PermissionDenied."""
    latest = months_after(today(), AHEAD)
    if plan.on > latest:
        raise ChangeError.too_far(latest)
    known = {_sign(one) for one in problems_of(plan.codes, actor=actor)} if plan.codes else set()
    made = PERFORMED[plan.kind](plan, actor)
    found = problems_of(made.codes, actor=actor) if made.codes else []
    new = [one for one in found if _sign(one) not in known]
    if errors := [one for one in new if one.severity is Severity.ERROR]:
        raise ChangeError.against([in_words(one) for one in errors])
    return made, new


def _sign(problem: Problem) -> tuple[str, str, Severity]:
    """What makes two findings the same: rows move when others come."""
    return str(problem.column), problem.message.vi, problem.severity


def in_words(problem: Problem) -> Text:
    """A finding as one sentence: what is wrong, what would be right."""
    message, expected = problem.message, problem.expected
    if not expected.vi:
        return message
    return Text(f"{message.vi} (cần: {expected.vi})", f"{message.en} (expected: {expected.en})")


def spell_on(person: Person, on: dt.date) -> MembershipSpell | None:
    """The membership of a day, with its cell."""
    days = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    return person.spells.filter(days).select_related("organisation", "host").first()


def cell_of(person: Person, on: dt.date) -> Organisation:
    """The cell where somebody is a member on a day. Raises WrongDayError."""
    spell = spell_on(person, on)
    if spell is None:
        raise WrongDayError.ended_before(person.full_name, on)
    return spell.organisation


def fingerprint(plan: Plan) -> str:
    """What a change is about, as it is stored now: two pages open on one file notice each other."""
    rows: list[object] = []
    if plan.person is not None:
        dated = ("pk", "organisation_id", "starts_on", "ends_on")
        rows += (
            MembershipSpell.objects.filter(person=plan.person)
            .order_by("pk")
            .values_list(*dated, "status", "host_id", "end_reason")
        )
        rows += (
            Position.objects.filter(person=plan.person)
            .order_by("pk")
            .values_list(*dated, "role", "title")
        )
    else:
        about = Q(organisation=plan.organisation) | Q(parent=plan.organisation)
        rows += (
            Placement.objects.filter(about)
            .order_by("pk")
            .values_list("pk", "organisation__name", "starts_on", "ends_on")
        )
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
