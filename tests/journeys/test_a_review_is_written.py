"""A commune writes its report: typed, kept without a line, a fact brought in where the writer
stands, prompts answered under their heading.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.progress.town import carry_out
from tests.reviews.town import DRAFT, review
from tests.web.town import Town
from thidua.accounts.models import Role, User
from thidua.reviews.actions import send
from thidua.reviews.models import Citation, Review, Section

WRITING = f"/nam/2021/ban-kiem-diem/{DRAFT}/viet/"
UNSENT = "Object.keys(localStorage).filter((key) => key.startsWith('thidua-unsent:')).length"


@pytest.fixture
def world(town: Town, settings: LazySettings) -> Town:
    settings.TODAY = dt.date(2021, 12, 5)
    carry_out(town)
    review(town)
    for name, role, code in (("xa", Role.GRASSROOTS, "GL01"), ("huyen", Role.UPPER_LEVEL, "GL")):
        town.officer(name, role, code)
    return town


def sound(visitor: Visitor) -> None:
    assert visitor.problems() == [], visitor.page.url


def _typed(page: Page) -> str:
    return page.get_by_role("textbox", name="I. Ưu điểm, kết quả đạt được").input_value()


def _stored() -> str:
    return Section.objects.get(review=DRAFT, heading="results").text


def _saved(page: Page) -> None:
    expect(page.locator("[data-saved]:visible").first).to_contain_text("Đã lưu lúc")


def _kept(page: Page, number: int) -> None:
    """So many headings lie unsent on this machine, now or in a moment."""
    for _again in range(60):
        if page.evaluate(UNSENT) == number:
            return
        page.wait_for_timeout(250)
    assert page.evaluate(UNSENT) == number


def _open(page: Page) -> None:
    """On a phone the facts lie in a sheet of their own."""
    ways = page.get_by_role("link", name="Đưa vào", exact=False)
    if ways.first.is_visible():
        ways.first.click()


def test_a_report_is_written(visit: Callable[[], Visitor], world: Town) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    field = page.get_by_role("textbox", name="I. Ưu điểm, kết quả đạt được")
    field.fill("Đầu. Cuối.")
    _saved(page)
    assert page.evaluate(UNSENT) == 0
    assert _stored() == "Đầu. Cuối."
    field.evaluate("field => { field.focus(); field.setSelectionRange(4, 4); }")
    field.dispatch_event("select")
    _open(page)
    sound(visitor)
    page.get_by_role("button", name="Đưa vào NV 1", exact=True).click()
    expect(field).to_have_value(re.compile(r"^Đầu\. Nhiệm vụ “.*9/\d+ .*\[NV 1\]\. Cuối\.$"))
    assert Citation.objects.get().words.startswith("9/")
    sound(visitor)
    visitor.open(WRITING)
    page.wait_for_url("**/viet/**/")


def test_what_is_typed_without_a_line_is_kept_and_sent_later(
    visit: Callable[[], Visitor], world: Town
) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    field = page.get_by_role("textbox", name="I. Ưu điểm, kết quả đạt được")
    page.context.set_offline(True)
    field.fill("Viết khi mất mạng")
    expect(page.locator("[data-saved]:visible").first).to_contain_text("chưa có mạng")
    assert page.evaluate(UNSENT) == 1
    page.context.set_offline(False)
    _saved(page)
    assert _stored() == "Viết khi mất mạng"
    assert page.evaluate(UNSENT) == 0


def test_what_is_typed_outlives_its_page(visit: Callable[[], Visitor], world: Town) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    page.context.set_offline(True)
    page.get_by_role("textbox", name="I. Ưu điểm, kết quả đạt được").fill("Viết dở")
    assert page.evaluate(UNSENT) == 1
    page.context.set_offline(False)
    visitor.open(f"{WRITING}limits/")
    _kept(page, 0)
    assert _stored() == "Viết dở"
    visitor.open(f"{WRITING}results/")
    assert _typed(page) == "Viết dở"


def test_nobody_leaves_a_review_behind_unasked(visit: Callable[[], Visitor], world: Town) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    page.route("**/viet/results/", lambda route: route.abort())
    page.get_by_role("textbox", name="I. Ưu điểm, kết quả đạt được").fill("Viết dở")
    _kept(page, 1)
    visitor.open("/tai-khoan/logout/")
    page.locator("main").get_by_role("button", name="Đăng xuất", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("còn 1 phần đã viết mà chưa gửi")


def test_what_is_sent_by_its_button_leaves_nothing_behind(
    visit: Callable[[], Visitor], world: Town
) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}own_level/")
    page.locator("#id_text").fill("Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Xem lại và gửi").first.click()
    page.wait_for_url(f"**/ban-kiem-diem/{DRAFT}/")
    _kept(page, 0)
    sound(visitor)


def test_words_kept_of_a_review_that_was_sent_meanwhile_stay_and_block_no_other(
    visit: Callable[[], Visitor], world: Town
) -> None:
    """Typed without a line; sent from another machine; then another review is written here."""
    other = Review.objects.create(
        campaign=world.campaign,
        subject_type="member",
        person=world.people["DV0000"],
        cell=world["GL01A"],
        form="02",
    )
    typist = User.objects.get(username="xa")
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    page.context.set_offline(True)
    page.locator("#id_text").fill("Viết khi mất mạng")
    assert page.evaluate(UNSENT) == 1
    send(review=Review.objects.get(pk=DRAFT), actor=typist)
    page.context.set_offline(False)
    said = page.get_by_role("status").filter(has_text="còn trên máy này, mở ra để xem")
    visitor.open(f"/nam/2021/ban-kiem-diem/{other.pk}/viet/limits/")
    expect(said).to_contain_text("I. Ưu điểm, kết quả đạt được")
    page.locator("#id_text").fill("Còn nể nang.")
    _saved(page)
    assert Section.objects.get(review=other, heading="limits").text == "Còn nể nang."
    visitor.complaints.clear()  # the one refusal is written into the console by the browser itself
    said.get_by_role("link").click()
    expect(page.get_by_text("Viết khi mất mạng")).to_be_visible()
    sound(visitor)
    page.get_by_role("button", name="Rút lại để sửa").click()
    _kept(page, 0)
    assert _stored() == "Viết khi mất mạng"


def test_what_is_typed_after_the_session_ended_waits_for_the_next_one(
    visit: Callable[[], Visitor], world: Town, settings: LazySettings
) -> None:
    """On the page where it is written, and of a reason on the page where it is read."""
    world.campaign.deadlines.filter(step="review").update(due_on=dt.date(2021, 12, 1))
    visitor = visit()
    page = visitor.page
    visitor.sign_in("xa")
    visitor.open(f"{WRITING}results/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#id_text").fill("Viết khi phiên đã hết")
    expect(page.locator("#section-reason")).to_contain_text("Phiên đăng nhập đã hết")
    visitor.sign_in("xa")
    visitor.open(f"/nam/2021/ban-kiem-diem/{DRAFT}/")
    _kept(page, 0)
    assert _stored() == "Viết khi phiên đã hết"
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("vì sao gửi muộn").fill("Mất điện hai ngày")
    page.get_by_role("button", name="Gửi người dự họp").click()
    page.wait_for_url("**/login/**")
    visitor.complaints.clear()
    visitor.sign_in("xa")
    visitor.open(f"/nam/2021/ban-kiem-diem/{DRAFT}/")
    expect(page.get_by_label("vì sao gửi muộn")).to_have_value("Mất điện hai ngày")
    page.get_by_role("button", name="Gửi người dự họp").click()
    expect(page.get_by_text("Gửi muộn")).to_be_visible()
    _kept(page, 0)
    assert Review.objects.get(pk=DRAFT).late_reason == "Mất điện hai ngày"


def test_a_district_prompts_and_the_commune_reads_it(
    visit: Callable[[], Visitor], world: Town
) -> None:
    district, commune = visit(), visit()
    district.sign_in("huyen")
    district.open("/nam/2021/kiem-diem/GL01/goi-y/")
    page = district.page
    page.get_by_label("Gợi ý cho").select_option("collective")
    page.get_by_label("Nội dung gợi ý kiểm điểm").fill("Nêu rõ kết quả ở hai thôn chậm")
    sound(district)
    page.get_by_role("button", name="Gửi gợi ý").click()
    expect(page.get_by_text("Nêu rõ kết quả ở hai thôn chậm")).to_be_visible()
    sound(district)
    commune.sign_in("xa")
    commune.open(f"{WRITING}prompts/")
    words = "Gợi ý của Huyện uỷ Gia Lộc: Nêu rõ kết quả ở hai thôn chậm"
    expect(commune.page.get_by_text(words)).to_be_visible()
    sound(commune)
