"""The member standard written for openfisca-core: the other side of `benchmarks.rating`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import YEAR
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

TASKS = ("duties", "year_tasks")
OTHERS = (
    *("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style"),
    *("self_commitment", "remedying"),
)
FLAGS = ("violation_counted_before", "degraded", "civil_servant")
NUMBERS = (*TASKS, *OTHERS, "targets_done", "discipline", "civil_servant_level")

Member = Entity("member", "members", "A member", "")
Pool = GroupEntity("pool", "pools", "A grassroots organisation", "", roles=[{"key": "member"}])


class level(Variable):  # noqa: N801  (openfisca names variables so)
    value_type = int
    entity = Member
    definition_period = YEAR

    def formula(member: Any, period: Any) -> NDArray[Any]:  # noqa: N805
        tasks = [member(name, period) for name in TASKS]
        others = [member(name, period) for name in OTHERS]
        servant, state = member("civil_servant", period), member("civil_servant_level", period)
        disciplined = (member("discipline", period) > 0) & ~member(
            "violation_counted_before", period
        )
        not_completed = (
            member("degraded", period)
            | disciplined
            | (member("targets_done", period) < 500_000)
            | (servant & (state == 1))
        )

        def reaches(task_grade: int, other_grade: int, state_level: int) -> NDArray[Any]:
            reached = ~not_completed & (~servant | (state >= state_level))
            for grade in tasks:
                reached = reached & (grade >= task_grade)
            for grade in others:
                reached = reached & (grade >= other_grade)
            return reached

        return np.select(
            [reaches(4, 3, 4), reaches(3, 2, 3), reaches(2, 2, 2)], [4, 3, 2], default=1
        )


class good_or_better_in_pool(Variable):  # noqa: N801
    value_type = int
    entity = Pool
    definition_period = YEAR

    def formula(pool: Any, period: Any) -> NDArray[Any]:  # noqa: N805
        total: NDArray[Any] = pool.sum(pool.members("level", period) >= 3)
        return total


class outstanding_in_pool(Variable):  # noqa: N801
    value_type = int
    entity = Pool
    definition_period = YEAR

    def formula(pool: Any, period: Any) -> NDArray[Any]:  # noqa: N805
        total: NDArray[Any] = pool.sum(pool.members("level", period) == 4)
        return total


def _input(name: str, kind: type) -> type[Variable]:
    return type(
        name, (Variable,), {"value_type": kind, "entity": Member, "definition_period": YEAR}
    )


def simulation(data: dict[str, NDArray[Any]], *, organisations: int) -> Simulation:
    """A simulation with every input set, ready to calculate."""
    system = TaxBenefitSystem([Member, Pool])
    for name in NUMBERS:
        system.add_variable(_input(name, int))
    for name in FLAGS:
        system.add_variable(_input(name, bool))
    for variable in (level, good_or_better_in_pool, outstanding_in_pool):
        system.add_variable(variable)
    builder = SimulationBuilder()
    builder.create_entities(system)
    members = len(data["grassroots"])
    builder.declare_person_entity("member", np.arange(members))
    pools = builder.declare_entity("pool", np.arange(organisations))
    builder.join_with_persons(pools, data["grassroots"], roles=np.full(members, "member"))
    built = builder.build(system)
    for name in (*NUMBERS, *FLAGS):
        built.set_input(name, "2021", data[name])
    return built
