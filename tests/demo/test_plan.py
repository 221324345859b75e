"""The plan's own arithmetic, and that it is solved exactly."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest

from tests.demo.rules import source
from thidua.demo import levels
from thidua.demo.plan import (
    LevelTotals,
    Plan,
    check,
    percent_of_good_or_better_rounded_up,
    percent_of_good_rounded_up,
)
from thidua.demo.plans import FULL, SMALL
from thidua.demo.tree import build_tree


@pytest.mark.parametrize("good_or_better", range(1, 400))
def test_the_ceiling_on_good_is_the_most_that_still_fits(good_or_better: int) -> None:
    ceiling = percent_of_good_rounded_up(good_or_better)
    fits = [
        x for x in range(good_or_better + 1) if x <= ceil(Fraction(20, 100) * (good_or_better - x))
    ]
    assert ceiling == max(fits)


@pytest.mark.parametrize(
    ("good_or_better", "ceiling"), [(0, 0), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3)]
)
def test_the_ceiling_on_good_or_better_rounds_up(good_or_better: int, ceiling: int) -> None:
    assert percent_of_good_or_better_rounded_up(good_or_better) == ceiling


@pytest.mark.parametrize("plan", [FULL, SMALL], ids=lambda plan: plan.name)
def test_plans_fit_together(plan: Plan) -> None:
    check(plan)
    assert len(build_tree(plan, source(1)).grassroots) == plan.grassroots_total


def test_a_plan_that_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match="small"):
        check(
            replace(
                SMALL, grassroots=LevelTotals(outstanding=4, good=3, completed=3, not_completed=0)
            )
        )


@pytest.mark.parametrize("seed", range(5))
def test_the_full_plan_is_solved_exactly_from_any_seed(seed: int) -> None:
    tree = build_tree(FULL, source(seed))

    solved = levels.solve(FULL, tree, source(seed))

    levels.check(FULL, solved)
    below = [
        one.organisation.unit.code
        for one in solved
        if sum(leaf.chosen for leaf in one.leaves) < percent_of_good_rounded_up(one.good_or_better)
    ]
    assert len(below) == FULL.slack, "nearly every pool is filled to its ceiling"
    assert sum(leaf.reaching - leaf.chosen for one in solved for leaf in one.leaves) > 1_000, (
        "choices are real"
    )


def test_a_solution_that_misses_the_plan_is_refused() -> None:
    tree = build_tree(SMALL, source(1))
    solved = levels.solve(SMALL, tree, source(1))
    solved[0].leaves[0].completed += 1
    with pytest.raises(ValueError, match="members"):
        levels.check(SMALL, solved)
