"""The workbook *Đăng ký*: out and in again, what a file may not change, faults with their place."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.exchange.conftest import quick
from tests.registrations.conftest import whole
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all, export_for_unit
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.exchange.templates import template
from thidua.exchange.undoing import take_back
from thidua.organisations.models import Organisation
from thidua.registrations.actions import add_task, remove_task
from thidua.registrations.content import as_json
from thidua.registrations.loading.frames import frame_of
from thidua.registrations.models import Registration, Task, TaskVersion
from thidua.registrations.rows import content_of
from thidua.registrations.sending import send_registration
from thidua.registrations.sheets import MEASURES, MILESTONES, TASKS
from thidua.workbooks import write_workbook

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

ROW = {
    "organisation": "G3",
    "number": 1,
    "kind": "key_task",
    "work": "Chuyển đổi 30 ha lúa",
    "lead": ["M-G3A-02"],
    "doers": ["G3A"],
    "ends_on": dt.date(2021, 11, 30),
    "answers": "M-G3A-02",
}

OF_NOBODY: dict[str, Any] = {"lead": [], "doers": [], "answers": None}


def write(
    path: Path, tasks: list[dict[str, Any]], measures: Any = (), milestones: Any = ()
) -> Path:
    frames = {
        TASKS.id: frame_of(TASKS, tasks),
        MEASURES.id: frame_of(MEASURES, list(measures)),
        MILESTONES.id: frame_of(MILESTONES, list(milestones)),
    }
    write_workbook(workbook(Book.REGISTRATIONS), frames, path, language="vi")
    return path


def load(path: Path, actor: Actor | None = None, unit: Organisation | None = None) -> ImportResult:
    return import_files([path], year=2021, unit=unit, actor=actor or Operator())


def problems(result: ImportResult) -> str:
    return "; ".join(str(one) for one in result.problems)


def stored() -> list[dict[str, Any]]:
    return [as_json(content_of(task)) for task in Task.objects.order_by("registration", "position")]


def without_keys(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for content in contents:
        for measure in content["effect"]["measures"]:
            measure["id"] = None
    return contents


def test_what_is_exported_loads_as_the_same_rows(
    cast: Cast, task: Task, commune: User, registration: Registration, tmp_path: Path
) -> None:
    more = whole(cast, effect={"measures": [{"name": "Xong quy chế", "yes_no": True}]})
    more["work"] |= {"kind": "breakthrough", "work": "Một cửa điện tử,\nkhông giấy"}
    add_task(registration, actor=commune, values=more)
    send_registration(registration, actor=commune)
    (path,) = export_all(tmp_path, year=2021, actor=Operator(), kinds=[Book.REGISTRATIONS])
    again = load(path)
    assert again.changes_nothing, problems(again)
    assert sum(sheet.unchanged for sheet in again.sheets) == 6

    before = without_keys(stored())
    TaskVersion.objects.all().delete()
    Registration.objects.all().delete()
    loaded = load(path)
    assert loaded.applied, problems(loaded)
    after = without_keys(stored())
    for content in before:
        content["work"]["work"] = content["work"]["work"].replace("\n", " ")
    assert after == before
    assert set(Registration.objects.values_list("status", flat=True)) == {"draft"}
    assert load(path).changes_nothing


def test_a_load_can_be_taken_back(year: Campaign, tmp_path: Path) -> None:
    lines = [{"organisation": "G3", "number": 1, "name": "Diện tích", "unit": "ha", "target": 0}]
    result = load(write(tmp_path / "a.xlsx", [ROW], lines))
    assert result.applied, problems(result)
    assert Task.objects.get().measures.get().target == 0
    take_back(result.act)
    assert not Task.objects.exists()
    assert not Registration.objects.exists()


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"organisation": "G9"}, "Mã tổ chức", "không có tổ chức nào"),
        ({"lead": ["M-G1A-02"]}, "mã làm chính", "M-G1A-02"),
        ({"doers": ["NAI"]}, "Mã cùng làm", "NAI"),
        ({"answers": "M-G1A-02"}, "mã người trả lời", "M-G1A-02"),
        ({"ends_on": dt.date(2022, 1, 1)}, "Hạn cuối", "ngoài năm 2021"),
        ({"starts_on": dt.date(2021, 12, 1)}, "bắt đầu", "sau hạn cuối"),
        ({"title": "x" * 161}, "Tên gọi ngắn", "quá dài"),
        ({"number": 0}, "Nhiệm vụ số", "0"),
    ],
)
def test_odd_cells_are_named_with_their_place(
    tmp_path: Path, change: dict[str, Any], column: str, said: str
) -> None:
    result = load(write(tmp_path / "a.xlsx", [{**ROW, **change}]))
    assert not result.applied
    assert column in problems(result)
    assert said in problems(result)
    assert not Task.objects.exists()


@pytest.mark.usefixtures("year")
def test_a_line_of_no_task_is_refused(tmp_path: Path) -> None:
    lines = [{"organisation": "G3", "number": 7, "name": "Diện tích", "unit": "ha", "target": 1}]
    result = load(write(tmp_path / "a.xlsx", [ROW], lines))
    assert "không có nhiệm vụ mang số ấy" in problems(result)


def test_a_file_changes_nothing_that_was_sent(
    task: Task, commune: User, registration: Registration, tmp_path: Path
) -> None:
    send_registration(registration, actor=commune)
    result = load(write(tmp_path / "a.xlsx", [ROW]))
    assert "đã gửi" in problems(result)
    assert not result.applied


def test_the_province_does_not_write_into_a_units_own_draft(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    province = cast.officer("tinh", Role.PROVINCE, "P")
    result = load(write(tmp_path / "a.xlsx", [ROW]), actor=province)
    assert "chỉ đơn vị ấy" in problems(result)


def test_nothing_is_loaded_before_the_launch(year: Campaign, tmp_path: Path) -> None:
    Campaign.objects.update(launch_date=None)
    assert "chưa phát động" in problems(load(write(tmp_path / "a.xlsx", [ROW])))


def test_a_unit_brings_its_own_and_takes_its_draft(
    cast: Cast, task: Task, commune: User, year: Campaign, tmp_path: Path
) -> None:
    path = export_for_unit(
        tmp_path / "own.xlsx",
        campaign=year,
        unit=cast["G3"],
        actor=commune,
        kind=Book.REGISTRATIONS,
    )
    same = load(path, actor=commune, unit=cast["G3"])
    assert same.changes_nothing, problems(same)
    changed = write(tmp_path / "a.xlsx", [ROW, {**ROW, "organisation": "G3B", **OF_NOBODY}])
    done = load(changed, actor=commune, unit=cast["G3"])
    assert done.applied, problems(done)
    task.refresh_from_db()
    assert (task.work, task.measures.count()) == (ROW["work"], 1)
    foreign = write(tmp_path / "b.xlsx", [{**ROW, "organisation": "G1"}])
    assert "không có tổ chức nào" in problems(load(foreign, actor=commune, unit=cast["G3"]))


def test_a_draft_leaves_with_nobody_above(cast: Cast, task: Task, tmp_path: Path) -> None:
    (path,) = export_all(tmp_path, year=2021, actor=Operator(), kinds=[Book.REGISTRATIONS])
    again = load(path)
    assert sum(one.new + one.changed + one.unchanged + one.in_error for one in again.sheets) == 0


def test_the_template_is_written(year: Campaign, tmp_path: Path) -> None:
    assert template(Book.REGISTRATIONS, tmp_path / "t.xlsx", year=2021).stat().st_size > 0


def test_gone_tasks_stay_gone(task: Task, commune: User, tmp_path: Path) -> None:
    remove_task(task, actor=commune)
    assert load(write(tmp_path / "a.xlsx", [ROW])).applied
    assert Task.objects.count() == 1
