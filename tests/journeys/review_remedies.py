"""The remedy and the year after, as the people of the story live them."""

import re

from playwright.sync_api import FilePayload, expect

from tests.attachments.samples import picture
from tests.journeys.conftest import Visitor
from tests.journeys.review_story import (
    DONE,
    SLOW,
    WORK,
    WRITTEN,
    Story,
    the_member,
    the_review,
    the_year_after,
)
from tests.journeys.test_the_work_is_done import sound
from thidua.access.models import Look

PROOF = ("bao-cao-1.jpg", "bao-cao-2.jpg")


def the_remedy_is_shown(member: Visitor, story: Story) -> None:
    """What was done, with two pictures that show it; then whoever verifies is asked."""
    page = member.page
    member.open("/nam/2021/khac-phuc/cua-toi/")
    sound(member)
    page.get_by_role("link", name=WORK).first.click()
    _made_clear(member, story)
    page.get_by_label("Đã làm gì").fill(DONE)
    page.locator("input[name=papers]").set_input_files(
        [_picture(name, colour) for name, colour in zip(PROOF, ("red", "blue"), strict=True)]
    )
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text(DONE)).to_be_visible(timeout=SLOW)
    sound(member)
    page.get_by_role("button", name="Xin xác nhận đã xong").click()
    page.wait_for_load_state("networkidle")
    sound(member)
    assert story.remedy.state == "proof_sent"
    expect(page.get_by_role("button", name="Xác nhận đã xong", exact=True)).to_have_count(0)


def _picture(name: str, colour: str) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(colour=colour)}


def _made_clear(member: Visitor, story: Story) -> None:
    """The five parts, before anybody can be asked to confirm."""
    page = member.page
    page.get_by_role("link", name="Viết cho rõ").click()
    sound(member)
    page.get_by_label("Nguyên nhân").fill("Ngại nói trước đông người")
    measure = page.locator("#id_measures")
    measure.get_by_label("Đo bằng").first.fill("Buổi sinh hoạt có báo kết quả")
    measure.get_by_label("Đơn vị tính").first.fill("buổi")
    measure.get_by_label("Phấn đấu").first.fill("6")
    page.get_by_label("Chức vụ chịu trách nhiệm").fill("Bí thư chi bộ")
    page.get_by_role("button", name="Lưu, về trang việc này").click()
    page.wait_for_url(f"**{story.remedy_page}", timeout=SLOW)
    sound(member)


def who_verifies_closes_it(cell: Visitor, story: Story) -> None:
    """Not before every file of the proof was opened; nobody closes their own."""
    page = cell.page
    cell.open(story.remedy_page)
    sound(cell)
    for left, name in zip((2, 1), PROOF, strict=True):
        expect(page.get_by_text("chưa mở", exact=True)).to_have_count(left)
        page.get_by_role("link", name=name).click()
        page.wait_for_url("**/tep/*/")
        cell.open(story.remedy_page)
    expect(page.get_by_text("chưa mở", exact=True)).to_have_count(0)
    cell.complaints.clear()  # a picture by itself has no icon of the site
    page.get_by_role("button", name="Xác nhận đã xong", exact=True).click()
    expect(page.get_by_text("đã đóng").first).to_be_visible(timeout=SLOW)
    sound(cell)
    assert story.remedy.state == "closed"


def next_years_review_opens_with_it(member: Visitor) -> None:
    """Under its heading, with what became of it; one click brings it in as a sentence."""
    the_year_after()
    page = member.page
    member.open("/nam/2022/kiem-diem/cua-toi/")
    page.get_by_role("button", name="Bắt đầu viết").click()
    expect(page.locator("#id_text")).to_be_visible(timeout=SLOW)
    review = the_review(2022)
    member.open(f"/nam/2022/ban-kiem-diem/{review.pk}/viet/remedies/tu-lieu/")
    expect(page.get_by_text(re.compile("KP 1")).first).to_be_visible()
    sound(member)


def the_inspector_looks(visitor: Visitor) -> None:
    """Read only, each kind of thing, and our member's review; that they looked is kept."""
    page = visitor.page
    visitor.open("/nam/2021/can-xem/kiem-diem/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sound(visitor)
    kinds = page.locator("a.tab-chip").evaluate_all("all => all.map(one => one.href)")
    assert kinds
    for address in kinds:
        page.goto(address)
        expect(page.locator("main form[method=post]")).to_have_count(0)
        sound(visitor)
    visitor.open(f"/nam/2021/ban-kiem-diem/{the_review().pk}/")
    expect(page.get_by_text(WRITTEN)).to_be_visible()
    expect(page.locator("main form[method=post]")).to_have_count(0)
    sound(visitor)
    (look,) = Look.objects.filter(reader__username="kiemtra")
    assert look.person == the_member()


def the_member_reads_who_looked(visitor: Visitor) -> None:
    visitor.open("/nam/2021/cua-toi/")
    sound(visitor)
    visitor.page.get_by_role("link", name="Ai đã xem").click()
    who = visitor.page.get_by_text(re.compile("Kiểm tra", re.IGNORECASE))
    expect(who.first).to_be_visible()
    sound(visitor)
