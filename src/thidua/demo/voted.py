"""The ballots of the accounts' commune on levels: in its cells and in its committee, each in the
meeting of the unit; one cell on paper, one by show of hands, the smallest under five slips.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from thidua.ballots.past import PastBallot, record_past
from thidua.ballots.preparing import Matter, Plan
from thidua.demo.handing_in import ACTOR
from thidua.demo.marks import papers_of
from thidua.demo.met import BALLOTS, VOTING
from thidua.demo.reviewed_year import ReviewedYear
from thidua.level_ballots.beginning import title_of
from thidua.level_ballots.candidates import ORDER, candidates_of, subjects_at
from thidua.level_ballots.matters import PURPOSE, LevelMatter
from thidua.level_ballots.roll import Roll, roll_of
from thidua.level_ballots.rules import rule_for
from thidua.meetings.models import Meeting
from thidua.procedures.reading import procedure_of
from thidua.roster.models import RosterEntry
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import SubjectType

AFTER = dt.timedelta(minutes=10)
ON_PAPER, BY_HANDS = {"electronic": False}, {"secret": False}
"""How the smallest cell that has five voters or more votes on its members, and the next one."""
LEAST_SHOWN = 5


def vote_everybody(year: ReviewedYear) -> None:
    """Write the ballots of a year that is over."""
    vote_at(year, meetings_of(year))


def meetings_of(year: ReviewedYear) -> list[Meeting]:
    """The meetings of the commune, in the order of their days."""
    found = Meeting.objects.filter(campaign=year.campaign)
    related = found.select_related("organisation", "campaign", "chair", "secretary")
    return list(related.order_by("held_on", "pk"))


def vote_at(year: ReviewedYear, meetings: Sequence[Meeting]) -> None:
    """Write the ballots of these meetings, each at its end; they come to what is proposed."""
    procedure, random = procedure_of(year.campaign), year.random("ballots")
    rolls = {meeting.pk: roll_of(meeting) for meeting in meetings}
    cells = [one for one in meetings if one.organisation.code != year.commune.unit.code]
    ways = _ways({meeting.pk: rolls[meeting.pk] for meeting in cells})
    held: list[PastBallot] = []
    for meeting in meetings:
        opened = _ended(meeting) - BALLOTS * VOTING
        for kind in ORDER:
            entries = subjects_of(meeting, kind)
            if not entries:
                continue
            levels = [one.proposal.proposed for one in entries]
            plan = plan_of(meeting, rolls[meeting.pk], kind, entries, procedure)
            if kind is SubjectType.MEMBER:
                plan = replace(plan, **ways.get(meeting.pk, {}))
            papers = papers_of(levels, len(plan.voters), need_of(plan), random)
            held.append(past_ballot(meeting, kind, plan, papers, opened))
            opened += VOTING
    record_past(campaign=year.campaign, ballots=held, actor=ACTOR)


def _ways(rolls: Mapping[int, Roll]) -> dict[int, dict[str, Any]]:
    sized = sorted((len(roll.voters), pk) for pk, roll in rolls.items())
    shown = [pk for voters, pk in sized if voters >= LEAST_SHOWN]
    return dict(zip(shown, (ON_PAPER, BY_HANDS), strict=False))


def _ended(meeting: Meeting) -> dt.datetime:
    last = meeting.sittings.order_by("number").last()
    assert last is not None  # noqa: S101  (it is over)
    assert last.ended_at is not None  # noqa: S101
    return last.ended_at


def past_ballot(
    meeting: Meeting,
    kind: SubjectType,
    plan: Plan,
    papers: Sequence[Sequence[str]],
    opened: dt.datetime,
) -> PastBallot:
    """One that is over, in the meeting of its unit."""
    return PastBallot(
        matter=matter_of(meeting, kind),
        plan=plan,
        papers={person.pk: marks for person, marks in zip(plan.voters, papers, strict=True)},
        prepared_at=opened - AFTER,
        opened_at=opened,
        closed_at=opened + VOTING - AFTER,
        sealed_at=opened + VOTING - AFTER / 2,
    )


def matter_of(meeting: Meeting, kind: SubjectType) -> Matter:
    campaign, unit = meeting.campaign, meeting.organisation
    return Matter(campaign, unit, PURPOSE, LevelMatter(campaign.pk, unit.pk, kind).ref)


def plan_of(
    meeting: Meeting,
    roll: Roll,
    kind: SubjectType,
    entries: Sequence[RosterEntry],
    procedure: Procedure,
) -> Plan:
    """As the procedure has it: secret, on devices, until the chair closes it."""
    assert meeting.chair is not None  # noqa: S101  (every meeting of the demo has both)
    assert meeting.secretary is not None  # noqa: S101
    holders = {meeting.chair_id, meeting.secretary_id}
    return Plan(
        title=title_of(kind, 1, meeting.campaign.year, two=procedure.two_rounds(kind)),
        rule=rule_for(procedure, kind),
        candidates=candidates_of(entries),
        voters=roll.voters,
        members=roll.members,
        present=roll.present,
        chair=meeting.chair,
        secretary=meeting.secretary,
        scrutineer=next((one for one in roll.voters if one.pk not in holders), None),
    )


def need_of(plan: Plan) -> int:
    """How many carry a level: of the base that the rule names."""
    bases = {"members": plan.members, "present": plan.present}
    return plan.rule.need(bases.get(plan.rule.base.value, len(plan.voters)))


def subjects_of(meeting: Meeting, kind: SubjectType) -> list[RosterEntry]:
    """Whom the unit votes on, by name, the chair last."""
    rows = subjects_at(meeting.campaign, meeting.organisation).filter(subject_type=kind)
    found = rows.select_related("person", "organisation", "proposal").order_by("sort_key", "code")
    return sorted(found, key=lambda one: one.person_id == meeting.chair_id)
