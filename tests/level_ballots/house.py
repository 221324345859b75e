"""The cell G1A at its review meeting, voting on levels: short words for the whole way."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.ballots.house import Cell, Opened
from tests.builder import OPERATOR
from tests.cast import build, campaign, everybody_good
from tests.worlds import written_once
from thidua.ballots.models import Ballot
from thidua.ballots.opening import freeze, open_, take_key
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.level_ballots.beginning import begin
from thidua.level_ballots.matters import ref_of
from thidua.meetings.holding import Noted, call_roll, note_presence, open_sitting, rest_is_there
from thidua.meetings.models import Meeting, Presence
from thidua.meetings.planning import Plan, plan_meeting
from thidua.organisations.models import Organisation
from thidua.procedures.actions import set_value
from thidua.procedures.reading import procedure_of
from thidua.ratings.actions import classify
from thidua.roster.identity import SubjectKey, member
from thidua.rulebook.procedure_layer import LocalValue, stored
from thidua.vocabulary import SubjectType

DAY = dt.date(2021, 12, 7)
EVERYBODY = range(1, 13)
SURE = "M-G1A-04"
"""Who reached outstanding, by the code of the file."""


@written_once
def rated_year() -> Campaign:
    made = campaign()
    everybody_good(made, outstanding=[SURE])
    classify(campaign=made, actor=OPERATOR)
    return made


def set_locally(year: Campaign, key: str, value: str) -> None:
    """The province sets a value of the procedure."""
    was = stored(dict(procedure_of(year).values())[key])
    local = LocalValue(key, value, "HD 10-HD/TU", "thử")
    set_value(campaign=year, local=local, was=was, actor=OPERATOR)


@dataclass
class Voting:
    """A cell whose meeting sits, `cell` its people."""

    cell: Cell
    meeting: Meeting

    @property
    def year(self) -> Campaign:
        return self.meeting.campaign

    @property
    def unit(self) -> Organisation:
        return self.meeting.organisation

    def key(self, number: int) -> SubjectKey:
        return member(self.cell.person(number).pk)

    def begin(self, kind: SubjectType = SubjectType.MEMBER, **how: Any) -> Ballot:
        return begin(meeting=self.meeting, kind=kind, actor=OPERATOR, **how)

    def opened(self, ballot: Ballot) -> Opened:
        frozen = freeze(ballot=ballot, actor=OPERATOR)
        codes = {
            who: take_key(ballot=frozen, actor=self.cell.user(who))
            for who in (1, 2)
            if frozen.has_urn
        }
        return Opened(self.cell, open_(ballot=frozen, actor=OPERATOR), codes)

    def counted(
        self,
        ballot: Ballot,
        choose: Callable[[int, str], str],
        voters: Iterable[int] = EVERYBODY,
    ) -> Ballot:
        """The ballot sealed, each voter marking each candidate as `choose(voter, ref)` says."""
        opened = self.opened(ballot)
        refs = list(ballot.candidates.order_by("no").values_list("ref", flat=True))
        for voter in voters:
            opened.vote(voter, *(choose(voter, ref) for ref in refs))
        return opened.sealed()

    def proposed(self, number: int) -> str:
        found = Proposal.objects.filter(
            roster_entry__campaign=self.year,
            roster_entry__subject_type=SubjectType.MEMBER,
            roster_entry__person=self.cell.person(number),
        )
        return found.values_list("proposed", flat=True).first() or ""

    def ref(self, number: int) -> str:
        return ref_of(self.key(number))


def sitting_cell(*, absent: Iterable[int] = (), code: str = "G1A") -> Voting:
    """The cell at its meeting, the roll called."""
    cell = Cell(build(), rated_year())
    plan = Plan(
        held_on=DAY,
        draft_sent_on=dt.date(2021, 12, 1),
        chair=cell.person(1),
        secretary=cell.person(2),
    )
    meeting = plan_meeting(
        campaign=cell.year, organisation=cell.cast[code], plan=plan, actor=OPERATOR
    )
    open_sitting(meeting=meeting, actor=OPERATOR)
    for number in absent:
        one = meeting.participants.select_related("meeting").get(person=cell.person(number))
        noted = Noted(Presence.ABSENT, "ốm")
        note_presence(participant=one, noted=noted, seen=Presence.UNKNOWN, actor=OPERATOR)
    rest_is_there(meeting=meeting, actor=OPERATOR)
    call_roll(meeting=meeting, actor=OPERATOR)
    found = Meeting.objects.select_related("organisation", "campaign", "chair", "secretary")
    return Voting(cell, found.get(pk=meeting.pk))
