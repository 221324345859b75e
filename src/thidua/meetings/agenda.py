"""Who is called to a meeting and what it deals with, in the order of the procedure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from thidua.campaigns.cells import OWING, is_cell
from thidua.meetings.asked import Asked, asked_of
from thidua.meetings.models import Item, ItemState, Kind, Meeting, Participant, Presence
from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.organisations.queries import placed_on
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import MembershipStatus, PositionRole, SubjectType

CALLED = (*OWING, MembershipStatus.EXEMPT.value)
"""Members who are called; those exempt from meetings may come, and are not counted. Local."""
_RANK = {PositionRole.HEAD.value: 0, PositionRole.DEPUTY.value: 1}
LEADING = tuple(_RANK)


@dataclass(frozen=True)
class Called:
    """One of those called, with their post in the unit ("": none); `rank` 0: its head."""

    person: Person
    post: str
    rank: int
    counted: bool = True
    leads: bool = False


@dataclass(frozen=True)
class Line:
    """One item to be; `key` None: it is about nobody."""

    kind: str
    name: str = ""
    key: SubjectKey | None = None


def called_to(unit: Organisation, day: dt.date) -> list[Called]:
    """Members of a cell, or the committee of a body of cells, as of a day: the head first."""
    posts = Position.objects.filter(placed_on(day), organisation=unit).select_related("person")
    held = {one.person_id: one for one in posts}
    if not is_cell(unit):
        return _in_order(
            Called(one.person, _title(one), _rank(one), leads=one.role in LEADING)
            for one in held.values()
        )
    spells = MembershipSpell.objects.filter(
        placed_on(day), Q(status__in=CALLED), organisation=unit
    ).select_related("person")
    return _in_order(
        Called(
            spell.person,
            _title(held.get(spell.person_id)),
            _rank(held.get(spell.person_id)),
            counted=spell.status in OWING,
        )
        for spell in spells
    )


def lines_of(unit: Organisation, called: Iterable[Called], asked: Asked) -> list[Line]:
    """The agenda in its order."""
    cell = is_cell(unit)
    collective = SubjectKey(SubjectType.COLLECTIVE, organisation_id=unit.pk)
    own = Line(Kind.COLLECTIVE, unit.name, collective)
    ordered = list(called)
    if not asked.head_first:
        ordered.sort(key=lambda one: one.rank == 0)
    people = [
        Line(Kind.PERSON, one.person.full_name, _key(one, unit, cell=cell))
        for one in ordered
        if (cell and one.counted) or one.leads
    ]
    middle = [own, *people] if asked.collective_first else [*people, own]
    ballot = [Line(Kind.BALLOT)] if asked.ballot else []
    return [Line(Kind.PREPARATION), Line(Kind.ROLL_CALL), *middle, *ballot, Line(Kind.ADOPTION)]


def renew(meeting: Meeting) -> None:
    """Call whoever belongs to the meeting on its day and deal with them; let go of who does no
    more, unless they were noted or heard. Inside the caller's act.
    """
    called = called_to(meeting.organisation, meeting.held_on)
    _renew_participants(meeting, called)
    _renew_items(meeting, lines_of(meeting.organisation, called, asked_of(meeting.campaign)))


def key_of(item: Item) -> SubjectKey | None:
    """Whom an item is about."""
    if not item.subject_type:
        return None
    return SubjectKey(SubjectType(item.subject_type), item.person_id, item.organisation_id)


def _renew_participants(meeting: Meeting, called: list[Called]) -> None:
    there = {one.person_id for one in meeting.participants.exclude(person=None)}
    Participant.objects.bulk_create(
        Participant(
            meeting=meeting,
            person=one.person,
            name=one.person.full_name,
            post=one.post,
            counted=one.counted,
        )
        for one in called
        if one.person.pk not in there
    )
    gone = meeting.participants.filter(presence=Presence.UNKNOWN, speeches=None)
    gone.exclude(person=None).exclude(person__in=[one.person.pk for one in called]).delete()


def _renew_items(meeting: Meeting, lines: list[Line]) -> None:
    there = {(item.kind, key_of(item)): item for item in meeting.items.all()}
    wanted = {(line.kind, line.key) for line in lines}
    for at, item in there.items():
        untouched = item.state == ItemState.WAITING and not item.speeches.exists()
        if at not in wanted and untouched:
            item.delete()
    for position, line in enumerate(lines, start=1):
        item = there.get((line.kind, line.key)) or _item(meeting, line)
        if item._state.adding or item.position != position:
            item.position = position
            item.save()


def _item(meeting: Meeting, line: Line) -> Item:
    key = line.key
    return Item(
        meeting=meeting,
        kind=line.kind,
        name=line.name,
        subject_type=key.subject_type.value if key else "",
        person_id=key.person_id if key else None,
        organisation_id=key.organisation_id if key else None,
    )


def _key(one: Called, unit: Organisation, *, cell: bool) -> SubjectKey:
    if cell:
        return SubjectKey(SubjectType.MEMBER, person_id=one.person.pk)
    return SubjectKey(SubjectType.LEADER, person_id=one.person.pk, organisation_id=unit.pk)


def _in_order(called: Iterable[Called]) -> list[Called]:
    return sorted(called, key=lambda one: (one.rank, one.person.sort_key, one.person.code))


def _title(position: Position | None) -> str:
    return position.title if position else ""


def _rank(position: Position | None) -> int:
    return _RANK.get(position.role, 2) if position else 3
