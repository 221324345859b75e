"""What comes in as files: any of the workbooks, under any name, in any order; files that cannot be
used.
"""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.accounts.actors import Operator
from thidua.exchange.books import Book
from thidua.exchange.errors import NothingToDoError
from thidua.exchange.importing import import_files
from thidua.exchange.results import Step
from thidua.organisations.models import Organisation
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS
from thidua.workbooks import write_csv

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("quick")
def test_the_order_and_the_names_of_the_files_do_not_matter(load: Load, tmp_path: Path) -> None:
    paths = [
        cast.write(tmp_path, book, sheets, name=f"{name}.xlsx")
        for name, (book, sheets) in zip("abcd", reversed(cast.everything().items()), strict=True)
    ]

    result = load(*paths)

    assert result.applied, [str(problem) for problem in result.problems]
    assert result.year == 2021


@pytest.mark.usefixtures("quick")
def test_sheets_may_come_as_csv_files(load: Load, tmp_path: Path) -> None:
    paths = []
    for sheet, rows in (
        (POSITIONS, cast.positions()),
        (MEMBERS, cast.members()),
        (ORGANISATIONS, cast.organisations()),
    ):
        paths.append(tmp_path / f"{sheet.id}.csv")
        write_csv(sheet, cast.frame_of(sheet, rows), paths[-1])

    result = load(*paths)

    assert result.applied, [str(problem) for problem in result.problems]
    assert [(sheet.file, sheet.new) for sheet in result.sheets] == [
        ("organisations.csv", 9),
        ("members.csv", 11),
        ("positions.csv", 6),
    ]


def test_a_file_that_cannot_be_used_keeps_the_others_out(load: Load, tmp_path: Path) -> None:
    good = cast.write(tmp_path, Book.ORGANISATIONS, {"organisations": cast.organisations()})
    broken = tmp_path / "dang-vien.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    wrong = tmp_path / "luong.xlsx"
    _write_another_template(wrong)

    result = load(good, broken, wrong)

    assert not result.applied
    assert [problem.file for problem in result.problems] == ["dang-vien.xlsx", "luong.xlsx"]
    errors = [str(problem) for problem in result.problems]
    assert any("dang-vien.xlsx: tệp .xlsx bị hỏng" in error for error in errors), errors
    assert any(
        "luong.xlsx: không đúng mẫu" in error and "“Bảng lương”" in error for error in errors
    )
    assert Organisation.objects.count() == 0


def _write_another_template(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Bảng lương").write_row(0, 0, ["STT", "Hệ số", "Lương"])


def test_a_file_with_macros_is_named_as_such(load: Load, tmp_path: Path) -> None:
    path = cast.write(tmp_path, Book.ORGANISATIONS, {"organisations": cast.organisations()})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00")

    (problem,) = load(path).problems

    assert "macro" in str(problem)


def test_no_files_at_all(load: Load) -> None:
    with pytest.raises(NothingToDoError, match="chưa chọn tệp nào"):
        load()


@pytest.mark.usefixtures("quick")
def test_progress_runs_from_the_first_file_to_the_end(tmp_path: Path) -> None:
    steps: list[Step] = []

    import_files(cast.write_all(tmp_path), actor=Operator(), progress=steps.append)

    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[0].text.vi, steps[-1].done) == ("Đọc 1-to-chuc.xlsx", steps[-1].total)
    assert "Trang “Khen thưởng”" in [step.text.vi for step in steps]
