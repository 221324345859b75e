"""Leadership collectives and leaders: how they come out under their caps and quotas."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import (
    COMPLETED,
    GOOD,
    NOT_COMPLETED,
    OUTSTANDING,
    Plan,
    percent_of_good_or_better_rounded_up,
)
from thidua.demo.posts import Post
from thidua.demo.units import PROVINCE_CODE


@dataclass(slots=True)
class Body:
    """A leadership collective. `own`: what its facts alone reach; `reach`: under the cap of its
    organisation.
    """

    code: str
    name: str
    parent: str
    sector: str
    unit_stands: int
    own: int = GOOD
    chosen: bool = False
    disciplined: bool = False

    @property
    def reach(self) -> int:
        return NOT_COMPLETED if self.disciplined else min(self.own, self.unit_stands)

    @property
    def stands(self) -> int:
        return GOOD if self.reach == OUTSTANDING and not self.chosen else self.reach


@dataclass(slots=True)
class Leader:
    """A head or deputy. The head is capped by the collective and the organisation; a deputy is
    not.
    """

    post: Post
    body: Body
    tier: str
    own: int = GOOD
    chosen: bool = False

    @property
    def is_head(self) -> bool:
        return self.post.role == "head"

    @property
    def rank(self) -> tuple[bool, bool]:
        """What stands before which among the posts of one person."""
        return (self.tier != "upper_level", not self.is_head)

    @property
    def reach(self) -> int:
        return min(self.own, self.body.stands, self.body.unit_stands) if self.is_head else self.own

    @property
    def stands(self) -> int:
        return GOOD if self.reach == OUTSTANDING and not self.chosen else self.reach


Subject = TypeVar("Subject", Body, Leader)
LedUnits = Mapping[str, tuple[int, int, int]]
"""By organisation: how many organisations stand directly below it, how many at completed, at good
or better.
"""


@dataclass(slots=True)
class Leadership:
    """All collectives and leaders that are rated."""

    bodies: list[Body]
    leaders: list[Leader]


def units_led(plan: Plan, organisations: Sequence[OrganisationPlan]) -> LedUnits:
    """How the organisations below each led organisation come out."""
    led = {
        planned.organisation.unit.code: _counts([leaf.reach for leaf in planned.leaves])
        for planned in organisations
        if planned.is_committee
    }
    for upper in plan.uppers:
        led[upper.code] = _counts(
            [planned.reach for planned in organisations if planned.organisation.upper is upper]
        )
    return led


def _counts(levels: Sequence[int]) -> tuple[int, int, int]:
    return (
        len(levels),
        sum(level >= COMPLETED for level in levels),
        sum(level >= GOOD for level in levels),
    )


def lead(
    plan: Plan,
    organisations: Sequence[OrganisationPlan],
    posts: Sequence[Post],
    *,
    led: LedUnits,
    random: Random,
) -> Leadership:
    """Who leads, and how well: the quotas of collectives and leaders are kept."""
    bodies = _bodies(plan, organisations)
    tiers = {upper.code: "upper_level" for upper in plan.uppers}
    by_code = {body.code: body for body in bodies}
    for body in bodies:
        body.own = _own(body.unit_stands, random)
    for post in posts:
        if (
            post.person.discipline in {"warning", "removal", "expulsion"}
            and post.organisation in by_code
        ):
            by_code[post.organisation].disciplined = True
    _choose(bodies, lambda body: (body.parent, body.sector, tiers.get(body.code)), random)
    leaders = _once_each(
        Leader(post, by_code[post.organisation], tiers.get(post.organisation, "grassroots"))
        for post in posts
        if post.organisation in by_code and post.role in {"head", "deputy"} and post.is_open
    )
    for leader in leaders:
        leader.own = min(_own(leader.body.stands, random), _most(led[leader.post.organisation]))
    _choose(leaders, lambda leader: (leader.body.parent, leader.tier, leader.post.role), random)
    return Leadership(bodies, leaders)


def _once_each(leaders: Iterable[Leader]) -> list[Leader]:
    """Who holds several posts is rated for one: that of the highest tier, head before deputy."""
    main: dict[str, Leader] = {}
    for leader in leaders:
        code = leader.post.person.code
        if code not in main or leader.rank < main[code].rank:
            main[code] = leader
    return list(main.values())


def _bodies(plan: Plan, organisations: Sequence[OrganisationPlan]) -> list[Body]:
    """The collectives of the upper levels, then of the grassroots committees."""
    uppers = [
        Body(
            upper.code,
            upper.name,
            PROVINCE_CODE,
            upper.sector,
            OUTSTANDING if upper.chosen else GOOD,
        )
        for upper in plan.uppers
    ]
    committees = [
        Body(
            planned.organisation.unit.code,
            planned.organisation.unit.name,
            planned.organisation.upper.code,
            planned.organisation.unit.sector,
            planned.stands,
        )
        for planned in organisations
        if planned.is_committee
    ]
    return [*uppers, *committees]


def _own(above: int, random: Random) -> int:
    """What somebody reaches alone, given how the organisation stands."""
    if above == OUTSTANDING:
        return OUTSTANDING if random.random() < 0.85 else GOOD
    if above == GOOD:
        return random.choices((OUTSTANDING, GOOD, COMPLETED), (14, 82, 4))[0]
    return random.choices((GOOD, COMPLETED), (45, 55))[0]


def _most(led: tuple[int, int, int]) -> int:
    """The best that who leads such units can reach (QĐ 89-QĐ/TW, III.1)."""
    units, completed, good = led
    if completed < units:
        return COMPLETED
    return OUTSTANDING if good * 10 >= units * 7 else GOOD


def _choose(
    subjects: Sequence[Subject], pool_of: Callable[[Subject], Hashable], random: Random
) -> None:
    pools: dict[Hashable, list[Subject]] = defaultdict(list)
    for subject in subjects:
        pools[pool_of(subject)].append(subject)
    for members in pools.values():
        ceiling = percent_of_good_or_better_rounded_up(
            sum(member.reach >= GOOD for member in members)
        )
        reaching = [member for member in members if member.reach == OUTSTANDING]
        for member in random.sample(reaching, min(ceiling, len(reaching))):
            member.chosen = True
