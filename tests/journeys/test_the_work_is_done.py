"""The work of a year as everybody in it lives it: the commune notes how far it is, with a picture,
once without a line; the district promises what frees it, asks, the commune answers, the district
confirms.
"""

import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import PATIENCE, Visitor
from tests.progress.town import CARRIED_OUT, carry_out
from tests.web.town import Town
from thidua.accounts.models import Role
from thidua.attachments.models import Attachment
from thidua.progress.models import Note

TODAY = dt.date(2021, 9, 5)
UNIT = "/nam/2021/thuc-hien/GL01/"
TASK = f"{UNIT}nhiem-vu/{CARRIED_OUT}/"
UNSENT = "Object.keys(localStorage).filter((key) => key.startsWith('thidua-unsent:')).length"
PICTURES = """
window.keptNotes.filesOf(document.getElementById("note-form").elements.sent_as.value)
  .then((files) => files.length)
"""
"""How many files of the note that is being written this machine keeps."""


@pytest.fixture
def world(town: Town, settings: LazySettings) -> Town:
    """A task of Đoàn Thượng that was accepted; it is September."""
    settings.TODAY = TODAY
    carry_out(town)
    for name, role, code in (("xa", Role.GRASSROOTS, "GL01"), ("huyen", Role.UPPER_LEVEL, "GL")):
        town.officer(name, role, code)
    return town


def test_the_work_is_done(visit: Callable[[], Visitor], world: Town) -> None:
    commune, district = visit(), visit()
    district.sign_in("huyen")
    _the_district_promises(district)
    commune.sign_in("xa")
    _the_commune_notes_with_a_picture(commune)
    _what_is_typed_outlives_its_page(commune)
    _the_line_is_cut_and_comes_back(commune)
    _the_district_asks(district)
    _the_commune_answers(commune)
    _the_district_confirms(district)
    _the_evidence_of_the_year_stands_together(commune)


def test_nobody_leaves_words_behind_unasked(visit: Callable[[], Visitor], world: Town) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{TASK}ghi/")
    page.get_by_label("Đã làm gì").fill("Viết dở")
    assert page.evaluate(UNSENT) == 1
    visitor.open("/tai-khoan/logout/")
    leave = page.locator("main").get_by_role("button", name="Đăng xuất", exact=True)
    leave.click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("còn 1 phần đã viết mà chưa gửi")
    asked.get_by_role("button", name="Ở lại để gửi").click()
    visitor.open(f"{TASK}ghi/")
    expect(page.get_by_label("Đã làm gì")).to_have_value("Viết dở")
    visitor.open("/tai-khoan/logout/")
    leave.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("bỏ phần chưa gửi")).click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert page.evaluate(UNSENT) == 0


def sound(visitor: Visitor) -> None:
    assert visitor.problems() == [], visitor.page.url


def photo() -> FilePayload:
    """A picture as a phone makes it: larger than what is sent."""
    made = io.BytesIO()
    Image.effect_noise((2600, 1950), 60).convert("RGB").save(made, "JPEG", quality=80)
    return {"name": "ca-rot.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def _form(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Ghi tiến độ")


