"""Everything that changes people's files, memberships and posts: one function one business act, in
one transaction, recorded.

Days are the first day on which the new state holds; what was before ends the day before.
"""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.history.tracking import recording
from thidua.organisations.errors import TakenError, WrongDayError, WrongPlaceError
from thidua.organisations.keys import (
    person_search_key,
    person_sort_key,
)
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Position,
)
from thidua.organisations.queries import placed_on
from thidua.vocabulary import Body, MembershipEnd, MembershipStatus, PositionRole, Tier

CHANGE_MEMBERS = "organisations.change_members"
DAY = dt.timedelta(days=1)


class PersonDetails(TypedDict, total=False):
    """What is said of a person besides code and name."""

    born_on: dt.date | None
    born_year: int | None
    sex: str
    admitted_on: dt.date | None


@transaction.atomic
def admit_member(  # noqa: PLR0913 - what a member's file begins with
    *,
    code: str,
    full_name: str,
    cell: Organisation,
    on: dt.date,
    actor: Actor,
    status: MembershipStatus = MembershipStatus.PROBATIONARY,
    civil_servant: bool | None = None,
    **details: Unpack[PersonDetails],
) -> Person:
    """Open a member's file in a cell; `civil_servant` None: not known.

    Raises TakenError, WrongPlaceError, WrongDayError."""
    authority = authorise(actor, CHANGE_MEMBERS, path=cell.path)
    if Person.objects.filter(code=code).exists():
        raise TakenError.code(code)
    check_cell(cell, on)
    details.setdefault("admitted_on", on)
    with recording(act="organisations.admit", actor=authority, code=code):
        person = Person.objects.create(
            code=code,
            full_name=full_name,
            search_key=person_search_key(full_name=full_name, code=code),
            sort_key=person_sort_key(full_name),
            **details,
        )
        MembershipSpell.objects.create(
            person=person,
            organisation=cell,
            status=status,
            civil_servant=civil_servant,
            starts_on=on,
        )
    return person


def check_cell(cell: Organisation, on: dt.date) -> None:
    if cell.tier != Tier.CELL and cell.body != Body.CELL:
        raise WrongPlaceError.no_cell(cell.name)
    if not Placement.objects.filter(placed_on(on), organisation=cell).exists():
        raise WrongDayError.not_placed(cell.name, on)


@transaction.atomic
def transfer_member(
    *, person: Person, cell: Organisation, on: dt.date, actor: Actor
) -> MembershipSpell:
    """Let a member belong to another cell from a day on, standing as before. Raises
    WrongPlaceError, WrongDayError.
    """
    authority = authorise(actor, CHANGE_MEMBERS, path=cell.path)
    check_cell(cell, on)
    spell = _spell_on(person, on)
    with recording(act="organisations.transfer_member", actor=authority, code=person.code):
        return continue_spell(spell, on=on, organisation=cell, status=spell.status, host=None)


@transaction.atomic
def change_status(
    *,
    person: Person,
    status: MembershipStatus,
    on: dt.date,
    actor: Actor,
    host: Organisation | None = None,
) -> MembershipSpell:
    """Let a member have another standing in the same cell from a day on (official, exempt,
    suspended …).
    """
    spell = _spell_on(person, on)
    authority = authorise(actor, CHANGE_MEMBERS, path=spell.organisation.path)
    with recording(act="organisations.change_status", actor=authority, code=person.code):
        return continue_spell(
            spell, on=on, organisation=spell.organisation, status=status, host=host
        )


@transaction.atomic
def change_civil_servant(
    *, person: Person, civil_servant: bool | None, on: dt.date, actor: Actor
) -> MembershipSpell:
    """Let somebody be, or no longer be, a civil servant from a day on (None: not known). Earlier
    days stay as they were. Raises WrongDayError.
    """
    spell = _spell_on(person, on)
    authority = authorise(actor, CHANGE_MEMBERS, path=spell.organisation.path)
    with recording(act="organisations.change_civil_servant", actor=authority, code=person.code):
        after = continue_spell(
            spell, on=on, organisation=spell.organisation, status=spell.status, host=spell.host
        )
        after.civil_servant = civil_servant
        after.save(update_fields=["civil_servant"])
    return after


@transaction.atomic
def end_membership(
    *, person: Person, on: dt.date, reason: MembershipEnd, actor: Actor
) -> MembershipSpell:
    """Let a membership end on a day, its last one, and say how. Posts end with it.

    Raises WrongDayError when nothing is going on that day, or something was to come after it."""
    spell = _spell_on(person, on)
    authority = authorise(actor, CHANGE_MEMBERS, path=spell.organisation.path)
    if person.spells.filter(starts_on__gt=on).exists():
        raise WrongDayError.goes_on_after(person.full_name, on)
    with recording(act="organisations.end_membership", actor=authority, code=person.code):
        spell.ends_on, spell.end_reason = on, reason
        spell.save(update_fields=["ends_on", "end_reason"])
        for post in Position.objects.filter(placed_on(on), person=person):
            post.ends_on = on
            post.save(update_fields=["ends_on"])
    return spell


def _spell_on(person: Person, on: dt.date) -> MembershipSpell:
    spell = (
        MembershipSpell.objects.select_for_update(of=("self",))
        .filter(placed_on(on), person=person)
        .first()
    )
    if spell is None:
        raise WrongDayError.ended_before(person.full_name, on)
    return spell


def continue_spell(
    spell: MembershipSpell,
    *,
    on: dt.date,
    organisation: Organisation,
    status: str,
    host: Organisation | None,
) -> MembershipSpell:
    """End a spell the day before and begin the next one, with the same end."""
    if spell.starts_on >= on:
        raise WrongDayError.not_after(spell.person.full_name, on, since=spell.starts_on)
    end, spell.ends_on = spell.ends_on, on - DAY
    reason, spell.end_reason = spell.end_reason, ""
    spell.save(update_fields=["ends_on", "end_reason"])
    return MembershipSpell.objects.create(
        person=spell.person,
        organisation=organisation,
        status=status,
        host=host,
        civil_servant=spell.civil_servant,
        end_reason=reason,
        starts_on=on,
        ends_on=end,
    )


@transaction.atomic
def appoint(  # noqa: PLR0913 - what a post is
    *,
    person: Person,
    organisation: Organisation,
    role: PositionRole,
    title: str,
    on: dt.date,
    actor: Actor,
) -> Position:
    """Give somebody a post in an organisation's committee; an earlier post of theirs there ends."""
    authority = authorise(actor, CHANGE_MEMBERS, path=organisation.path)
    if not Placement.objects.filter(placed_on(on), organisation=organisation).exists():
        raise WrongDayError.not_placed(organisation.name, on)
    with recording(act="organisations.appoint", actor=authority, code=person.code):
        earlier = Position.objects.filter(
            placed_on(on), person=person, organisation=organisation
        ).first()
        if earlier is not None:
            _end_position(earlier, on)
        return Position.objects.create(
            person=person, organisation=organisation, role=role, title=title, starts_on=on
        )


@transaction.atomic
def end_position(*, position: Position, on: dt.date, actor: Actor) -> Position:
    """Let somebody's post end the day before `on`."""
    authority = authorise(actor, CHANGE_MEMBERS, path=position.organisation.path)
    with recording(act="organisations.end_position", actor=authority, code=position.person.code):
        return _end_position(position, on)


def _end_position(position: Position, on: dt.date) -> Position:
    if position.starts_on >= on:
        raise WrongDayError.not_after(position.person.full_name, on, since=position.starts_on)
    position.ends_on = on - DAY
    position.save(update_fields=["ends_on"])
    return position
