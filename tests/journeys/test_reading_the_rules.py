"""Somebody who is rated reads the rules: from a reason to its paragraph, by the contents, by a
search.
"""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from thidua.accounts.models import Role, User
from thidua.ratings.jobs import run_preview
from thidua.ratings.models import LayerPreview

Make = Callable[..., User]

PAGES = (
    "/khung/",
    "/khung/hd21_2019/member/",
    "/khung/hd21_2019/member/?q=zzz",
    "/khung/hd21_2019/member/so-sanh/",
    "/khung/nam/2021/organisation/",
    "/khung/nam/2021/organisation/khac-gi/",
    "/khung/nam/2021/",
    "/khung/nam/2021/gan/",
    "/khung/dia-phuong/default/",
)


def test_no_page_has_a_serious_fault(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    faults = {}
    for path in PAGES:
        visitor.open(path)
        if found := visitor.problems():
            faults[path] = found
    assert faults == {}


def test_a_member_goes_from_a_reason_to_its_paragraph(visitor: Visitor, officer: Make) -> None:
    officer(None, person="DV0003")
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/xep-loai/2021/member/DV0003/")
    paragraph = page.locator(".condition-source a:visible").first
    rule = (paragraph.get_attribute("href") or "").partition("#")[2]
    paragraph.click()
    expect(page).to_have_url(re.compile(r"/khung/nam/2021/member/#member\."))
    expect(page.locator(f"[id='{rule}']")).to_be_in_viewport()


def test_the_paragraph_on_civil_servants_is_two_steps_away(visitor: Visitor, officer: Make) -> None:
    officer(None, person="DV0003")
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/khung/hd21_2019/member/")
    page.get_by_role("navigation", name="Mục lục").get_by_role(
        "link", name="Hoàn thành tốt nhiệm vụ"
    ).click()
    expect(page.get_by_role("heading", name="Hoàn thành tốt nhiệm vụ")).to_be_in_viewport()
    page.get_by_label("Tìm trong văn bản này").fill("cong chuc 2.3b")
    expect(page.locator("[id='member.good.civil_servant']")).to_be_visible()
    expect(page.locator("[id='member.good.tasks']")).to_have_count(0)
    assert visitor.problems() == []


def test_the_province_tightens_a_value_and_is_told_at_the_field_what_may_be_set(
    visitor: Visitor, officer: Make
) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/khung/dia-phuong/default/sua/")
    assert visitor.problems() == []
    more = page.locator("details.added-new").first
    more.get_by_text("Thêm một điều kiện").click()
    more.get_by_label("Điều cần xét").select_option("number:targets_done")
    more.get_by_label("Giá trị (%)").fill("92,5")
    expect(more.get_by_role("status")).to_contain_text("từ 92,5% trở lên")
    assert visitor.problems() == []
    more.get_by_label("Mục, điểm").fill("điểm 4")
    floor = page.locator("[id='hd21_2019-member-targets_floor']")
    floor.get_by_label("Địa phương quy định (%)").fill("40")
    floor.get_by_label("Mục, điểm").fill("điểm 3")
    page.get_by_label("Vì sao có bản này").fill("Theo kết luận")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(floor.get_by_role("alert")).to_contain_text("chỉ được đặt từ 50% trở lên")
    assert [fault for fault in visitor.problems() if "422" not in fault] == []
    floor.get_by_label("Địa phương quy định (%)").fill("60")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page).to_have_url(re.compile("/khung/dia-phuong/default/.version=1"))
    expect(page.get_by_text("dự thảo", exact=True).first).to_be_visible()
    expect(page.get_by_text("từ 92,5% trở lên").first).to_be_visible()
    assert visitor.problems() == []


def test_the_province_looks_ahead_who_would_move(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/khung/dia-phuong/default/xem-truoc/?year=2021")
    page.get_by_role("button", name="Tính trên năm 2021").click()
    expect(page.get_by_role("heading", name="Đang tính")).to_be_visible()
    assert visitor.problems() == []
    run_preview(preview_id=LayerPreview.objects.get().pk, user_id=None)
    expect(page.get_by_text("Không ai của năm 2021 đổi mức.")).to_be_visible()
    assert visitor.problems() == []
