"""How many members of each cell stand at which level, so that every sum is as planned."""

from collections.abc import Iterable, Iterator
from random import Random

from thidua.demo.level_plans import LeafPlan, OrganisationPlan
from thidua.demo.plan import (
    COMPLETED,
    GOOD,
    NOT_COMPLETED,
    OUTSTANDING,
    LevelTotals,
    Plan,
    percent_of_good_rounded_up,
)
from thidua.demo.spread import spread


def place_not_completed(plans: list[OrganisationPlan], totals: LevelTotals, random: Random) -> None:
    """Share the members that are not completed out among cells that come out badly by their
    members.
    """
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


def place_completed(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
    """Share the completed members out, more where a cell comes out lower."""
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


def move_to_ceilings(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
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


def place_outstanding(plan: Plan, plans: list[OrganisationPlan], random: Random) -> None:
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
