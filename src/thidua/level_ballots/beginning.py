"""Beginning a ballot on levels from the meeting that holds it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.ballots.models import Ballot
from thidua.ballots.preparing import Matter, Plan, prepare
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.level_ballots.candidates import candidates_of, for_the_highest, to_ballot
from thidua.level_ballots.errors import LevelBallotError
from thidua.level_ballots.matters import FIRST, PURPOSE, SECOND, LevelMatter
from thidua.level_ballots.ordered import Ordered
from thidua.level_ballots.roll import Roll, roll_of
from thidua.level_ballots.rules import rule_for
from thidua.level_ballots.states import state_of, states_at
from thidua.meetings.models import Meeting, State
from thidua.organisations.models import Organisation, Person
from thidua.procedures.binding import keep_procedure
from thidua.procedures.reading import procedure_of
from thidua.roster.identity import entry_of
from thidua.roster.models import RosterEntry
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Way:
    """How a ballot is held: on devices or on paper, until when (aware; None: until the chair closes
    it), who holds the keys. Chair and secretary None: the meeting's. `ordered`: on that one subject
    alone.
    """

    electronic: bool = True
    closes_at: dt.datetime | None = None
    chair: Person | None = None
    secretary: Person | None = None
    scrutineer: Person | None = None
    ordered: Ordered | None = None


@transaction.atomic
def begin(
    *,
    meeting: Meeting,
    kind: SubjectType,
    actor: Actor,
    number: int = FIRST,
    way: Way | None = None,
) -> Ballot:
    """Prepare a unit's ballot on its subjects of one kind, as the procedure has it: who is there by
    the roll call votes, on whoever came to no level yet; `number`: the round.
    An ordered one (`way`) is on that subject alone, whatever was voted or decided of it: what comes
    out is told, and moves no decision.

    Raises LevelBallotError (no list, nobody left, the meeting does not sit, the roll not called, a
    ballot under way, no keeper of the keys), BallotError, PermissionDenied."""
    way = way or Way()
    campaign, unit = meeting.campaign, meeting.organisation
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    keep_procedure(campaign)
    procedure = procedure_of(campaign)
    roll = _roll(meeting, procedure)
    states = states_at(campaign, unit)
    state = state_of(states, kind, number)
    if state.under_way is not None:
        raise LevelBallotError.under_way()
    if number == SECOND and not state_of(states, kind).sealed:
        raise LevelBallotError.first_round_first()
    entries = (
        [_ordered_one(campaign, unit, kind, way.ordered)]
        if way.ordered is not None
        else _whom(campaign, unit, kind, procedure, number)
    )
    matter = LevelMatter(campaign.pk, unit.pk, kind, number, state.turn)
    return prepare(
        matter=Matter(campaign, unit, PURPOSE, matter.ref, replaces=state.last),
        plan=Plan(
            title=title_of(kind, number, campaign.year, two=procedure.two_rounds(kind)),
            rule=rule_for(procedure, kind, number),
            candidates=candidates_of(entries),
            voters=roll.voters,
            members=roll.members,
            present=roll.present,
            chair=_holder(way.chair or meeting.chair, CHAIR),
            secretary=_holder(way.secretary or meeting.secretary, SECRETARY),
            scrutineer=way.scrutineer,
            secret=procedure.ballots[kind].value == "secret",
            electronic=way.electronic,
            closes_at=way.closes_at,
        ),
        actor=actor,
    )


CHAIR, SECRETARY = Text("chủ trì", "chair"), Text("thư ký", "secretary")


def title_of(kind: SubjectType, number: int, year: int, *, two: bool) -> str:
    """“Phiếu xếp loại đảng viên năm 2022 (vòng 2)”: Vietnamese, as papers are. The unit stands
    beside it wherever it is shown.
    """
    turn = f" (vòng {number})" if two else ""
    return f"Phiếu xếp loại {kind.title.vi.lower()} năm {year}{turn}"


def _roll(meeting: Meeting, procedure: Procedure) -> Roll:
    if meeting.state != State.OPEN:
        raise LevelBallotError.not_sitting()
    roll = roll_of(meeting, absent_vote=procedure.votes_by("absent_votes") == "device")
    if roll.unknown:
        raise LevelBallotError.roll_not_called(roll.unknown)
    return roll


def _ordered_one(
    campaign: Campaign, unit: Organisation, kind: SubjectType, ordered: Ordered
) -> RosterEntry:
    """The subject of an order, where it still stands at the unit."""
    entry = entry_of(campaign, ordered.key)
    if entry is None or entry.organisation_id != unit.pk or ordered.key.subject_type != kind:
        raise LevelBallotError.not_here(ordered.name)
    return entry


def _whom(
    campaign: Campaign, unit: Organisation, kind: SubjectType, procedure: Procedure, number: int
) -> list[RosterEntry]:
    if not RosterEntry.objects.filter(campaign=campaign).exists():
        raise LevelBallotError.no_list()
    if number == SECOND:
        found = for_the_highest(campaign, unit, kind, procedure)
        if not found:
            raise LevelBallotError.nobody_for_the_highest()
        return found
    found = to_ballot(campaign, unit, kind, procedure)
    if not found:
        raise LevelBallotError.nobody()
    return found


def _holder(person: Person | None, who: Text) -> Person:
    if person is None:
        raise LevelBallotError.no_holder(who)
    return person
