"""How many members stand where in each cell, so that the whole comes out as planned: integers,
solved exactly.

Works from the top: which grassroots organisations come out how, then their cells, then how many of
each cell's members are not completed, completed, good, outstanding. Every sum is made exact; what
cannot be is an error that names what failed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from thidua.demo.plan import (
    COMPLETED,
    GOOD,
    NOT_COMPLETED,
    OUTSTANDING,
    LevelTotals,
    Plan,
    percent_of_good_or_better_rounded_up,
    percent_of_good_rounded_up,
)
from thidua.demo.spread import spread
from thidua.demo.tree import CONVERTED, Grassroots, Tree, Unit

SIZES = {
    "village": (24, 10),
    "quarter": (26, 11),
    "school": (15, 6),
    "office": (21, 9),
    "health": (5, 3),
    "police": (10, 4),
    "military": (13, 4),
    "enterprise": (6, 3),
    "agency": (15, 5),
    "hospital": (17, 6),
    "state_enterprise": (16, 5),
    "private_enterprise": (10, 4),
}
"""Usual and least number of rated members of a cell, by kind."""

HONOURED = ("Ban Dân vận Tỉnh uỷ", CONVERTED)
"""Grassroots organisations that awards of the demo name."""


@dataclass(slots=True)
class LeafPlan:
    """One cell (or grassroots cell): how it comes out, why not better, and how many members stand
    at each level.

    `reach`: the level its facts reach. `cause`: what keeps it from being good: `members` (some not
    completed), `completed` (more than half only completed), `criteria`, or "" when nothing does.
    `reaching`: members who reach outstanding; `chosen`: those of them whom the committee chooses.
    """

    unit: Unit
    size: int = 0
    reach: int = GOOD
    cause: str = ""
    not_completed: int = 0
    completed: int = 0
    reaching: int = 0
    chosen: int = 0
    cell_chosen: bool = False

    @property
    def good_or_better(self) -> int:
        return self.size - self.not_completed - self.completed

    @property
    def most_completed(self) -> int:
        """How many members may be only completed without spoiling the planned level."""
        share = {OUTSTANDING: 20, GOOD: 45}.get(self.reach, 40 if self.cause != "completed" else 75)
        return min(self.size * share // 100, self.size - self.not_completed)

    @property
    def least_completed(self) -> int:
        return self.size // 2 + 1 if self.cause == "completed" else 0


@dataclass(slots=True)
class OrganisationPlan:
    """One grassroots organisation: the level its facts reach, whether it is chosen, and its leaves.

    `cause`: what keeps a completed one from being good: `criteria`, `cells`, `bodies`, `members`,
    or ""."""

    organisation: Grassroots
    reach: int = GOOD
    chosen: bool = False
    cause: str = ""
    leaves: list[LeafPlan] = field(default_factory=list)

    @property
    def stands(self) -> int:
        return GOOD if self.reach == OUTSTANDING and not self.chosen else self.reach

    @property
    def is_committee(self) -> bool:
        return bool(self.organisation.cells)

    @property
    def good_or_better(self) -> int:
        return sum(leaf.good_or_better for leaf in self.leaves)


def solve(plan: Plan, tree: Tree, random: Random) -> list[OrganisationPlan]:
    """Everything below the upper level, planned so that every total of the plan is met exactly."""
    plans = [
        OrganisationPlan(organisation, leaves=[LeafPlan(unit) for unit in organisation.leaves])
        for organisation in tree.grassroots
    ]
    leaves = [leaf for planned in plans for leaf in planned.leaves]
    _size(leaves, plan.members.total, random)
    rate(plan, plans, random)
    return plans


def rate(plan: Plan, plans: list[OrganisationPlan], random: Random, *, exact: bool = True) -> None:
    """Say how organisations whose cells have their sizes come out, so that every total of the plan
    is met exactly.

    Without `exact` as many members are outstanding as the pools happen to allow.
    """
    _rate_organisations(plan, plans, random)
    for planned in plans:
        _rate_leaves(planned, random)
    _fail_cells(plan, plans, random)
    _place_not_completed(plans, plan.members, random)
    _place_completed(plan, plans, random)
    if exact:
        _move_to_ceilings(plan, plans, random)
    _place_outstanding(plan, plans, random)
    for planned in plans:
        _choose_cells(planned, random)


def _size(leaves: list[LeafPlan], total: int, random: Random) -> None:
    weights = [SIZES[leaf.unit.kind][0] * random.lognormvariate(0, 0.33) for leaf in leaves]
    bounds = [(SIZES[leaf.unit.kind][1], 90) for leaf in leaves]
    sizes = spread(total, weights=weights, bounds=bounds, random=random, what="members")
    for leaf, size in zip(leaves, sizes, strict=True):
        leaf.size = size


def _rate_organisations(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    honoured = {
        id(planned)
        for planned in plans
        if planned.organisation.unit.short_name in HONOURED
        or planned.organisation.unit.code in plan.long_standing_communes
    }
    for upper in plan.uppers:
        candidates = [
            planned
            for planned in plans
            if planned.organisation.upper is upper and id(planned) not in honoured
        ]
        for planned in random.sample(candidates, upper.completed):
            planned.reach = COMPLETED
    _choose_organisations(plan, plans, honoured, random)
    _explain_completed(plan, plans, random)


def _choose_organisations(
    plan: Plan, plans: list[OrganisationPlan], honoured: set[int], random: Random
) -> None:
    """Fill the pools to their ceilings, take back what is too many, let some more reach without
    being chosen.
    """
    pools: dict[tuple[str, str], list[OrganisationPlan]] = defaultdict(list)
    for planned in plans:
        if planned.reach >= GOOD:
            pools[planned.organisation.pool].append(planned)
    ceilings = {
        pool: percent_of_good_or_better_rounded_up(len(members)) for pool, members in pools.items()
    }
    least = [sum(id(planned) in honoured for planned in members) for members in pools.values()]
    chosen = spread(
        plan.grassroots.outstanding,
        weights=[float(ceiling) for ceiling in ceilings.values()],
        bounds=list(zip(least, ceilings.values(), strict=True)),
        random=random,
        what="outstanding grassroots organisations",
    )
    for (pool, members), places in zip(pools.items(), chosen, strict=True):
        members.sort(key=lambda planned: (id(planned) not in honoured, random.random()))
        for planned in members[:places]:
            planned.reach, planned.chosen = OUTSTANDING, True
        if places == ceilings[pool]:
            for planned in members[places:]:
                planned.reach = OUTSTANDING if random.random() < 0.12 else GOOD


def _explain_completed(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    completed = [planned for planned in plans if planned.reach == COMPLETED]
    random.shuffle(completed)
    by_cells = [planned for planned in completed if len(planned.leaves) >= 5][: plan.by_cells]
    for number, planned in enumerate(completed):
        if planned in by_cells:
            planned.cause = "cells"
        elif not planned.is_committee:
            planned.cause = "members" if number % 4 else "criteria"
        else:
            planned.cause = "bodies" if number % 6 == 0 else "criteria"


def _rate_leaves(planned: OrganisationPlan, random: Random) -> None:
    """Levels of the leaves, such that the organisation's shares of cells come out on the planned
    side.
    """
    if not planned.is_committee:
        leaf = planned.leaves[0]
        leaf.reach = planned.reach
        leaf.cause = planned.cause
        return
    count = len(planned.leaves)
    most_bad = {OUTSTANDING: count // 5, GOOD: count * 2 // 5}.get(planned.reach, count // 2)
    usual = {OUTSTANDING: 0.03, GOOD: 0.07}.get(planned.reach, 0.3)
    bad = min(most_bad, sum(random.random() < usual for _ in range(count)))
    if planned.cause == "cells":
        bad = count // 2 + 1
    leaves = random.sample(planned.leaves, count)
    for leaf in leaves[:bad]:
        leaf.reach = COMPLETED
        causes = random.choices(("members", "completed", "criteria"), (80, 8, 12))
        leaf.cause = causes[0] if leaf.size >= 5 else "criteria"
    share = random.uniform(0.35, 0.7) if planned.reach == OUTSTANDING else random.uniform(0.15, 0.4)
    for leaf in leaves[bad:]:
        leaf.reach = OUTSTANDING if random.random() < share else GOOD


def _fail_cells(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    """A few cells with more than a fifth of their members not completed: not completed
    themselves.
    """
    candidates = [
        leaf
        for planned in plans
        if planned.reach == COMPLETED and planned.is_committee and planned.cause == "criteria"
        for leaf in planned.leaves
        if leaf.cause == "members" and leaf.size <= 12
    ]
    for leaf in random.sample(candidates, min(plan.failed_cells, len(candidates))):
        leaf.reach = NOT_COMPLETED
    if sum(leaf.reach == NOT_COMPLETED for leaf in candidates) != plan.failed_cells:
        raise ValueError(f"plan {plan.name}: only {len(candidates)} cells can fail")


def _place_not_completed(
    plans: list[OrganisationPlan], totals: LevelTotals, random: Random
) -> None:
    bad = [leaf for planned in plans for leaf in planned.leaves if leaf.cause == "members"]
    random.shuffle(bad)
    spare = _spare_cells(plans, random)
    while sum(max(1, leaf.size // 5) for leaf in bad) < totals.not_completed:
        leaf = next(spare, None)
        if leaf is None:
            break  # sharing out names what is missing
        leaf.reach, leaf.cause = COMPLETED, "members"
        bad.append(leaf)
    while len(bad) > totals.not_completed:
        bad.pop().cause = "criteria"
    fifths = [(leaf.size // 5, leaf.reach == NOT_COMPLETED) for leaf in bad]
    bounds = [(fifth + 1, fifth + 1) if failed else (1, max(1, fifth)) for fifth, failed in fifths]
    weights = [random.random() for _ in bad]
    parts = spread(
        totals.not_completed,
        weights=weights,
        bounds=bounds,
        random=random,
        what="members not completed",
    )
    for leaf, part in zip(bad, parts, strict=True):
        leaf.not_completed = part


def _spare_cells(plans: list[OrganisationPlan], random: Random) -> Iterator[LeafPlan]:
    """Good cells that may come out at completed without pulling their organisation down with
    them.
    """
    for planned in random.sample(plans, len(plans)):
        bad = sum(leaf.reach < GOOD for leaf in planned.leaves)
        if (
            planned.is_committee
            and planned.reach == GOOD
            and (bad + 1) * 5 <= len(planned.leaves) * 2
        ):
            yield max(planned.leaves, key=lambda leaf: (leaf.reach == GOOD, leaf.size))


_USUALLY_COMPLETED = {OUTSTANDING: 0.05, GOOD: 0.1}


def _place_completed(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    leaves = [leaf for planned in plans for leaf in planned.leaves]
    weights = [
        leaf.size * _USUALLY_COMPLETED.get(leaf.reach, 0.18) * random.lognormvariate(0, 0.5)
        for leaf in leaves
    ]
    bounds = [(leaf.least_completed, leaf.most_completed) for leaf in leaves]
    parts = spread(
        plan.members.completed,
        weights=weights,
        bounds=bounds,
        random=random,
        what="members completed",
    )
    for leaf, part in zip(leaves, parts, strict=True):
        leaf.completed = part


def _ceilings(plans: Iterable[OrganisationPlan]) -> int:
    return sum(percent_of_good_rounded_up(planned.good_or_better) for planned in plans)


def _move_to_ceilings(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    """Move completed members between organisations until the ceilings add up to the planned number
    plus slack.

    A ceiling changes where the number of good or better passes from 1 to 2 modulo 6; moving one
    completed member into such a pool and out of another that keeps its ceiling changes the sum by
    one."""
    wanted = plan.members.outstanding + plan.slack
    difference = _ceilings(plans) - wanted
    for _ in range(100 * len(plans)):
        if difference == 0:
            return
        into, out_of = random.sample(plans, 2)
        taker = next((leaf for leaf in into.leaves if leaf.completed < leaf.most_completed), None)
        giver = next(
            (leaf for leaf in out_of.leaves if leaf.completed > leaf.least_completed), None
        )
        if taker is None or giver is None:
            continue
        before = _ceilings((into, out_of))
        taker.completed, giver.completed = taker.completed + 1, giver.completed - 1
        change = _ceilings((into, out_of)) - before
        if change * difference <= 0 and abs(change) <= abs(difference):
            difference += change  # a move that changes nothing is kept: it opens others
        else:
            taker.completed, giver.completed = taker.completed - 1, giver.completed + 1
    raise ValueError(
        f"plan {plan.name}: ceilings of members add up to {_ceilings(plans)}, not {wanted}"
    )


def _place_outstanding(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    """Fill each pool to its ceiling, but `slack` of them to one below; more reach than are
    chosen.
    """
    ceilings = {
        id(planned): percent_of_good_rounded_up(planned.good_or_better) for planned in plans
    }
    roomy = random.sample(
        [planned for planned in plans if ceilings[id(planned)] >= min(2, plan.slack)], plan.slack
    )
    below = {id(planned) for planned in roomy}
    for planned in plans:
        places = ceilings[id(planned)] - (id(planned) in below)
        extra = 0 if id(planned) in below else round(places * random.uniform(0.1, 0.6))
        able = [leaf.good_or_better for leaf in planned.leaves]
        name = planned.organisation.unit.name
        weights = [
            leaf.good_or_better * {OUTSTANDING: 1.5, GOOD: 1.0}.get(leaf.reach, 0.6)
            for leaf in planned.leaves
        ]
        wanted = min(sum(able), places + extra)
        reaching = spread(
            wanted, weights=weights, bounds=[(0, most) for most in able], random=random, what=name
        )
        shares = [float(part) for part in reaching]
        chosen = spread(
            places,
            weights=shares,
            bounds=[(0, most) for most in reaching],
            random=random,
            what=name,
        )
        for leaf, reach, choice in zip(planned.leaves, reaching, chosen, strict=True):
            leaf.reaching, leaf.chosen = reach, choice


def _choose_cells(planned: OrganisationPlan, random: Random) -> None:
    """The grassroots committee chooses among the cells that reach outstanding, within its quota."""
    if not planned.is_committee:
        return
    ceiling = percent_of_good_or_better_rounded_up(
        sum(leaf.reach >= GOOD for leaf in planned.leaves)
    )
    reaching = [leaf for leaf in planned.leaves if leaf.reach == OUTSTANDING]
    for leaf in random.sample(reaching, min(ceiling, len(reaching))):
        leaf.cell_chosen = True


def check(plan: Plan, plans: list[OrganisationPlan]) -> None:
    """Compare what was solved with the plan; raise ValueError naming each sum that is off."""
    leaves = [leaf for planned in plans for leaf in planned.leaves]
    found = LevelTotals(
        outstanding=sum(leaf.chosen for leaf in leaves),
        good=sum(leaf.good_or_better - leaf.chosen for leaf in leaves),
        completed=sum(leaf.completed for leaf in leaves),
        not_completed=sum(leaf.not_completed for leaf in leaves),
    )
    by_level = [
        sum(planned.stands == level for planned in plans)
        for level in (OUTSTANDING, GOOD, COMPLETED, NOT_COMPLETED)
    ]
    if found != plan.members or LevelTotals(*by_level) != plan.grassroots:
        raise ValueError(f"plan {plan.name}: members {found}, grassroots {by_level}")
