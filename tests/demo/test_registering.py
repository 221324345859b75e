"""What the demo's units registered: everybody did, clearly; nothing bad is told of a real one."""

from collections import Counter

import pytest

from thidua.demo.build import Province, make_up
from thidua.demo.plans import FULL, SMALL
from thidua.demo.season import begin
from thidua.demo.stands import Stand, stands_of
from thidua.demo.tasks import DemoTask, tasks_of_year

YEAR = 2022


@pytest.fixture(scope="module", params=[SMALL, FULL], ids=lambda plan: plan.name)
def province(request: pytest.FixtureRequest) -> Province:
    return make_up(plan=request.param)


@pytest.fixture(scope="module")
def tasks(province: Province) -> list[DemoTask]:
    return list(tasks_of_year(province, YEAR))


def test_every_unit_below_the_province_registers(province: Province, tasks: list[DemoTask]) -> None:
    standing = {unit.code for unit in province.tree.units() if unit.places[-1][2] is None}
    assert {task.unit for task in tasks} == standing - {province.tree.province.code}


def test_a_grassroots_organisation_has_tasks_and_a_breakthrough(
    province: Province, tasks: list[DemoTask]
) -> None:
    kinds = Counter((task.unit, task.kind) for task in tasks)
    for organisation in province.tree.grassroots:
        assert kinds[organisation.unit.code, "breakthrough"] == 1
        assert kinds[organisation.unit.code, "key_task"] >= 2


def test_each_aims_at_something_better_than_last_year(tasks: list[DemoTask]) -> None:
    for task in tasks:
        assert task.target < task.last if task.lower else task.target > task.last, task
        assert "{" not in task.title + task.work
        assert task.starts_on < task.milestone[0] < task.ends_on


def test_whoever_leads_and_answers_holds_a_post_there(
    province: Province, tasks: list[DemoTask]
) -> None:
    for task in tasks:
        assert task.lead.organisation == task.answers.organisation == task.unit
        assert task.lead.is_open
        assert task.answers.is_open
        assert task.answers.role == "head"


def test_the_same_seed_registers_the_same(province: Province, tasks: list[DemoTask]) -> None:
    assert [task.title for task in tasks_of_year(province, YEAR)] == [task.title for task in tasks]
    assert [task.title for task in tasks_of_year(province, YEAR - 1)] != [
        task.title for task in tasks
    ]


def test_whatever_is_not_accepted_is_of_a_body_that_exists_nowhere(province: Province) -> None:
    invented = {unit.code for unit in province.tree.units() if unit.invented}
    stands = stands_of(begin(province))
    assert set(stands) <= invented
    assert {Stand.WAITS, Stand.CAME_BACK} <= set(stands.values())
