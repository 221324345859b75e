"""Looking at what an upload would do: counts, changes, faults in the shape of the sheet, the marked
copy.
"""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from tests.exchange import cast
from tests.exchange.wizard.conftest import content
from thidua.exchange.books import Book
from thidua.exchange.models import Upload
from thidua.exchange.presenters import change_of, fault_of, grid_of, rows_with

Act = Callable[..., Upload]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
RED = "FFF8C9C4"


def faulty(tmp_path: Path) -> Path:
    """Two faults on the sheet of members, one on the sheet of posts; a new person, a changed
    name.
    """
    rows = cast.members()
    rows[0]["full_name"] = "Đỗ Thị Ánh Tuyết"
    rows[1]["cell"] = "X01-9"
    rows.append(rows[2] | {"code": "DV11", "full_name": "Trịnh Thị Mai", "host": "X01-2"})
    posts = cast.positions()
    posts[0]["member"] = "DV99"
    return cast.write(
        tmp_path, Book.MEMBERS, {"members": rows, "positions": posts}, name="sai.xlsx"
    )


def test_a_good_upload_waits_with_its_counts_and_changes(send: Act, tmp_path: Path) -> None:
    before = content()
    rows = cast.members()
    rows[0]["full_name"] = "Đỗ Thị Ánh Tuyết"
    upload = send(
        cast.write(
            tmp_path,
            Book.MEMBERS,
            {"members": [*rows, rows[1] | {"code": "DV11", "full_name": "Trịnh Thị Mai"}]},
        )
    )
    assert upload.state == "ready"
    assert {
        name: upload.summary[name] for name in ("new", "changed", "unchanged", "removed", "errors")
    } == {
        "new": 1,
        "changed": 1,
        "unchanged": 10,
        "removed": 0,
        "errors": 0,
    }
    changes = [change_of(change) for change in upload.sheets.get(title_vi="Đảng viên").changes]
    assert [(one.kind, one.row, one.subject, one.before, one.after) for one in changes] == [
        ("changed", 2, "DV01", "Đỗ Thị Ánh", "Đỗ Thị Ánh Tuyết"),
        ("new", 13, "DV11", "", ""),
    ]
    assert content() == before


def test_faulty_rows_stand_as_in_the_sheet_with_what_is_wrong(send: Act, tmp_path: Path) -> None:
    upload = send(faulty(tmp_path))
    assert (upload.state, upload.summary["errors"]) == ("faulty", 3)
    sheet = upload.sheets.get(title_vi="Đảng viên")
    assert (sheet.errors, sheet.new, sheet.changed) == (2, 0, 1)
    grid = grid_of(sheet, rows_with(sheet, errors=True))
    assert [row.number for row in grid.rows] == [3, 13]
    assert [letter for letter, _ in grid.columns] == ["A", "B", "C", "H", "M"]
    first = grid.rows[0]
    assert [(cell.text, cell.wrong) for cell in first.cells] == [
        ("DV02", ""),
        ("Nguyễn Văn Bình", ""),
        ("02/01/1980", ""),
        ("X01-9", "error"),
        ("", ""),
    ]
    fault = first.faults[0]
    assert (fault.cell, fault.value) == ("H3", "X01-9")
    assert "không có tổ chức nào mang mã này" in fault.message
    assert "gần nhất là “X01-" in fault.expected


def test_the_marked_copy_has_red_cells_with_comments(
    send: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(faulty(tmp_path))
    response = client.get(f"/nap-du-lieu/{upload.pk}/tep/0/?marked=1")
    assert 'filename="sai-loi.xlsx"' in response.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cell = book["Đảng viên"]["H3"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("X01-9", RED)
    assert cell.comment is not None
    assert "không có tổ chức nào mang mã này" in cell.comment.text
    assert book["Chức vụ"]["A2"].fill.fgColor.rgb == RED
    assert book["Đảng viên"]["A2"].comment is None
    assert book.sheetnames[0] == "Các lỗi"
    assert book["Các lỗi"].max_row == 4


def test_the_marked_copy_corrected_is_a_good_file(
    send: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(faulty(tmp_path))
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/nap-du-lieu/{upload.pk}/tep/0/?marked=1").content)
    )
    book["Đảng viên"]["H3"] = "X01-1"
    book["Đảng viên"]["M13"] = None
    book["Chức vụ"]["A2"] = "DV01"
    book.save(tmp_path / "da-sua.xlsx")
    again = send(tmp_path / "da-sua.xlsx")
    assert (again.state, again.summary["warnings"]) == ("ready", 0)
    assert (again.summary["new"], again.summary["changed"]) == (1, 1)


def test_a_fault_of_the_sheet_of_the_year_is_marked_at_its_value(
    send: Act, client: Client, tmp_path: Path
) -> None:
    sheets = {"year": [cast.year()[0] | {"cut_off_date": None, "year": 2023, "review_date": None}]}
    upload = send(cast.write(tmp_path, Book.FACTS, sheets))
    assert upload.state == "faulty"
    sheet = upload.sheets.get(title_vi="Năm")
    cells = {fault_of(told).cell for row in sheet.rows for told in row["faults"]}
    assert len(cells) == 2
    assert {cell[0] for cell in cells} == {"B"}
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/nap-du-lieu/{upload.pk}/tep/0/?marked=1").content)
    )
    assert all(book["Năm"][cell].fill.fgColor.rgb == RED for cell in cells)


def test_warnings_stand_apart_and_stop_nothing(send: Act, client: Client, tmp_path: Path) -> None:
    rows = cast.member_facts()
    rows[0] |= {"name": "Một Tên Khác", "duties": "poor"}
    upload = send(cast.write(tmp_path, Book.FACTS, {"member_facts": rows}), year=2021)
    assert (upload.state, upload.summary["errors"], upload.summary["warnings"]) == ("ready", 0, 1)
    page = client.get(f"/nap-du-lieu/{upload.pk}/?part=warnings").content.decode()
    assert "tên khác với tên đã lưu" in page
    assert "is-warning" in page


def test_a_long_list_of_faults_is_paged(send: Act, client: Client, tmp_path: Path) -> None:
    rows = [cast.members()[0] | {"code": f"NG{number:03}", "cell": "X01-9"} for number in range(60)]
    upload = send(cast.write(tmp_path, Book.MEMBERS, {"members": rows}))
    first = client.get(f"/nap-du-lieu/{upload.pk}/")
    assert (first.context["page"].total, len(first.context["grid"].rows)) == (60, 25)
    last = client.get(f"/nap-du-lieu/{upload.pk}/?page=3").context["grid"]
    assert (last.rows[0].number, last.rows[-1].number) == (52, 61)


def test_only_the_facts_of_another_year_are_asked_for_in_the_form(
    send: Act, tmp_path: Path
) -> None:
    upload = send(
        cast.write(tmp_path, Book.FACTS, {"member_facts": cast.member_facts()}), year=2035
    )
    assert upload.state == "faulty"
    assert "chưa mở năm 2035" in upload.summary["whole"][0]["message"][0]
