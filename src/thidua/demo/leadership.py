"""Leadership collectives and leaders: how they come out under their caps and quotas, and the facts
behind it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TypeVar

from thidua.demo.grades import (
    AVERAGE,
    EXCELLENT,
    GOOD_GRADE,
    Row,
    excellent_grades,
    high_grades,
    tenths,
)
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

BUILDING = ("democratic_centralism", "leading_responsibility")
RESULTS = ("programme", "socio_economic")
CONDUCT = (
    "political_thought",
    "ethics_lifestyle",
    "discipline_awareness",
    "working_style",
    "innovation",
)


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
    bodies = [
        Body(
            upper.code,
            upper.name,
            PROVINCE_CODE,
            upper.sector,
            OUTSTANDING if upper.chosen else GOOD,
        )
        for upper in plan.uppers
    ]
    tiers = {upper.code: "upper_level" for upper in plan.uppers}
    for planned in organisations:
        if planned.is_committee:
            unit = planned.organisation.unit
            bodies.append(
                Body(
                    unit.code,
                    unit.name,
                    planned.organisation.upper.code,
                    unit.sector,
                    planned.stands,
                )
            )
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
    leaders = [
        Leader(post, by_code[post.organisation], tiers.get(post.organisation, "grassroots"))
        for post in posts
        if post.organisation in by_code and post.role in {"head", "deputy"} and post.is_open
    ]
    for leader in leaders:
        leader.own = min(_own(leader.body.stands, random), _most(led[leader.post.organisation]))
    _choose(leaders, lambda leader: (leader.body.parent, leader.tier, leader.post.role), random)
    return Leadership(bodies, leaders)


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


def collective_facts(leadership: Leadership, random: Random) -> list[Row]:
    """One row a leadership collective."""
    return [
        {"collective": body.code, "name": body.name, **_collective(body.own, random)}
        for body in leadership.bodies
    ]


def _collective(own: int, random: Random) -> Row:
    row: Row = {
        "self_reviewed": True,
        "disunity_concluded": False,
        "member_degraded": False,
        "collective_disciplined": False,
        "main_targets_done": own >= GOOD,
        "force_majeure": False,
        **high_grades((*BUILDING, "remedying"), random, excellent=0.4),
    }
    if own == OUTSTANDING:
        return row | {**excellent_grades(RESULTS), "targets_done": tenths(random, 96, 100)}
    if own == GOOD:
        row |= {
            **high_grades(RESULTS, random, excellent=0.4),
            "targets_done": tenths(random, 86, 100),
        }
        return row | {random.choice(RESULTS): GOOD_GRADE}
    row |= {**high_grades(RESULTS, random, excellent=0.0), "targets_done": tenths(random, 60, 90)}
    return row | {random.choice(RESULTS): AVERAGE, random.choice(BUILDING): AVERAGE}


def leader_facts(leadership: Leadership, led: LedUnits, random: Random) -> list[Row]:
    """One row a leader."""
    rows = []
    for leader in leadership.leaders:
        person, post = leader.post.person, leader.post
        row: Row = {
            "member": person.code,
            "organisation": post.organisation,
            "name": person.full_name,
        }
        row |= _leader(leader, led[leader.post.organisation], random)
        rows.append(row)
    return rows


def _leader(leader: Leader, below: tuple[int, int, int], random: Random) -> Row:
    units, completed, good = below
    targets = random.randint(10, 24)
    person = leader.post.person
    row: Row = {
        "self_reviewed": True,
        "degraded": False,
        "unit_corruption_punished": False,
        "self_detected": False,
        "initiatives_applied": True,
        "discipline": person.discipline or "none",
        "unit_targets": targets,
        "unit_targets_done": targets,
        "unit_targets_on_time": targets - random.randint(0, 1),
        "unit_targets_exceeded": random.randint(targets // 4, targets // 2),
        "led_units": units,
        "led_units_completed": completed,
        "led_units_good": good,
        "own_tasks_below_standard": tenths(random, 0, 8),
        "own_duties": GOOD_GRADE,
        **high_grades((*CONDUCT, "remedying"), random, excellent=0.4),
    }
    return row | _BY_OWN[leader.own](row, targets, random)


def _outstanding_leader(row: Row, targets: int, random: Random) -> Row:
    return {
        "own_duties": EXCELLENT,
        "unit_targets_exceeded": random.randint((targets + 1) // 2, targets),
    }


def _good_leader(row: Row, targets: int, random: Random) -> Row:
    """Short of outstanding: duties only good, too few targets exceeded, or no initiative
    applied.
    """
    why = random.random()
    if why < 0.35:
        return {"own_duties": EXCELLENT, "unit_targets_exceeded": (targets - 1) // 2}
    if why < 0.5:
        return {"own_duties": EXCELLENT, "initiatives_applied": False}
    return {"unit_targets_on_time": -(-targets * 4 // 5)} if why < 0.6 else {}


def _completed_leader(row: Row, targets: int, random: Random) -> Row:
    """Short of good: not all of the unit's targets, or too few on time; more than seven tenths are
    done.
    """
    done = random.randint(targets * 7 // 10 + 1, targets - 1)
    return {
        "unit_targets_done": done,
        "unit_targets_on_time": done,
        "unit_targets_exceeded": done // 3,
        "own_duties": AVERAGE,
        "own_tasks_below_standard": Decimal(20) if random.random() < 0.1 else tenths(random, 5, 20),
    }


_BY_OWN = {OUTSTANDING: _outstanding_leader, GOOD: _good_leader, COMPLETED: _completed_leader}
