"""The ballots of the accounts' cell on the day of the demo: on the cell itself counted already, on
the members whom its meeting has dealt with open.
"""

from collections.abc import Iterator, Sequence
from random import Random

from django.conf import settings

from thidua.accounts.actions import create_demo_keeper
from thidua.accounts.demo import BALLOT_CODES
from thidua.accounts.models import User
from thidua.ballots.past import PastBallot, record_past
from thidua.ballots.preparing import Plan
from thidua.demo.handing_in import ACTOR
from thidua.demo.marks import papers_of
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.demo.season import DEMO_DAY
from thidua.demo.voted import (
    AFTER,
    matter_of,
    meetings_of,
    need_of,
    past_ballot,
    plan_of,
    subjects_of,
    vote_at,
)
from thidua.demo.week import CellWeek, Week
from thidua.level_ballots.roll import roll_of
from thidua.meetings.models import Meeting, State
from thidua.procedures.reading import procedure_of
from thidua.vocabulary import SubjectType

ON_THE_CELL, ON_MEMBERS = at(DEMO_DAY, 14, 15), at(DEMO_DAY, 15, 30)
VOTED_SHARE = 0.6


def vote_this_week(year: ReviewedYear, weeks: Sequence[CellWeek]) -> None:
    """Write the ballots of the meetings that are over, and those of today."""
    meetings = meetings_of(year)
    over = [one for one in meetings if one.state == State.CLOSED]
    vote_at(year, over)
    week = next(one for one in weeks if one.week is Week.TODAY)
    today = next(one for one in meetings if one.organisation.code == week.cell.unit.code)
    record_past(campaign=year.campaign, ballots=list(_today(year, week, today)), actor=ACTOR)


def _today(year: ReviewedYear, week: CellWeek, meeting: Meeting) -> Iterator[PastBallot]:
    """The open one is there where somebody of the demo can vote in it and close it."""
    roll, random = roll_of(meeting), year.random("ballots today")
    procedure = procedure_of(year.campaign)
    cell = subjects_of(meeting, SubjectType.ORGANISATION)
    plan = plan_of(meeting, roll, SubjectType.ORGANISATION, cell, procedure)
    levels = [entry.proposal.proposed for entry in cell]
    papers = papers_of(levels, len(roll.voters), need_of(plan), random)
    yield past_ballot(meeting, SubjectType.ORGANISATION, plan, papers, ON_THE_CELL)
    own = User.objects.filter(username="dangvien", demo=True).first()
    if not settings.DEMO or own is None:
        return
    create_demo_keeper(person=meeting.secretary)
    done = set(week.dealt_with[:-1])
    entries = [one for one in subjects_of(meeting, SubjectType.MEMBER) if one.code in done]
    plan = plan_of(meeting, roll, SubjectType.MEMBER, entries, procedure)
    levels = [entry.proposal.proposed for entry in entries]
    papers = papers_of(levels, len(roll.voters), need_of(plan), random)
    yield _open(meeting, plan, papers, own.person_id, random)


def _open(
    meeting: Meeting,
    plan: Plan,
    papers: Sequence[Sequence[str]],
    own: int | None,
    random: Random,
) -> PastBallot:
    """Some have voted; the accounts have not, nor has the chair."""
    holders = [one.pk for one in (plan.chair, plan.secretary, plan.scrutineer) if one is not None]
    wait = {own, *holders[:2]}
    others = [(voter.pk, paper) for voter, paper in zip(plan.voters, papers, strict=True)]
    others = [one for one in others if one[0] not in wait]
    voted = random.sample(others, round(len(plan.voters) * VOTED_SHARE))
    return PastBallot(
        matter=matter_of(meeting, SubjectType.MEMBER),
        plan=plan,
        papers=dict(voted),
        prepared_at=ON_MEMBERS - AFTER,
        opened_at=ON_MEMBERS,
        codes=dict(zip(holders, BALLOT_CODES, strict=False)),
    )
