"""Our own template as it comes back with an office's habits: what is certain is read without a
question.
"""

from pathlib import Path

import openpyxl
import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.exchange.books import Book
from thidua.organisations.models import MembershipSpell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]


def test_merged_cells_and_a_total_are_read_as_they_look(load: Load, tmp_path: Path) -> None:
    before = set(MembershipSpell.objects.values_list("person__code", "organisation__code"))
    members = sorted(cast.members(), key=lambda row: row["cell"])
    path = cast.write(tmp_path, Book.MEMBERS, {"members": members})
    book = openpyxl.load_workbook(path)
    sheet = book["Đảng viên"]
    at = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Mã chi bộ"))
    cells = [row["cell"] for row in members]
    alike = next(cell for cell in cells if cells.count(cell) > 1)
    first = 2 + cells.index(alike)
    last = first + cells.count(alike) - 1
    sheet.merge_cells(start_row=first, end_row=last, start_column=at, end_column=at)
    sheet.append(["Tổng cộng", f"{len(members)} đảng viên"])
    book.save(path)
    result = load(path)
    assert [str(problem) for problem in result.problems if problem.severity == "error"] == []
    now = set(MembershipSpell.objects.values_list("person__code", "organisation__code"))
    assert now == before
