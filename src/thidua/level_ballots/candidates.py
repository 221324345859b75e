"""On whom a unit votes: the subjects of the year's list that stand there, in the order of the
procedure.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from thidua.ballots.preparing import NewCandidate
from thidua.campaigns.models import Campaign
from thidua.level_ballots.matters import ref_of
from thidua.level_ballots.outcomes import outcomes_of
from thidua.organisations.models import Organisation
from thidua.roster.identity import key_of
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import Level, PositionRole, SubjectType

ORDER = (SubjectType.COLLECTIVE, SubjectType.ORGANISATION, SubjectType.LEADER, SubjectType.MEMBER)
"""Collectives before their people."""


def kinds_at(campaign: Campaign, unit: Organisation) -> list[SubjectType]:
    """The kinds of subjects that a unit votes on. One question."""
    found = set(
        subjects_at(campaign, unit).order_by().values_list("subject_type", flat=True).distinct()
    )
    return [kind for kind in ORDER if kind.value in found]


def subjects_at(campaign: Campaign, unit: Organisation) -> "QuerySet[RosterEntry, RosterEntry]":
    """Who stands at a unit and is rated; decided ones too."""
    return RosterEntry.objects.filter(campaign=campaign, organisation=unit, rated=True)


def to_ballot(
    campaign: Campaign, unit: Organisation, kind: SubjectType, procedure: Procedure
) -> list[RosterEntry]:
    """Those of a kind that no ballot brought to a level and no decision holds, the head where the
    procedure has it. Three questions.
    """
    rows = _open_ones(campaign, unit, kind)
    found = outcomes_of(campaign, [key_of(row) for row in rows])
    waiting = [
        row
        for row in rows
        if (outcome := found.get(key_of(row))) is None or outcome.first.level is None
    ]
    return _in_order(waiting, _heads(campaign, unit), head_last=procedure.rating_head_last)


def for_the_highest(
    campaign: Campaign, unit: Organisation, kind: SubjectType, procedure: Procedure
) -> list[RosterEntry]:
    """Whom a second round is about: the first put them at good, and they claim outstanding or
    reached it.
    """
    rows = _open_ones(campaign, unit, kind)
    found = outcomes_of(campaign, [key_of(row) for row in rows])
    best = [
        row
        for row in rows
        if (outcome := found.get(key_of(row))) is not None
        and outcome.second is None
        and outcome.first.level is Level.GOOD
        and _aims_high(row)
    ]
    return _in_order(best, _heads(campaign, unit), head_last=procedure.rating_head_last)


def candidates_of(entries: Sequence[RosterEntry]) -> list[NewCandidate]:
    """As the paper names them, with the person who may be among the voters."""
    return [NewCandidate(ref_of(key_of(one)), one.name, one.person) for one in entries]


def _open_ones(campaign: Campaign, unit: Organisation, kind: SubjectType) -> list[RosterEntry]:
    found = subjects_at(campaign, unit).filter(subject_type=kind).exclude(DECIDED)
    return list(
        found.select_related("person", "organisation", "proposal", "rating").order_by(
            "sort_key", "code"
        )
    )


def _aims_high(entry: RosterEntry) -> bool:
    proposal, rating = getattr(entry, "proposal", None), getattr(entry, "rating", None)
    claims = proposal is not None and proposal.self_claimed == Level.OUTSTANDING
    reached = rating is not None and rating.low == Level.OUTSTANDING.code
    return claims or reached


def _heads(campaign: Campaign, unit: Organisation) -> set[int]:
    """The people who head the unit, by the year's list."""
    rows = RosterEntry.objects.filter(
        campaign=campaign,
        organisation=unit,
        subject_type=SubjectType.LEADER,
        role=PositionRole.HEAD.value,
    )
    return set(rows.exclude(person=None).values_list("person", flat=True))


def _in_order(
    entries: Sequence[RosterEntry], heads: set[int], *, head_last: bool
) -> list[RosterEntry]:
    return sorted(entries, key=lambda one: (one.person_id in heads) is head_last)
