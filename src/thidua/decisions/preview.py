"""Whom a decision covers and at which level: from the plan of a draft, or from what an issued one
holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from thidua.boards.beside import Beside
from thidua.boards.proposal_rules import carries_reason
from thidua.decisions.models import Decision, ReopenedLevel
from thidua.decisions.queries import decided_entries, entries, reopened_levels
from thidua.decisions.validation import Plan
from thidua.decisions.wording import kind_name
from thidua.language import Text
from thidua.organisations.names import short_name
from thidua.ratings.links import rating_link
from thidua.roster.models import RosterEntry
from thidua.vocabulary import (
    SCALE,
    DecisionStatus,
    LevelCounts,
    ShownLevel,
    SubjectType,
    shown_level,
)


@dataclass(frozen=True)
class Covered:
    """One subject of a decision: its level, the level that it `reached`. `reason`: why they
    differ.
    """

    entry: RosterEntry
    level: ShownLevel
    reached: ShownLevel
    reason: str
    returned: str
    reopened: ReopenedLevel | None = None
    """Set where the level stood in this decision and was reopened since: the paper keeps it."""
    beside: Beside | None = None
    ballot_reason: str = ""
    """Of a draft: what the ballot came to, and why the committee departs from it."""

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def place(self) -> str:
        """A member's cell, a leader's post, a commune's district."""
        entry = self.entry
        if entry.subject_type == SubjectType.MEMBER:
            return entry.organisation.name
        if entry.subject_type == SubjectType.LEADER:
            return ", ".join(part for part in (entry.title, short_name(entry.organisation)) if part)
        return ""

    @property
    def href(self) -> str:
        return rating_link(self.entry, year=self.entry.campaign.year)


@dataclass(frozen=True)
class AtLevel:
    level: ShownLevel
    subjects: list[Covered]


@dataclass(frozen=True)
class Group:
    """The subjects of one kind, best level first; those nobody can tell stand last."""

    kind: SubjectType
    title: Text
    subjects: list[Covered] = field(default_factory=list)

    @property
    def counts(self) -> LevelCounts:
        return LevelCounts.from_codes((level.code or None, len(self.at(level))) for level in SCALE)

    def at(self, level: ShownLevel) -> list[Covered]:
        return [one for one in self.subjects if one.level is level]

    @property
    def levels(self) -> list[AtLevel]:
        found = (AtLevel(level, self.at(level)) for level in SCALE)
        return [one for one in found if one.subjects]


def groups_of(decision: Decision, plan: Plan | None) -> list[Group]:
    """Everybody that a decision covers, by kind. A plan is needed only for what is not issued."""
    if decision.status == DecisionStatus.ISSUED or plan is None:
        found = [_decided(entry) for entry in decided_entries(decision)]
        found += [_reopened(one) for one in reopened_levels(decision)]
    else:
        levels = dict(
            plan.items.select("entry", "standing_low", "standing_high", "low", "high").rows_by_key(
                "entry", unique=True
            )
        )
        found = [_planned(entry, levels[entry.pk]) for entry in entries(levels)]
    for covered in found:
        covered.entry.campaign = decision.campaign
    if plan is not None:
        found = [replace(one, beside=plan.beside.get(one.entry.pk)) for one in found]
    return _by_kind(decision, found)


def _decided(entry: RosterEntry) -> Covered:
    item = entry.decided
    reached = _known(item.reached_low, item.reached_high)
    return Covered(entry, shown_level(item.level), reached, item.reason, "")


def _reopened(first: ReopenedLevel) -> Covered:
    reached = _known(first.reached_low, first.reached_high)
    level = shown_level(first.level)
    return Covered(first.roster_entry, level, reached, first.reason, "", first)


def _known(low: int | None, high: int | None) -> ShownLevel:
    return shown_level(low if low == high else None)


def _planned(entry: RosterEntry, levels: tuple[int | None, ...]) -> Covered:
    """`levels`: the range in which it stands, then the range that it reached."""
    low, high, *reached = levels
    proposal = getattr(entry, "proposal", None)
    explained = proposal is not None and carries_reason(proposal.chosen)
    return Covered(
        entry,
        _known(low, high),
        _known(*reached),
        proposal.reason if proposal is not None and explained else "",
        proposal.returned if proposal is not None else "",
        ballot_reason=proposal.ballot_reason if proposal is not None else "",
    )


def _by_kind(decision: Decision, found: Iterable[Covered]) -> list[Group]:
    groups = {
        kind: Group(SubjectType(kind), kind_name(str(kind), decision.tier))
        for kind in decision.covers
    }
    for covered in found:
        groups[covered.entry.subject_type].subjects.append(covered)
    return [group for group in groups.values() if group.subjects]
