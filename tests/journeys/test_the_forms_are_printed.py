"""The papers of a review: a secretary prints a form, a meeting's and everything at once; the
province puts its own Word template; a member takes what is about themself.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.attachments.conftest import folder
from tests.form_templates.words import word
from tests.journeys.conftest import Visitor
from tests.review_forms.conftest import send_for
from tests.review_forms.test_archive import KilledError, dying_after
from tests.web.town import MEETING, Town
from thidua.access import preparing
from thidua.access.models import PreparedFile
from thidua.accounts.models import Role
from thidua.reviews.keys import key_of_person
from thidua.reviews.models import Review

__all__ = ["folder"]
YEAR = "/nam/2021"
SAID = "Còn ngại phê bình trong chi bộ."
MEMBER = "DV0003"


@pytest.fixture
def reviewed(town: Town) -> Town:
    """Two members of the cell sent a review; the meeting deals with one of them."""
    Review.objects.filter(campaign=town.campaign).delete()
    for code, words in ((MEMBER, SAID), ("DV0005", "Đã làm đủ việc được giao.")):
        send_for(town.campaign, key_of_person(town.people[code]), town["GL01A"], words)
    return town


def sound(visitor: Visitor) -> None:
    assert visitor.problems() == [], visitor.page.url


def taken(page: Page, name: str | re.Pattern[str]) -> tuple[str, bytes]:
    """The file behind a link or a button: its name and what is in it."""
    of = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name))
    with page.expect_download() as waiting:
        of.first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def words_in(content: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def test_a_secretary_prints_one_all_a_meeting_and_the_archive(
    visit: Callable[[], Visitor], reviewed: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed.officer("bithu", Role.CELL, "GL01A")
    visitor = visit()
    page = visitor.page
    visitor.sign_in("bithu")
    visitor.open(f"{YEAR}/hop-kiem-diem/{MEETING}/")
    page.get_by_role("link", name="In các mẫu").click()
    sound(visitor)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Các mẫu kiểm điểm")

    number = "Mẫu 02-HD KĐ.ĐG 2019"
    _name, whole = taken(page, re.compile(rf"Word {number}$"))
    assert words_in(whole).count("BẢN KIỂM ĐIỂM CÁ NHÂN") == 2
    _name, met = taken(page, re.compile(rf"Word {number}, "))
    assert words_in(met).count("BẢN KIỂM ĐIỂM CÁ NHÂN") == 1
    assert SAID in words_in(met)
    page.get_by_label("Mẫu", exact=True).select_option("02")
    page.get_by_label("Mã đảng viên hoặc mã tổ chức").fill("DV0005")
    name, one = taken(page, "PDF")
    assert one.startswith(b"%PDF")

    page.get_by_role("button", name="Làm tệp Word").click()
    page.wait_for_url(re.compile("/tep-xuat/"))
    sound(visitor)
    file = PreparedFile.objects.get()
    dying_after(2, monkeypatch)
    with pytest.raises(KilledError):
        preparing.work_on(file.pk)  # a worker that goes away in the middle
    expect(page.get_by_text(re.compile("Xong 2 trong"))).to_be_visible()
    sound(visitor)
    monkeypatch.undo()
    preparing.work_on(file.pk)  # the next one
    visitor.open(f"/tep-xuat/{file.pk}/")
    sound(visitor)
    name, archive = taken(page, re.compile("Tải"))
    assert name.endswith(".zip")
    assert archive.startswith(b"PK")


@pytest.mark.usefixtures("folder")
def test_the_province_puts_its_own_template(
    visit: Callable[[], Visitor], reviewed: Town, tmp_path: Path
) -> None:
    reviewed.officer("tinh", Role.PROVINCE)
    visitor = visit()
    page = visitor.page
    visitor.sign_in("tinh")
    visitor.open("/mau-word/")
    sound(visitor)
    page.get_by_role("link", name="Mẫu 02, kiểm điểm cá nhân").click()
    sound(visitor)
    _name, beginning = taken(page, "Tải mẫu để bắt đầu")
    assert "{{ ho_ten }}" in words_in(beginning)

    chosen = page.get_by_label("Tệp Word (.docx)")
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(word("Đồng chí {{ ho_tem }}"))
    chosen.set_input_files(wrong)
    page.get_by_role("button", name="Lưu và in theo mẫu này").click()
    expect(page.get_by_role("alert")).to_contain_text("“ho_tem” (gần nhất: “ho_ten”)")
    assert [one for one in visitor.problems() if "409" not in one] == []

    good = tmp_path / "mau.docx"
    good.write_bytes(word("Mẫu riêng của tỉnh: đồng chí {{ ho_ten }}"))
    chosen.set_input_files(good)
    _name, tried = taken(page, "Xem thử, chưa lưu")
    assert words_in(tried) == "Mẫu riêng của tỉnh: đồng chí Nguyễn Văn Mẫu"
    page.get_by_role("button", name="Lưu và in theo mẫu này").click()
    expect(page.get_by_text("Đã lưu phiên bản 1")).to_be_visible()
    sound(visitor)
    _name, shown = taken(page, re.compile("Xem thử phiên bản 1"))
    assert shown.startswith(b"PK")

    review = Review.objects.get(person=reviewed.people[MEMBER])
    visitor.open(f"{YEAR}/ban-kiem-diem/{review.pk}/")
    _name, printed = taken(page, "Tải về Word")
    name = reviewed.people[MEMBER].full_name
    assert words_in(printed) == f"Mẫu riêng của tỉnh: đồng chí {name}"


def test_a_member_takes_what_is_about_themself(
    visit: Callable[[], Visitor], reviewed: Town
) -> None:
    reviewed.officer("dangvien", None, person=MEMBER)
    visitor = visit()
    page = visitor.page
    visitor.sign_in("dangvien")
    visitor.open("/")
    page.get_by_role("link", name="Mở hồ sơ năm").click()
    for part, words in (
        ("Đã cam kết", "Cam kết năm 2021"),
        ("Kiểm điểm", SAID),
        ("Góp ý ở cuộc họp", "Điểm tập kết rác đặt trước khi hỏi dân."),
        ("Ai chấm gì", "Ai chấm gì"),
        ("Khắc phục", "Việc khắc phục của đồng chí"),
        ("Ai đã xem", "Ai đã mở hồ sơ của đồng chí"),
    ):
        page.get_by_label("Các phần của hồ sơ").get_by_role("link", name=part, exact=True).click()
        expect(page.get_by_text(words).first).to_be_visible()
        sound(visitor)
    name, pdf = taken(page, "Tải bản PDF")
    assert pdf.startswith(b"%PDF")
    assert "2021" in name
    _name, whole = taken(page, "Tải bản JSON")
    assert SAID in whole.decode()
    page.get_by_role("link", name="Kiểm điểm", exact=True).first.click()
    _name, own = taken(page, "Mẫu 02, Word")
    assert SAID in words_in(own)
