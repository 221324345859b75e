"""How many members stand where in each cell, so that the whole comes out as planned: integers,
solved exactly.

Works from the top: which grassroots organisations come out how, then their cells, then how many of
each cell's members are not completed, completed, good, outstanding. Every sum is made exact; what
cannot be is an error that names what failed."""

from collections import defaultdict
from random import Random

from thidua.demo.level_plans import HONOURED, SIZES, LeafPlan, OrganisationPlan
from thidua.demo.member_levels import (
    move_to_ceilings,
    place_completed,
    place_not_completed,
    place_outstanding,
)
from thidua.demo.plan import (
    COMPLETED,
    GOOD,
    NOT_COMPLETED,
    OUTSTANDING,
    LevelTotals,
    Plan,
    UpperPlan,
    percent_of_good_or_better_rounded_up,
)
from thidua.demo.spread import spread
from thidua.demo.units import Tree


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
    place_not_completed(plans, plan.members, random)
    place_completed(plan, plans, random)
    if exact:
        move_to_ceilings(plan, plans, random)
    place_outstanding(plan, plans, random)
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
        for planned in _come_out_completed(upper, candidates, random):
            planned.reach = COMPLETED
    _choose_organisations(plan, plans, honoured, random)
    _explain_completed(plan, plans, random)


def _come_out_completed(
    upper: UpperPlan, candidates: list[OrganisationPlan], random: Random
) -> list[OrganisationPlan]:
    """Any; where several do, one that exists nowhere is among them: what is told of weak committees
    is told of these.
    """
    found = random.sample(candidates, upper.completed)
    invented = [planned for planned in candidates if planned.organisation.unit.invented]
    if len(found) >= _SEVERAL and invented and invented[0] not in found:
        found[0] = invented[0]
    return found


_SEVERAL = 5


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
