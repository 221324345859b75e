"""Whose board a subject stands on: the committee that decides its level, or the cell that proposes
it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import F, Q

from thidua.boards.authority import ABOVE
from thidua.boards.beside import Beside
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType, Tier

ORDER = (SubjectType.ORGANISATION, SubjectType.COLLECTIVE, SubjectType.LEADER, SubjectType.MEMBER)
"""The kinds of subjects in the order that their tabs stand."""


@dataclass(frozen=True)
class Place:
    """One board: a year, a committee, a kind of subjects, and whether it decides their level or
    only proposes it.
    """

    campaign: Campaign
    committee: Organisation
    kind: SubjectType
    framework: Framework
    decides: bool

    @cached_property
    def subjects(self) -> Q:
        """The condition that a roster entry stands on this board."""
        if self.decides:
            return decided_by(self.committee, self.kind, self.framework)
        return Q(subject_type=self.kind.value, rated=True, organisation=self.committee)

    @property
    def entries(self) -> tuple[str, tuple[Any, ...]]:
        """The subjects of this board as a question inside others: SQL and its parameters."""
        return _entries(self.name, Beside(self))

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


@lru_cache(maxsize=5_000)
def _entries(name: tuple[object, ...], board: Beside[Place]) -> tuple[str, tuple[Any, ...]]:
    """Put together once for each board: the question is the same whatever the answer is by now."""
    place = board.value
    inside = (
        RosterEntry.objects.filter(place.subjects, campaign=place.campaign).order_by().values("pk")
    )
    return inside.query.sql_with_params()


def places_of(
    campaign: Campaign, committee: Organisation, frameworks: Mapping[SubjectType, Framework]
) -> list[Place]:
    """The boards that a committee may have, one a kind, by the frameworks' rules of authority; some
    may be empty.

    Members that another organisation decides about are proposed by the cell they are in.
    """
    return [place_of(campaign, committee, kind, frameworks[kind]) for kind in ORDER]


def place_of(
    campaign: Campaign, committee: Organisation, kind: SubjectType, framework: Framework
) -> Place:
    """A committee's board of one kind of subjects."""
    elsewhere = framework.decided_by(Tier.CELL) is not Tier.CELL
    proposes = kind == SubjectType.MEMBER and committee.tier == Tier.CELL and elsewhere
    return Place(campaign, committee, kind, framework, decides=not proposes)


def decided_by(committee: Organisation, kind: SubjectType, framework: Framework) -> Q:
    """The rated subjects of a kind whose level this committee decides: `coverage.with_authority` as
    a condition.
    """
    itself = Q(organisation=committee) if kind != SubjectType.MEMBER else Q(pk__in=[])
    found = Q(pk__in=[])
    for tier in Tier:
        decider = framework.decided_by(tier)
        place = _place(decider)
        at = Q(tier=tier.value)
        if place is None:
            found |= at & Q(parent=committee)
        elif place == "province":
            # The province stands above everybody, so nobody falls to the organisation above for
            # want of one.
            found |= at & _province(committee, kind)
        else:
            nobody = Q(**{f"{place}__isnull": True})
            if kind != SubjectType.MEMBER:
                nobody |= Q(**{place: F("organisation")})
            found |= at & ((Q(**{place: committee}) & ~itself) | (nobody & Q(parent=committee)))
    return Q(subject_type=kind.value, rated=True) & found


def _place(decider: Tier | None) -> str | None:
    """The roster's column that leads from a subject to its decider; None where no rule names
    one.
    """
    column = ABOVE.get(decider) if decider is not None else None
    return column.removesuffix("_id") if column is not None else None


def _province(committee: Organisation, kind: SubjectType) -> Q:
    if committee.tier != Tier.PROVINCE:
        return Q(pk__in=[])
    return ~Q(organisation=committee) if kind != SubjectType.MEMBER else Q()


def authority_over(entry: RosterEntry, framework: Framework, province_id: int | None) -> int | None:
    """The organisation whose decision sets one subject's level: `coverage.with_authority` for one.

    Without the province's id nothing is said of those whom the province decides.
    """
    place = _place(framework.decided_by(Tier(entry.tier)))
    if place == "province" and province_id is None:
        return None
    found = province_id if place == "province" else getattr(entry, f"{place}_id") if place else None
    if entry.subject_type != SubjectType.MEMBER and found == entry.organisation_id:
        found = None
    return found if found is not None else entry.parent_id
