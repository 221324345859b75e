"""The sheet *Số liệu chỉ tiêu*: in with its faults named, out again, and taken back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.cast import Cast
from tests.exchange.conftest import quick
from tests.indicators.conftest import noted
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign, Indicator
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.exchange.undoing import take_back
from thidua.indicators.models import Reading
from thidua.indicators.sheets import READINGS
from thidua.organisations.models import Organisation
from thidua.workbooks import write_workbook

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick", "_launched")
ROW = {"organisation": "U1", "indicator": "recruit", "month": 8, "value": "31", "source": "BC 1"}


@pytest.fixture
def _launched(year: Campaign) -> None:
    year.launch_date = dt.date(2021, 1, 15)
    year.save()


def write(path: Path, *rows: dict[str, Any]) -> Path:
    schema = {column.id: column.dtype for column in READINGS.columns}
    data = [row | {"value": Decimal(row["value"])} for row in rows]
    frame = pl.DataFrame(data, schema=schema, orient="row")
    book = workbook(Book.PROGRESS)
    frames = {
        sheet.id: pl.DataFrame(schema={column.id: column.dtype for column in sheet.columns})
        for sheet in book.sheets
    }
    write_workbook(book, frames | {READINGS.id: frame}, path, language="vi")
    return path


def load(path: Path, actor: Actor | None = None, unit: Organisation | None = None) -> ImportResult:
    return import_files([path], year=2021, unit=unit, actor=actor or Operator())


def faults(result: ImportResult) -> str:
    return "; ".join(str(one) for one in result.problems)


def test_numbers_come_by_code_and_by_name(tmp_path: Path, recruit: Indicator) -> None:
    named = ROW | {"organisation": "U2", "indicator": "kết nạp đảng viên", "value": "4.5"}
    assert faults(load(write(tmp_path / "a.xlsx", ROW, named))) == ""
    found = Reading.objects.order_by("organisation__code")
    assert [(one.value, one.on) for one in found] == [
        (Decimal(31), dt.date(2021, 8, 31)),
        (Decimal("4.5"), dt.date(2021, 8, 31)),
    ]


def test_what_goes_out_comes_in_unchanged(tmp_path: Path, recruit: Indicator) -> None:
    load(write(tmp_path / "a.xlsx", ROW))
    (path,) = export_all(tmp_path, year=2021, actor=Operator(), kinds=[Book.PROGRESS])
    result = load(path)
    assert faults(result) == ""
    assert [one.writes for one in result.sheets if one.sheet == READINGS.title] == [0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisation": "KHONG"}, "không có tổ chức nào mang mã này"),
        ({"indicator": "khong-co"}, "không có chỉ tiêu ấy"),
        ({"month": 12}, "chưa đến"),
        ({"month": 13}, "13"),
    ],
)
def test_a_fault_is_named_and_nothing_is_loaded(
    tmp_path: Path, recruit: Indicator, wrong: dict[str, Any], said: str
) -> None:
    good = ROW | {"organisation": "U2"}
    result = load(write(tmp_path / "a.xlsx", good, ROW | wrong))
    assert said in faults(result)
    assert not Reading.objects.exists()


def test_what_a_unit_entered_changes_by_its_own_file_alone(
    tmp_path: Path, cast: Cast, recruit: Indicator
) -> None:
    noted(cast, "G1", recruit, "7")
    path = write(tmp_path / "a.xlsx", ROW | {"organisation": "G1", "value": "8"})
    city = cast.officer("thanhpho", Role.UPPER_LEVEL, "U1")
    assert "đơn vị đã tự ghi số này" in faults(load(path, city, cast["U1"]))
    assert Reading.objects.get().value == 7
    ward = cast.officer("phuong", Role.GRASSROOTS, "G1")
    assert faults(load(path, ward, cast["G1"])) == ""
    assert Reading.objects.get().value == 8


def test_a_load_is_taken_back(tmp_path: Path, recruit: Indicator) -> None:
    result = load(write(tmp_path / "a.xlsx", ROW))
    assert Reading.objects.count() == 1
    assert result.act
    take_back(result.act)
    assert not Reading.objects.exists()
