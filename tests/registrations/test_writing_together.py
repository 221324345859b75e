"""Two tabs, two people: nobody's words are lost."""

import pytest

from tests.cast import Cast
from thidua.accounts.models import User
from thidua.registrations.actions import save_task
from thidua.registrations.errors import ConflictError, RegistrationError
from thidua.registrations.models import Task
from thidua.registrations.rows import content_of


def work(words: str) -> dict[str, dict[str, object]]:
    return {"work": {"kind": "key_task", "work": words}}


def test_two_who_write_different_parts_do_not_meet(task: Task, commune: User) -> None:
    save_task(task, 1, work("Trồng 30 ha rau"), actor=commune)
    saved = save_task(task, 1, {"person": {"with_whom": "Hội Phụ nữ"}}, actor=commune)
    task.refresh_from_db()
    assert (saved.revision, task.work, task.with_whom) == (3, "Trồng 30 ha rau", "Hội Phụ nữ")


def test_two_who_write_the_same_part_see_both_wordings(task: Task, commune: User) -> None:
    save_task(task, 1, work("Trồng 30 ha rau"), actor=commune)
    with pytest.raises(ConflictError) as conflict:
        save_task(
            task, 1, work("Trồng 20 ha rau") | {"person": {"with_whom": "Đoàn xã"}}, actor=commune
        )
    assert conflict.value.theirs["work"]["work"] == "Trồng 30 ha rau"
    assert conflict.value.mine["work"]["work"] == "Trồng 20 ha rau"
    task.refresh_from_db()
    assert (task.work, task.with_whom) == ("Trồng 30 ha rau", "Đoàn xã")
    kept = save_task(task, conflict.value.revision, work("Trồng 20 ha rau"), actor=commune)
    assert kept.work == "Trồng 20 ha rau"


def test_the_same_words_twice_are_no_conflict(task: Task, commune: User) -> None:
    save_task(task, 1, work("Trồng 30 ha rau"), actor=commune)
    again = save_task(task, 1, work("Trồng 30 ha rau"), actor=commune)
    assert again.revision == 2


def test_a_person_of_another_unit_is_refused_by_name(task: Task, commune: User, cast: Cast) -> None:
    stranger = cast.of_cell("G1A", 5)
    with pytest.raises(RegistrationError, match=f"{stranger.full_name} không thuộc đơn vị"):
        save_task(task, 1, {"person": {"doers": [{"person": stranger.pk}]}}, actor=commune)


def test_an_owner_who_left_stays_until_somebody_takes_them_off(
    task: Task, commune: User, cast: Cast
) -> None:
    gone = cast.of_cell("G3A", 2)
    gone.spells.update(ends_on="2021-03-01")
    gone.positions.update(ends_on="2021-03-01")
    doers = [{"person": gone.pk, "lead": True}, {"organisation": cast["G3B"].pk}]
    save_task(task, 1, {"person": {"doers": doers}}, actor=commune)
    assert [doer.person for doer in content_of(task).doers if doer.lead] == [gone.pk]


def test_a_measure_stays_the_same_when_its_line_moves(task: Task, commune: User) -> None:
    row = task.measures.get()
    first = {"name": "Thu nhập mỗi ha", "unit": "triệu đồng", "target": "170"}
    second = {"id": row.pk, "name": "Diện tích", "unit": "ha", "target": "30"}
    save_task(task, 1, {"effect": {"measures": [first, second]}}, actor=commune)
    assert [(each.name, each.pk == row.pk) for each in task.measures.all()] == [
        ("Thu nhập mỗi ha", False),
        ("Diện tích", True),
    ]


@pytest.mark.parametrize(
    "values", [{"time": {"ends_on": "hôm nào"}}, {"effect": {"measures": [{"target": "x"}]}}]
)
def test_what_is_not_readable_is_refused_in_a_sentence(
    task: Task, commune: User, values: dict[str, dict[str, object]]
) -> None:
    with pytest.raises(RegistrationError, match="ngày hoặc số chưa đúng"):
        save_task(task, 1, values, actor=commune)
