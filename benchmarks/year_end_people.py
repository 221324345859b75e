"""A hundred people of the small demo province in the week in which a year ends, with what each of
them needs: accounts, cells whose meetings sit, committees, decisions of the year before.
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from benchmarks.visitors import session_of

if TYPE_CHECKING:
    from thidua.campaigns.models import Campaign
    from thidua.organisations.models import Organisation, Person

YEAR, OPEN_YEAR = 2021, 2022
CELLS, VOTERS = 6, 10
COMMITTEES, OFFICERS = 6, 3
DECIDING, OBJECTING, INSPECTING = 6, 12, 4
QUORUM = Fraction(2, 3)
PEOPLE = CELLS * VOTERS + COMMITTEES * OFFICERS + DECIDING + OBJECTING + INSPECTING
"""One hundred."""


@dataclass(frozen=True)
class Cell:
    """A cell whose meeting sits: sessions of who votes, the chair's first, then the secretary's."""

    code: str
    voters: list[str]


@dataclass(frozen=True)
class Committee:
    """A deciding committee in the year that goes on: sessions of its officers, and members who
    reached “good”, by the keys of their entries.
    """

    code: str
    officers: list[str]
    entries: list[int]


@dataclass(frozen=True)
class Deciding:
    """Somebody who takes an issued decision back and issues it again; `members`: sessions and codes
    of people whom it is about.
    """

    session: str
    decision: int
    number: str
    members: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Cast:
    cells: list[Cell]
    committees: list[Committee]
    deciding: list[Deciding]
    inspecting: list[str]


def make_cast() -> Cast:
    """Everybody, on a loaded small demo province. Raises AssertionError where it has too few."""
    from thidua.campaigns.models import Campaign

    this, last = Campaign.objects.get(year=OPEN_YEAR), Campaign.objects.get(year=YEAR)
    cells = _cells(this)
    committees = _committees(this, voting=[cell.pk for cell, _ in cells])
    return Cast(
        [_sitting(this, cell, people) for cell, people in cells],
        committees,
        _deciding(last),
        [_inspector(number) for number in range(INSPECTING)],
    )


def _session(name: str, person: "Person | None" = None, **role: Any) -> str:
    """A session of a new demo account; `role` and `organisation`: what it holds."""
    from thidua.accounts.models import RoleGrant, User

    user = User.objects.create(username=f"bench-{name}", demo=True, person=person)
    if role:
        RoleGrant.objects.create(user=user, starts_on=dt.date(YEAR, 1, 1), **role)
    return session_of(user)


# Cells
# --------------------------------------------------------------------------------------------------


def _cells(campaign: "Campaign") -> "list[tuple[Organisation, list[Person]]]":
    """Cells without a meeting of the year, each with so many official members who have no account
    that a ballot may open.
    """
    from thidua.meetings.models import Meeting
    from thidua.organisations.models import MembershipSpell, Organisation
    from thidua.vocabulary import Tier

    busy = Meeting.objects.filter(campaign=campaign).values("organisation")
    found = []
    for cell in Organisation.objects.filter(tier=Tier.CELL).exclude(pk__in=busy).order_by("path"):
        everybody = MembershipSpell.objects.filter(organisation=cell, ends_on=None)
        spells = everybody.filter(status="official", person__user=None).select_related("person")
        people = [spell.person for spell in spells.order_by("person__code")[:VOTERS]]
        if len(people) == VOTERS and QUORUM * everybody.count() <= VOTERS:
            found.append((cell, people))
        if len(found) == CELLS:
            return found
    raise AssertionError(f"only {len(found)} cells have {VOTERS} voters")


def _sitting(campaign: "Campaign", cell: "Organisation", people: "list[Person]") -> Cell:
    """The meeting of a cell sits: who has a session here is there, everybody else is absent."""
    from thidua.accounts.actors import Operator
    from thidua.accounts.models import Role
    from thidua.meetings.holding import Noted, call_roll, note_presence, open_sitting, rest_is_there
    from thidua.meetings.models import Presence
    from thidua.meetings.planning import Plan, plan_meeting
    from thidua.web.clock import today

    by = Operator()
    plan = Plan(
        held_on=today(),
        draft_sent_on=today() - dt.timedelta(days=7),
        chair=people[0],
        secretary=people[1],
    )
    meeting = plan_meeting(campaign=campaign, organisation=cell, plan=plan, actor=by)
    open_sitting(meeting=meeting, actor=by)
    away = Noted(Presence.ABSENT, "công tác")
    rest = meeting.participants.exclude(person__in=people).exclude(person=None)
    for one in rest.select_related("meeting"):
        note_presence(participant=one, noted=away, seen=Presence.UNKNOWN, actor=by)
    rest_is_there(meeting=meeting, actor=by)
    call_roll(meeting=meeting, actor=by)
    chair = _session(f"{cell.code}-0", people[0], role=Role.CELL, organisation=cell)
    rest_of = [_session(f"{cell.code}-{no}", one) for no, one in enumerate(people[1:], 1)]
    return Cell(cell.code, [chair, *rest_of])


# Committees, decisions, inspectors
# --------------------------------------------------------------------------------------------------


def _committees(campaign: "Campaign", *, voting: list[int]) -> list[Committee]:
    """Committees with members to move, of cells that do not vote in the same week: a wall refuses
    to move whoever's ballot was counted since it was drawn.
    """
    from thidua.accounts.models import Role
    from thidua.committee_meetings.models import CommitteeMeeting
    from thidua.organisations.models import Organisation
    from thidua.ratings.models import Rating
    from thidua.vocabulary import Tier

    busy = CommitteeMeeting.objects.filter(campaign=campaign).values("organisation")
    found = []
    units = Organisation.objects.filter(tier=Tier.GRASSROOTS).exclude(pk__in=busy)
    for unit in units.order_by("path"):
        elsewhere = Rating.objects.exclude(roster_entry__organisation__in=voting)
        good = elsewhere.filter(
            roster_entry__campaign=campaign,
            roster_entry__subject_type="member",
            roster_entry__parent=unit,
            roster_entry__decided=None,
            low=3,
            high=3,
        )
        entries = list(good.order_by("pk").values_list("roster_entry", flat=True)[:8])
        if not entries:
            continue
        officers = [
            _session(f"{unit.code}-can-bo-{no}", role=Role.GRASSROOTS, organisation=unit)
            for no in range(OFFICERS)
        ]
        found.append(Committee(unit.code, officers, entries))
        if len(found) == COMMITTEES:
            return found
    raise AssertionError(f"only {len(found)} committees have members to move")


def _deciding(campaign: "Campaign") -> list[Deciding]:
    """Decisions about members, each with somebody to issue it again, and some whom it is about."""
    from thidua.accounts.models import Role
    from thidua.decisions.models import Decision, DecisionItem
    from thidua.vocabulary import Tier

    found = []
    about = Decision.objects.filter(
        campaign=campaign, status="issued", covers__contains=["member"], second_of=None
    )
    for decision in about.filter(issuer__tier=Tier.GRASSROOTS).order_by("pk"):
        items = DecisionItem.objects.filter(
            decision=decision,
            roster_entry__subject_type="member",
            roster_entry__person__user=None,
            level="good",
        ).select_related("roster_entry__person")
        members = [one.roster_entry for one in items.order_by("pk")[: OBJECTING // DECIDING]]
        if len(members) < OBJECTING // DECIDING:
            continue
        role: dict[str, Any] = {"role": Role.GRASSROOTS, "organisation": decision.issuer}
        found.append(
            Deciding(
                _session(f"{decision.pk}-ban-hanh", **role),
                decision.pk,
                decision.number,
                [(_session(f"{decision.pk}-{one.code}", one.person), one.code) for one in members],
            )
        )
        if len(found) == DECIDING:
            return found
    raise AssertionError(f"only {len(found)} decisions are about enough members")


def _inspector(number: int) -> str:
    from thidua.accounts.models import Role
    from thidua.organisations.models import Organisation
    from thidua.vocabulary import Tier

    where = Organisation.objects.get(tier=Tier.PROVINCE)
    return _session(f"kiem-tra-{number}", role=Role.INSPECTOR, organisation=where)
