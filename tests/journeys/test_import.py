"""An officer sends a workbook with two faults, corrects the marked copy, loads it and takes it
back.
"""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.exchange import cast
from tests.journeys.conftest import Visitor
from thidua.accounts.models import Role, User
from thidua.exchange import working
from thidua.exchange.books import Book
from thidua.exchange.models import Upload
from thidua.organisations.models import Person
from thidua.roster.models import RosterEntry


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Three new members of one name and birth: one in a cell that there is not, one with a status
    that there is not.
    """
    rows = [cast.members()[0] | {"code": f"MOI{number}", "cell": "GL01A"} for number in range(3)]
    rows[1]["cell"] = "GL01Z"
    path = cast.write(tmp_path, Book.MEMBERS, {"members": rows}, name="dang-vien.xlsx")
    book = openpyxl.load_workbook(path)
    book["Đảng viên"]["I4"] = "chính thứcc"
    book.save(path)
    return path


def the_worker(step: str) -> None:
    """The worker's turn: nothing runs in the background of a test."""
    upload = Upload.objects.latest("pk")
    assert upload.uploaded_by is not None
    getattr(working, step)(upload_id=upload.pk, actor=upload.uploaded_by)


def send(visitor: Visitor, path: Path) -> None:
    visitor.open("/nap-du-lieu/tai-len/")
    visitor.page.get_by_label("Chọn tệp trên máy").set_input_files(path)
    expect(visitor.page.locator("#files-chosen")).to_contain_text(path.name)
    assert visitor.problems() == []
    visitor.page.get_by_role("button", name="Tải lên và kiểm tra").click()
    expect(visitor.page.get_by_text("Đang chờ đến lượt")).to_be_visible()
    assert visitor.problems() == []
    the_worker("check")  # the page that watches finds out by itself


def test_a_workbook_is_sent_corrected_loaded_and_taken_back(
    visitor: Visitor, officer: object, faulty: Path, tmp_path: Path
) -> None:
    made: User = officer(Role.PROVINCE)  # type: ignore[operator]
    visitor.sign_in(made.username)
    page = visitor.page
    visitor.open("/nap-du-lieu/")
    expect(page.get_by_text("Chưa có lần nạp nào")).to_be_visible()
    assert visitor.problems() == []

    send(visitor, faulty)
    expect(page.get_by_role("heading", name="Có 2 lỗi, chưa nạp dòng nào")).to_be_visible()
    expect(page.locator(".cells .is-error")).to_have_text(["GL01Z", "chính thứcc"])
    assert visitor.problems() == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải bản đánh dấu lỗi").click()
    marked = tmp_path / "danh-dau.xlsx"
    waiting.value.save_as(marked)

    book = openpyxl.load_workbook(marked)
    sheet = book["Đảng viên"]
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} >= {"H3", "I4"}
    sheet["H3"], sheet["I4"] = "GL01A", "Chính thức"
    book.save(marked)

    send(visitor, marked)
    confirm = page.get_by_role("button", name="Nạp 3 dòng mới")
    expect(confirm).to_be_visible()
    expect(page.get_by_role("group", name="Cảnh báo phải đọc")).to_contain_text("(MOI0)")
    assert visitor.problems() == []
    page.get_by_label("Đã đọc 3 cảnh báo").check()
    confirm.click()
    expect(page.get_by_role("heading", name="Đang nạp")).to_be_visible()
    the_worker("apply")
    expect(page.get_by_role("heading", name="Đã nạp: 3 dòng mới")).to_be_visible()
    assert Person.objects.filter(code__startswith="MOI").count() == 3
    page.get_by_text("Nạp nhầm? Hoàn tác lần nạp này").click()
    assert visitor.problems() == []

    page.get_by_label("Lý do hoàn tác").fill("Nạp nhầm tệp")
    page.get_by_role("button", name="Hoàn tác: danh-dau.xlsx").click()
    expect(page.get_by_role("heading", name="Đang hoàn tác")).to_be_visible()
    the_worker("undo")
    expect(page.get_by_role("heading", name="Đã hoàn tác")).to_be_visible()
    assert not Person.objects.filter(code__startswith="MOI").exists()
    assert visitor.problems() == []


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_a_commune_takes_its_template_and_loads_its_facts(
    visitor: Visitor, officer: object, tmp_path: Path
) -> None:
    made: User = officer(Role.GRASSROOTS, "GL01")  # type: ignore[operator]
    visitor.sign_in(made.username)
    page = visitor.page
    visitor.open("/nap-du-lieu/")
    expect(page.get_by_text("40 đảng viên · 2 tổ chức")).to_be_visible()
    assert visitor.problems() == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp mẫu").click()
    own = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(own)

    book = openpyxl.load_workbook(own)
    sheet = book["Đảng viên"]
    open_still = set(
        RosterEntry.objects.filter(subject_type="member", decided=None).values_list(
            "code", flat=True
        )
    )
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value in open_still)
    row[2].value = "Trung bình"
    sheet.append(["DV0045"])  # a member of the commune next door
    book.save(own)
    send(visitor, own)
    expect(page.locator(".cells .is-error")).to_have_text(["DV0045"])
    expect(page.locator(".fault")).to_contain_text("không có trong phần của đơn vị")
    assert visitor.problems() == []

    sheet.delete_rows(sheet.max_row)
    book.save(own)
    send(visitor, own)
    page.get_by_role("button", name="Nạp 1 dòng thay đổi").click()
    expect(page.get_by_role("heading", name="Đang nạp")).to_be_visible()
    the_worker("apply")
    expect(page.get_by_role("heading", name="Đã nạp: 1 dòng thay đổi")).to_be_visible()
    assert visitor.problems() == []
