"""Everything together: from a seed and a plan to a made-up province."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from thidua.demo import decisions, leadership, levels, people, posts
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import Plan, check
from thidua.demo.plans import FULL
from thidua.demo.posts import Post
from thidua.demo.staff import Staff
from thidua.demo.successions import merge_villages
from thidua.demo.tree import build_tree
from thidua.demo.units import Tree, Unit

SEED = 2021
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Province:
    """Everything that is made up, before it is laid out in sheets."""

    plan: Plan
    seed: int
    tree: Tree
    organisations: list[OrganisationPlan]
    flagged: list[Unit]
    staffs: list[Staff]
    held: list[Post]
    led: leadership.LedUnits
    leading: leadership.Leadership

    def random(self, topic: str) -> Random:
        """Each topic has its own source: a change in one leaves the others as they are."""
        return _random(self.seed, topic)


def make_up(seed: int = SEED, plan: Plan = FULL, note: Note = lambda step: None) -> Province:
    """Everything about the province that does not depend on a sheet: the same seed and plan give
    the same.

    Raises ValueError naming what cannot be met. `note` is told what is being made.
    """
    check(plan)
    note("organisations")
    tree = build_tree(plan, _random(seed, "tree"))
    organisations = levels.solve(plan, tree, _random(seed, "levels"))
    levels.check(plan, organisations)
    flagged = decisions.choose_flagged(plan, organisations, _random(seed, "flags"))
    for unit in (flagged[0], *_other_villages(organisations, flagged, _random(seed, "villages"))):
        merge_villages(tree, unit)
    note("members")
    staffs = people.populate(plan, organisations, _random(seed, "people"))
    held = posts.fill_posts(plan, organisations, staffs, _random(seed, "posts"))
    people.assign(staffs, _random(seed, "outcomes"))
    posts.discipline_some(organisations, staffs, held, _random(seed, "discipline"))
    led = leadership.units_led(plan, organisations)
    leading = leadership.lead(plan, organisations, held, led=led, random=_random(seed, "leaders"))
    return Province(plan, seed, tree, organisations, flagged, staffs, held, led, leading)


def _random(seed: int, topic: str) -> Random:
    return Random(f"{seed}: {topic}")


def _other_villages(
    organisations: Iterable[OrganisationPlan], flagged: Iterable[Unit], random: Random
) -> list[Unit]:
    """Some more villages whose cells came out of a merger."""
    villages = [
        leaf.unit
        for planned in organisations
        for leaf in planned.leaves
        if leaf.unit.kind == "village" and leaf.unit not in flagged and len(leaf.unit.places) == 1
    ]
    return random.sample(villages, len(villages) // 300)
