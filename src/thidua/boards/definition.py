"""Whose board a subject stands on: the committee that decides its level, or the cell that proposes
it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from thidua.boards.authority import authority_over, decided_by
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType, Tier

ORDER = (SubjectType.ORGANISATION, SubjectType.COLLECTIVE, SubjectType.LEADER, SubjectType.MEMBER)
"""The kinds of subjects in the order that their tabs stand."""


@dataclass(frozen=True)
class Board:
    """One board: a year, a committee, a kind of subjects, and whether it decides their level or
    only proposes it.
    """

    campaign: Campaign
    committee: Organisation
    kind: SubjectType
    framework: Framework
    decides: bool

    @property
    def act(self) -> str:
        """The permission that setting a level here needs."""
        return "decisions.decide" if self.decides else "boards.propose"

    @cached_property
    def subjects(self) -> Q:
        """The condition that a roster entry stands on this board."""
        if self.decides:
            return decided_by(self.committee, self.kind, self.framework)
        return Q(subject_type=self.kind.value, rated=True, organisation=self.committee)

    @cached_property
    def entries(self) -> tuple[str, tuple[Any, ...]]:
        """The subjects of this board as a question inside others: SQL and its parameters."""
        inside = RosterEntry.objects.filter(self.subjects, campaign=self.campaign)
        return inside.order_by().values("pk").query.sql_with_params()

    @property
    def name(self) -> tuple[object, ...]:
        """What tells this board from every other, and from itself under another text."""
        whose = (self.campaign.pk, self.committee.pk, self.committee.tier)
        return (*whose, self.kind, self.decides, self.framework.fingerprint)

    def holds(self, entry: RosterEntry) -> bool:
        """Whether one subject stands on this board: the same, for what is at hand."""
        if entry.subject_type != self.kind or not entry.rated:
            return False
        if not self.decides:
            return entry.organisation_id == self.committee.pk
        province = self.committee.pk if self.committee.tier == Tier.PROVINCE else None
        return authority_over(entry, self.framework, province) == self.committee.pk


def boards_of(
    campaign: Campaign, committee: Organisation, frameworks: Mapping[SubjectType, Framework]
) -> list[Board]:
    """The boards that a committee may have, one a kind, by the frameworks' rules of authority; some
    may be empty.

    Members that another organisation decides about are proposed by the cell they are in.
    """
    return [board_of(campaign, committee, kind, frameworks[kind]) for kind in ORDER]


def board_of(
    campaign: Campaign, committee: Organisation, kind: SubjectType, framework: Framework
) -> Board:
    """A committee's board of one kind of subjects."""
    elsewhere = framework.decided_by(Tier.CELL) is not Tier.CELL
    proposes = kind == SubjectType.MEMBER and committee.tier == Tier.CELL and elsewhere
    return Board(campaign, committee, kind, framework, decides=not proposes)
