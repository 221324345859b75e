"""Whom those wait for who have no level yet though something is known of them: counted by who keeps
what is missing, each subject once, by what is missing first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.db.changes import EVERYTHING, bodies_under
from thidua.facts.models import NOTHING_ENTERED
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.awaited import Awaited, Held, awaited
from thidua.ratings.body_counts import sees_everything, upper_levels
from thidua.ratings.summaries import Wanted, cached_counts
from thidua.reports.levels import AT, Who, levelled
from thidua.reports.overview import name_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType, Tier

Row = tuple[str, str, str, int]
"""Where a missing thing is held, the tier of who keeps it, of which kind of subject it is, and for
how many it is the first that is missing.
"""
_KEEPERS = {
    Tier.CELL: Text("Chi bộ", "Cells"),
    Tier.SUB_COMMITTEE: Text("Đảng uỷ bộ phận", "Sub-committees"),
    Tier.GRASSROOTS: Text("Cấp uỷ cơ sở", "Grassroots committees"),
    Tier.UPPER_LEVEL: Text(
        "Cấp uỷ cấp trên trực tiếp cơ sở", "Committees directly above the grassroots"
    ),
    Tier.PROVINCE: Text("Ban Tổ chức Tỉnh uỷ", "The province's organisation office"),
}
_LISTS = Text("danh sách của năm, hệ thống tổ chức", "the year's list, the tree")
_SHEET = Text("thông tin kiểm điểm", "facts of the review")
_FACTS = {
    Held.SHEET.value: _SHEET,
    Held.WORK.value: Text("kết quả thực hiện nhiệm vụ", "results of the year's work"),
    Held.LISTS.value: _LISTS,
}
_LEVELS = {
    SubjectType.MEMBER: Text("mức của đảng viên", "levels of members"),
    SubjectType.ORGANISATION: Text("mức của tổ chức đảng", "levels of organisations"),
    SubjectType.COLLECTIVE: Text("mức của tập thể lãnh đạo", "levels of collectives"),
    SubjectType.LEADER: Text("mức của cá nhân lãnh đạo", "levels of leaders"),
}


@dataclass(frozen=True)
class Wait:
    """Who keeps what is missing, what it is, and how many subjects wait for it first."""

    who: Text
    what: Text
    number: int


def waits(*, campaign: Campaign, actor: Actor, who: Who) -> list[Wait]:
    """Of the actor's part, those waited for by most first. Nothing before frameworks are bound."""
    scope = scope_of(actor)
    name = f"waits-{who.value}"
    if sees_everything(scope):
        bodies = upper_levels(campaign)
        wanted = [Wanted(f"{name}:{pk}", (EVERYTHING, pk)) for pk in bodies]
    else:
        parts = (EVERYTHING, *(bodies_under(scope.paths) or ()))
        wanted = [Wanted(f"{name}:{name_of(scope)}", parts)]
    count = _Counting(campaign, actor, who, by_body=sees_everything(scope))
    found: Counter[tuple[str, str, str]] = Counter()
    for rows in cached_counts(campaign, wanted, count).values() if wanted else ():
        for held, tier, kind, number in rows:
            found[held, tier, kind] += number
    return [_wait(*key, number) for key, number in found.most_common()]


@dataclass(frozen=True)
class _Counting:
    """Counts what those of one group wait for: in one body a place, or in the actor's part."""

    campaign: Campaign
    actor: Actor
    who: Who
    by_body: bool

    def __call__(self, places: Sequence[str]) -> dict[str, list[Row]]:
        try:
            framework = bound_frameworks(self.campaign)[self.who.subject_type]
        except NotBoundError:
            return {place: [] for place in places}
        waiting = levelled(campaign=self.campaign, actor=self.actor, who=self.who).filter(
            AT["cannot_tell"], ~NOTHING_ENTERED
        )
        found = {}
        for place in places:
            here = waiting
            if self.by_body:
                here = waiting.filter(upper_level=int(place.partition(":")[2]))
            entries = list(here.values_list("pk", flat=True))
            found[place] = _rows(awaited(self.campaign, framework, entries).values())
        return found


def _rows(found: Iterable[Sequence[Awaited]]) -> list[Row]:
    """What is missing first, counted by who keeps it."""
    firsts = [things[0] for things in found if things]
    tiers = dict(
        Organisation.objects.filter(pk__in={one.holder for one in firsts}).values_list("pk", "tier")
    )
    levels = {one.entry for one in firsts if one.held is Held.LEVEL}
    kinds = dict(RosterEntry.objects.filter(pk__in=levels).values_list("pk", "subject_type"))
    counted = Counter(
        (one.held.value, tiers[one.holder], kinds.get(one.entry, "")) for one in firsts
    )
    return [(*key, number) for key, number in counted.items()]


def _wait(held: str, tier: str, kind: str, number: int) -> Wait:
    what = _FACTS.get(held)
    if what is None:
        what = _LEVELS[SubjectType(kind)]
    return Wait(_KEEPERS[Tier(tier)], what, number)
