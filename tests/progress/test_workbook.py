"""The workbook *Tiến độ*: out and in again, a row a measure and a day, faults with their place."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.conftest import quick
from tests.progress.conftest import note_words
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import User
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all, export_for_unit
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.exchange.undoing import take_back
from thidua.organisations.models import Organisation
from thidua.progress.actions import write_note
from thidua.progress.loading.frames import frame_of
from thidua.progress.models import Note
from thidua.progress.sheets import PROGRESS
from thidua.registrations.models import Task
from thidua.workbooks import parse_workbook, read, write_workbook

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick", "task")

AUGUST = dt.date(2021, 8, 19)
ROW = {
    "organisation": "G3",
    "task": "1",
    "measure": "Diện tích đã chuyển đổi",
    "on": AUGUST,
    "value": Decimal(9),
    "text": "Thôn 1 xong",
}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    frames = {PROGRESS.id: frame_of(rows)}
    write_workbook(workbook(Book.PROGRESS), frames, path, language="vi")
    return path


def load(path: Path, actor: Actor | None = None, unit: Organisation | None = None) -> ImportResult:
    return import_files([path], year=2021, unit=unit, actor=actor or Operator())


def problems(result: ImportResult) -> str:
    return "; ".join(str(one) for one in result.problems)


def stored() -> list[tuple[dt.date, str, list[Decimal | None], bool]]:
    notes = Note.objects.order_by("pk")
    return [
        (one.on, one.text, [each.value for each in one.values.all()], hasattr(one, "corrected_by"))
        for one in notes
    ]


def test_a_row_becomes_a_note_once_and_can_be_taken_back(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ROW)
    result = load(path)
    assert result.applied, problems(result)
    assert stored() == [(AUGUST, "Thôn 1 xong", [Decimal(9)], False)]
    assert load(path).changes_nothing
    take_back(result.act)
    assert not Note.objects.exists()


def test_the_task_may_be_named_and_the_only_measure_left_out(tmp_path: Path) -> None:
    row = ROW | {"task": "chuyển đổi lúa kém hiệu quả sang rau xuất khẩu", "measure": None}
    result = load(write(tmp_path / "a.xlsx", row))
    assert result.applied, problems(result)
    assert len(stored()) == 1


def test_another_number_for_the_same_day_corrects_and_loses_nothing(tmp_path: Path) -> None:
    load(write(tmp_path / "a.xlsx", ROW))
    result = load(write(tmp_path / "b.xlsx", ROW | {"value": Decimal(10), "text": None}))
    assert result.applied, problems(result)
    assert stored() == [
        (AUGUST, "Thôn 1 xong", [Decimal(9)], True),
        (AUGUST, "Thôn 1 xong", [Decimal(10)], False),
    ]


def test_what_is_exported_loads_as_nothing_new_and_has_rows_to_fill(
    task: Task, commune: User, tmp_path: Path
) -> None:
    unit = task.registration.organisation
    path = export_for_unit(
        tmp_path / "u.xlsx",
        campaign=task.registration.campaign,
        unit=unit,
        actor=commune,
        kind=Book.PROGRESS,
    )
    frame = parse_workbook(read(path, "u.xlsx"), workbook(Book.PROGRESS))[PROGRESS.id].frame
    assert frame.select("organisation", "task", "measure", "on", "value").rows() == [
        ("G3", "1", "Diện tích đã chuyển đổi", None, None)
    ]
    assert load(path).changes_nothing
    write_note(task, note_words(task, 9, text="Thôn 1\nxong"), actor=commune)
    (whole,) = export_all(tmp_path, year=2021, actor=Operator(), kinds=[Book.PROGRESS])
    again = load(whole)
    assert again.changes_nothing, problems(again)
    assert sum(sheet.unchanged for sheet in again.sheets) == 1


def test_the_unit_loads_its_own_and_who_stands_above_does_not(
    task: Task, commune: User, district: User, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.xlsx", ROW)
    above = load(path, district, Organisation.objects.get(code="U2"))
    assert "chính đơn vị" in problems(above)
    own = load(path, commune, task.registration.organisation)
    assert own.applied, problems(own)
    assert Note.objects.get().written_by == commune


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"organisation": "G9"}, "Mã tổ chức", "không có tổ chức nào"),
        ({"task": "7"}, "Nhiệm vụ", "không có nhiệm vụ đã nhận"),
        ({"measure": "Số hộ"}, "Thước đo", "không có thước đo"),
        ({"on": dt.date(2021, 9, 6)}, "Tính đến ngày", "chưa đến"),
        ({"on": dt.date(2020, 12, 1)}, "Tính đến ngày", "trước năm 2021"),
        ({"on": None}, "Tính đến ngày", "thiếu ngày"),
        ({"value": None, "done": True}, "Được bao nhiêu", "nhập một số"),
        ({"text": "x" * 4_001}, "Đã làm gì", "quá dài"),
    ],
)
def test_odd_cells_are_named_with_their_place(
    tmp_path: Path, change: dict[str, Any], column: str, said: str
) -> None:
    result = load(write(tmp_path / "a.xlsx", ROW | change))
    assert not result.applied
    assert column in problems(result)
    assert said in problems(result)
    assert not Note.objects.exists()