def _the_district_promises(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(TASK)
    page.get_by_text("Hẹn gỡ vướng", exact=True).click()
    page.get_by_label("Sẽ làm gì").fill("Giao xã Gia Tân cho mượn bãi")
    page.get_by_label("Xong trước ngày").fill("10/09/2021")
    sound(visitor)
    page.get_by_role("button", name="Ghi lời hẹn").click()
    expect(page.get_by_text("Đã ghi lời hẹn").first).to_be_visible()
    expect(page.get_by_text("hẹn xong trước 10/9")).to_be_visible()


def _the_commune_notes_with_a_picture(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(UNIT)
    expect(page.get_by_text(re.compile("một việc chậm mốc và đang vướng", re.I))).to_be_visible()
    expect(page.get_by_role("heading", name="Ghi nhận tiến độ").first).to_be_visible()  # by itself
    sound(visitor)
    visitor.open(TASK)
    expect(page.get_by_text("Chưa có điểm tập kết").first).to_be_visible()
    expect(page.get_by_text("Giao xã Gia Tân cho mượn bãi")).to_be_visible()
    sound(visitor)
    page.get_by_role("link", name=re.compile("Ghi tiến độ tháng 9")).click()
    _form(page)
    number = page.get_by_label(re.compile("Đến nay được bao nhiêu"))
    number.fill("10")
    page.get_by_role("button", name=re.compile("Thêm một")).click()
    expect(number).to_have_value("11")
    page.set_input_files("#id_photos", photo())
    page.get_by_label(re.compile("Chú thích: ca-rot")).fill("Điểm tập kết thôn 3")
    page.get_by_label("Đã làm gì").fill("Thêm hai thôn")
    page.get_by_label(re.compile("11 thôn")).check()
    sound(visitor)
    page.get_by_role("button", name="Ghi tiến độ").click()
    page.wait_for_url(f"**{TASK}")
    expect(page.locator(".note-line strong").first).to_have_text("11 thôn")
    expect(page.get_by_text("Điểm tập kết thôn 3")).to_be_visible()
    sound(visitor)
    stored = Attachment.objects.select_related("file").get()
    assert stored.file is not None
    assert (stored.file.width, stored.file.height) == (2048, 1536)
    assert page.evaluate(UNSENT) == 0


def _what_is_typed_outlives_its_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"{TASK}ghi/")
    page.get_by_label(re.compile("Đến nay được bao nhiêu")).fill("12")
    page.set_input_files("#id_photos", photo())
    expect(page.get_by_text("ca-rot.jpg")).to_be_visible()
    expect(page.locator("#kept-words")).to_contain_text("đã lưu trên máy")
    while page.evaluate(PICTURES) != 1:
        page.wait_for_timeout(100)
    page.goto("about:blank")
    visitor.open(f"{TASK}ghi/")
    expect(page.get_by_label(re.compile("Đến nay được bao nhiêu"))).to_have_value("12")
    expect(page.get_by_text("ca-rot.jpg")).to_be_visible()


def _the_line_is_cut_and_comes_back(visitor: Visitor) -> None:
    page = visitor.page
    before = Note.objects.count()
    page.context.set_offline(offline=True)
    page.get_by_label("Đã làm gì").fill("Thôn 5 xong")
    expect(page.locator("#kept-words")).to_contain_text("chưa có mạng")
    page.get_by_role("button", name="Ghi tiến độ").click()
    expect(page.locator("#kept-words")).to_contain_text("chưa có mạng")
    expect(page.locator("#kept-notes")).to_contain_text("tự gửi khi có mạng")
    assert Note.objects.count() == before
    visitor.complaints.clear()  # that there was no line is what the browser complains of
    page.context.set_offline(offline=False)
    page.wait_for_url(f"**{TASK}", timeout=PATIENCE)
    expect(page.get_by_text("Thôn 5 xong")).to_be_visible()
    assert Note.objects.count() == before + 1
    assert Attachment.objects.count() == 2
    assert page.evaluate(UNSENT) == 0


def _the_district_asks(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/nam/2021/thuc-hien/GL/cho-xac-nhan/")
    sound(visitor)
    page.keyboard.press("j")
    expect(page.locator("[data-waiting] h2 a").first).to_be_focused()
    page.get_by_role("link", name=re.compile("^Đoàn Thượng: Thu gom rác")).click()
    page.wait_for_url(f"**{TASK}**")
    sound(visitor)
    note = page.locator(".note-line").first
    note.get_by_text("Hỏi lại").click()
    note.get_by_label("Hỏi gì").fill("Thôn 3 thì sao?")
    note.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.get_by_text("Đã gửi câu hỏi cho đơn vị.")).to_be_visible()


def _the_commune_answers(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(TASK)
    expect(page.get_by_text("Thôn 3 thì sao?")).to_be_visible()
    page.get_by_label("Trả lời").first.fill("Thôn 3 chờ nước.")
    page.get_by_role("button", name="Gửi trả lời").first.click()
    expect(page.get_by_text("Thôn 3 chờ nước.")).to_be_visible()
    sound(visitor)


def _the_district_confirms(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(TASK)
    expect(page.get_by_text("Thôn 3 chờ nước.")).to_be_visible()
    page.locator(".note-line").first.get_by_role("button", name=re.compile("^Xác nhận")).click()
    expect(page.get_by_text("Đã xác nhận kết quả.")).to_be_visible()
    assert Note.objects.filter(checks__kind="confirmed").get().text == "Thôn 5 xong"


def _the_evidence_of_the_year_stands_together(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"{UNIT}minh-chung/")
    expect(page.get_by_text("Điểm tập kết thôn 3")).to_be_visible()
    sound(visitor)
    visitor.open(f"{UNIT}thay-doi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thay đổi đã duyệt năm 2021")
    sound(visitor)
