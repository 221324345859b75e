"""The objection, its answer and the second decision, as people do it in the browser."""

import re

from playwright.sync_api import expect

from tests.builder import OPERATOR
from tests.journeys.conftest import Visitor
from tests.journeys.contested_deciding import it_is_issued
from tests.journeys.contested_story import (
    AGAIN,
    ANSWER,
    FACT,
    FIRST,
    MEMBER,
    RIGHT,
    SECOND,
    SEEN,
    SLOW,
    WHY,
    Story,
)
from tests.journeys.test_the_work_is_done import sound
from thidua.decisions.models import DecisionItem, ReopenedLevel
from thidua.facts.models import FactSheet
from thidua.objections.models import Objection, State
from thidua.ratings.actions import classify

RATING = f"/xep-loai/2021/member/{MEMBER}/"


def page_of_it() -> str:
    return f"/nam/2021/khieu-nai/{Objection.objects.get().pk}/"


def the_member_objects(member: Visitor) -> None:
    """From the condition that holds the level; the receipt names the day of the answer."""
    page = member.page
    member.open(RATING)
    sound(member)
    page.locator("a[href*='/khieu-nai/gui/'][href*='dieu=']").first.click()
    expect(page.get_by_role("heading", name="Khiếu nại", exact=True)).to_be_visible()
    expect(page.locator("input[name=conditions]:checked")).to_have_count(1)
    sound(member)
    page.get_by_text("Thông tin nào ghi chưa đúng").click()
    page.locator(f"[name=f-{FACT}]").select_option(RIGHT)
    page.get_by_label("Vì sao không đúng").fill(WHY)
    page.get_by_role("button", name="Gửi khiếu nại").click()
    page.wait_for_url(re.compile(r"/khieu-nai/\d+/$"), timeout=SLOW)
    expect(
        page.get_by_text("Đã gửi Đảng uỷ thành phố; trả lời chậm nhất 24/01/2022")
    ).to_be_visible()
    sound(member)


def the_city_has_it_verified(city: Visitor, verifier: Visitor) -> None:
    """Given to an officer by name, who notes what was seen and what the fact should be."""
    page = city.page
    city.open("/nam/2021/khieu-nai/")
    sound(city)
    page.locator(f"a[href='{page_of_it()}']").first.click()
    sound(city)
    page.get_by_label(re.compile("xacminh")).check()
    page.get_by_role("button", name="Giao xác minh").click()
    page.wait_for_load_state("networkidle")
    page = verifier.page
    verifier.open(page_of_it())
    sound(verifier)
    page.get_by_label("Ghi điều đã xem, đã hỏi").fill(SEEN)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text(SEEN)).to_be_visible(timeout=SLOW)
    page.get_by_text("Thông tin đúng theo xác minh").click()
    page.locator(f"[name=find-f-{FACT}]").select_option(RIGHT)
    page.get_by_label("Căn cứ vào đâu").fill(SEEN)
    page.get_by_role("button", name="Ghi kết quả xác minh").click()
    page.wait_for_load_state("networkidle")
    sound(verifier)


def the_city_upholds_it(city: Visitor, story: Story) -> None:
    """Exactly one level leaves its decision, and the fact is put."""
    page, before = city.page, DecisionItem.objects.count()
    city.open(page_of_it())
    page.get_by_label(re.compile("Xem lại: mở lần hai")).check()
    page.get_by_label(re.compile("người khiếu nại đọc nguyên văn")).fill(ANSWER)
    sound(city)
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text(ANSWER).first).to_be_visible(timeout=SLOW)
    sound(city)
    assert Objection.objects.get().state == State.UPHELD
    assert ReopenedLevel.objects.get().roster_entry == story.entry()
    assert DecisionItem.objects.count() == before - 1
    assert FactSheet.objects.get(pk=story.entry().pk).known[FACT] == RIGHT


def it_is_decided_again(city: Visitor, story: Story) -> None:
    """Rated again, chosen with the reason why it is another level than the ballot's, issued."""
    classify(campaign=story.year, actor=OPERATOR)
    page, entry = city.page, story.entry()
    city.open("/bang/2021/G1/?kind=member")
    row = page.locator(f"#r{entry.pk}:not([aria-busy])")
    row.get_by_role("button", name="HTXS: Hoàn thành xuất sắc nhiệm vụ", exact=True).click()
    reason = page.get_by_role("textbox", name=re.compile("Xếp loại Hoàn thành xuất sắc"))
    reason.fill(AGAIN)
    page.get_by_role("button", name=re.compile("^Lưu mức")).click()
    expect(row).to_contain_text("đã chọn", timeout=SLOW)
    city.complaints.clear()  # an answer that asks for the reason is told by the console
    sound(city)
    second = ReopenedLevel.objects.get().second
    assert second is not None
    city.open(f"/quyet-dinh/2021/{second.pk}/")
    sound(city)
    it_is_issued(city, SECOND, 1)


def both_stand_side_by_side(member: Visitor) -> None:
    """On the member's own page and with the objection, with why."""
    page = member.page
    member.open(RATING)
    told = page.locator("section", has=page.get_by_role("heading", name="Các lần quyết định"))
    for words in (FIRST, SECOND, "Lần 1", "Lần 2", "đang tính"):
        expect(told).to_contain_text(words)
    sound(member)
    member.open(page_of_it())
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    sound(member)
