"""The level that counts for each subject of a year, and how many subjects stand at each level.

Which level counts is said in `roster.levels`; a subject without one is "cannot tell". Every number
of the reports is a count of `levelled` rows under a named condition, so a figure and the list of
its subjects cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.queries import within
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, SubjectType, Tier


class Who(StrEnum):
    """The groups of subjects that figures are counted over; the words are the tables of the
    figures.
    """

    UPPER_LEVEL = "upper_level_organisations"
    GRASSROOTS = "grassroots_organisations"
    SUB_COMMITTEES = "sub_committees"
    CELLS = "cells"
    COLLECTIVES = "collectives"
    LEADERS = "leaders"
    MEMBERS = "members"

    @property
    def label(self) -> Text:
        return _TITLES[self]

    @property
    def short(self) -> Text:
        """A label where there is little room."""
        return _SHORT.get(self, self.label)

    @property
    def condition(self) -> Q:
        """Which roster entries belong to the group."""
        tier = _TIERS.get(self)
        return (
            Q(subject_type=SubjectType.ORGANISATION, tier=tier)
            if tier
            else Q(subject_type=_TYPES[self])
        )


_TITLES = {
    Who.UPPER_LEVEL: Text(
        "Tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng", "Upper-level organisations"
    ),
    Who.GRASSROOTS: Text("Tổ chức cơ sở đảng", "Grassroots organisations"),
    Who.SUB_COMMITTEES: Text("Đảng bộ bộ phận", "Sub-committees"),
    Who.CELLS: Text("Chi bộ trực thuộc", "Cells"),
    Who.COLLECTIVES: Text("Tập thể lãnh đạo, quản lý", "Leadership collectives"),
    Who.LEADERS: Text("Cá nhân lãnh đạo, quản lý", "Individual leaders"),
    Who.MEMBERS: Text("Đảng viên", "Party members"),
}
_SHORT = {Who.UPPER_LEVEL: Text("Cấp trên trực tiếp cơ sở", "Upper level")}
_TIERS = {
    Who.UPPER_LEVEL: Tier.UPPER_LEVEL,
    Who.GRASSROOTS: Tier.GRASSROOTS,
    Who.SUB_COMMITTEES: Tier.SUB_COMMITTEE,
    Who.CELLS: Tier.CELL,
}
_TYPES = {
    Who.COLLECTIVES: SubjectType.COLLECTIVE,
    Who.LEADERS: SubjectType.LEADER,
    Who.MEMBERS: SubjectType.MEMBER,
}


def group_of(subject_type: str, tier: str | None) -> Who | None:
    """The group of a subject; None for the province itself."""
    by_type = next((who for who, kind in _TYPES.items() if kind == subject_type), None)
    return by_type or next((who for who, of_tier in _TIERS.items() if of_tier == tier), None)


# Conditions on `level` by the words that figures use.
AT: dict[str, Q] = {
    "total": Q(),
    "outstanding": Q(level=Level.OUTSTANDING.code),
    "good": Q(level=Level.GOOD.code),
    "good_or_better": Q(level__gte=Level.GOOD.code),
    "completed": Q(level=Level.COMPLETED.code),
    "not_completed": Q(level=Level.NOT_COMPLETED.code),
    "cannot_tell": Q(level=None),
}


@dataclass(frozen=True)
class Distribution:
    """How many subjects stand at each level; `cannot_tell` are those nobody can rate yet."""

    outstanding: int = 0
    good: int = 0
    completed: int = 0
    not_completed: int = 0
    cannot_tell: int = 0

    @property
    def total(self) -> int:
        return self.outstanding + self.good + self.completed + self.not_completed + self.cannot_tell

    @property
    def good_or_better(self) -> int:
        return self.outstanding + self.good

    @classmethod
    def from_codes(cls, counts: Iterable[tuple[int | None, int]]) -> Self:
        """Sum (level as integer or None, how many) pairs."""
        sums: dict[str, int] = {}
        for code, number in counts:
            word = Level.from_code(code).value if code else "cannot_tell"
            sums[word] = sums.get(word, 0) + number
        return cls(**sums)

    def __add__(self, other: "Distribution") -> "Distribution":
        return Distribution(
            outstanding=self.outstanding + other.outstanding,
            good=self.good + other.good,
            completed=self.completed + other.completed,
            not_completed=self.not_completed + other.not_completed,
            cannot_tell=self.cannot_tell + other.cannot_tell,
        )


def levelled(
    *, campaign: Campaign, actor: Actor, who: Who | None = None
) -> "QuerySet[RosterEntry, Any]":
    """Rated roster entries inside the actor's scope, each with `level` (1 to 4, None: cannot
    tell).
    """
    entries = RosterEntry.objects.with_level().filter(
        within(scope_of(actor), organisation="organisation"), campaign=campaign, rated=True
    )
    if who is not None:
        entries = entries.filter(who.condition)
    return entries


def distributions(
    entries: "QuerySet[RosterEntry, Any]", *keys: str
) -> dict[tuple[Any, ...], Distribution]:
    """Count `levelled` entries by the values of `keys`, in one query."""
    grouped: dict[tuple[Any, ...], list[tuple[int | None, int]]] = {}
    for *key, level, number in (
        entries.order_by().values_list(*keys, "level").annotate(number=Count("pk"))
    ):
        grouped.setdefault(tuple(key), []).append((level, number))
    return {key: Distribution.from_codes(counts) for key, counts in grouped.items()}


def by_group(*, campaign: Campaign, actor: Actor) -> dict[Who, Distribution]:
    """The distribution of every group of subjects, in one query; a group without subjects counts
    nothing.
    """
    counted = distributions(levelled(campaign=campaign, actor=actor), "subject_type", "tier")
    found = dict.fromkeys(Who, Distribution())
    for (subject_type, tier), levels in counted.items():
        if who := group_of(subject_type, tier):
            found[who] += levels
    return found
