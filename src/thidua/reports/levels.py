"""The level that counts for each subject of a year, and how many subjects stand at each level.

Which level counts is said in `roster.levels`; a subject without one is "cannot tell". Every number
of the reports is a count of `levelled` rows under a named condition, so a figure and the list of
its subjects cannot disagree.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.queries import covers_everybody, within
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, LevelCounts, SubjectType, Tier

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


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
        return self.plural.capitalised()

    @property
    def plural(self) -> Text:
        """All of the group, as a sentence names them."""
        tier = _TIERS.get(self)
        return _MEMBERS if self is Who.MEMBERS else tier.plural if tier else _TYPES[self].plural

    @property
    def short(self) -> Text:
        """A label where there is little room."""
        return _SHORT.get(self, self.label)

    @property
    def subject_type(self) -> SubjectType:
        return _TYPES.get(self, SubjectType.ORGANISATION)

    @property
    def condition(self) -> Q:
        """Which roster entries belong to the group."""
        tier = _TIERS.get(self)
        return (
            Q(subject_type=SubjectType.ORGANISATION, tier=tier)
            if tier
            else Q(subject_type=_TYPES[self])
        )


# Reports are read outside the Party as well: in English they say whose members.
_MEMBERS = Text(SubjectType.MEMBER.plural.vi, "Party members")
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


_GROUPS = {of.value: who for who, of in (*_TYPES.items(), *_TIERS.items())}


def group_of(subject_type: str, tier: str | None) -> Who | None:
    """The group of a subject; None for the province itself."""
    return _GROUPS.get(subject_type) or _GROUPS.get(tier or "")


# Conditions on `level` by the words that figures use.
AT: dict[str, Q] = {
    "total": Q(),
    "outstanding": Q(level=Level.OUTSTANDING.code),
    "good": Q(level=Level.GOOD.code),
    "good_or_better": Q(level__gte=Level.GOOD.code),
    "completed": Q(level=Level.COMPLETED.code),
    "not_completed": Q(level=Level.NOT_COMPLETED.code),
    "cannot_tell": Q(level=None),
    "known": Q(level__isnull=False),
}


def levelled(
    *, campaign: Campaign, actor: Actor, who: Who | None = None
) -> "QuerySet[Levelled, Any]":
    """Rated roster entries inside the actor's scope, each with `level` (1 to 4, None: cannot
    tell).
    """
    scope = scope_of(actor)
    # Whoever sees the whole province needs no look at where each of 100,000 rows stands.
    inside = Q() if covers_everybody(scope) else within(scope, organisation="organisation")
    entries = RosterEntry.objects.with_level().filter(inside, campaign=campaign, rated=True)
    if who is not None:
        entries = entries.filter(who.condition)
    return entries


def counts_by(entries: "QuerySet[Levelled, Any]", *keys: str) -> dict[tuple[Any, ...], LevelCounts]:
    """Count `levelled` entries by the values of `keys`, in one query."""
    grouped: dict[tuple[Any, ...], list[tuple[int | None, int]]] = {}
    for *key, level, number in (
        entries.order_by().values_list(*keys, "level").annotate(number=Count("pk"))
    ):
        grouped.setdefault(tuple(key), []).append((level, number))
    return {key: LevelCounts.from_codes(counts) for key, counts in grouped.items()}


def by_group(*, campaign: Campaign, actor: Actor) -> dict[Who, LevelCounts]:
    """The counts of every group of subjects, in one query; a group without subjects counts
    nothing.
    """
    counted = counts_by(levelled(campaign=campaign, actor=actor), "subject_type", "tier")
    found = dict.fromkeys(Who, LevelCounts())
    for (subject_type, tier), levels in counted.items():
        if who := group_of(subject_type, tier):
            found[who] += levels
    return found
