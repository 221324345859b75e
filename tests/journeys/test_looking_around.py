"""An officer looks around: from the year's figures down to one member's reasons, at desktop and
phone width.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.web.town import AWARD_OF_MEMBER, Town, recognise
from thidua.accounts.models import Role, User
from thidua.ratings.models import Rating

Make = Callable[..., User]

PAGES = (
    "/",
    "/tim/?q=gia",
    "/tim/?q=khong-co-ai",
    "/to-chuc/",
    "/to-chuc/?open=GL01",
    "/to-chuc/XD/",
    "/to-chuc/GL03/",
    "/to-chuc/GL01A/",
    "/xep-loai/2021/organisation/GL01/",
    "/xep-loai/2021/collective/GL01/",
    "/xep-loai/2021/leader/DV0001/",
    "/xep-loai/2021/member/DV0007/",
    "/nam/2021/",
    "/nam/2021/?group=members",
    "/nam/2021/danh-sach/?subject_type=member",
    "/nam/2021/danh-sach/?level=not_completed&under=CL",
    "/nam/2021/nhom/",
    "/nam/2021/khen-thuong/",
    "/nam/2021/khen-thuong/?status=refused",
    f"/nam/2021/khen-thuong/{AWARD_OF_MEMBER}/",
    "/tai-khoan/password/change/",
    "/tai-khoan/2fa/",
    "/tai-khoan/2fa/totp/activate/",
    "/tai-khoan/khoa/",
    "/tai-khoan/khoa/moi/",
    "/tai-khoan/logout/",
    "/api/",
)


def test_no_page_has_a_serious_fault(
    visitor: Visitor, officer: Make, town: Town, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    recognise(town)
    officer(Role.PROVINCE)
    visitor.open("/tai-khoan/login/")
    assert visitor.problems() == []
    visitor.sign_in("officer")
    faults = {}
    for path in (*PAGES, "/_thanh-phan/"):
        visitor.open(path)
        if found := visitor.problems():
            faults[path] = found
    assert faults == {}


def test_a_page_that_is_not_there_is_designed_too(visitor: Visitor, officer: Make) -> None:
    officer(Role.GRASSROOTS, "GL01")
    visitor.sign_in("officer")
    visitor.open("/to-chuc/CL/")
    expect(visitor.page.get_by_role("heading", name="Không tìm thấy trang này")).to_be_visible()
    assert [fault for fault in visitor.problems() if "404" not in fault] == []


def test_from_the_year_s_figures_down_to_one_member_s_reasons(
    visitor: Visitor, officer: Make
) -> None:
    officer(Role.PROVINCE)
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)  # a year rated whole
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/nam/2021/")
    page.get_by_text(
        "Xem bảng số"
    ).first.click()  # on a wide screen a drawing stands in the place of the bars
    page.get_by_role("rowheader", name="Gia Lộc").get_by_role("link").first.click()
    page.get_by_role("link", name="Đảng bộ xã Đoàn Thượng", exact=True).click()
    page.get_by_role("link", name="Chi bộ thôn Thung Độc", exact=True).click()
    page.locator("tbody th a").first.click()
    expect(page).to_have_url(re.compile("/xep-loai/2021/member/"))
    expect(page.get_by_text("HD 21-HD/BTCTW").first).to_be_visible()
    assert visitor.problems() == []


def test_the_reasons_open_beside_the_list_and_escape_closes_them(
    visitor: Visitor, officer: Make, width: str
) -> None:
    if width == "phone":
        pytest.skip("on a phone the level itself leads to the reasons")
    officer(Role.CELL, "GL01A")
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/to-chuc/GL01A/")
    why = page.locator("tbody").get_by_role("link", name="Vì sao?").first
    why.click()
    expect(page.locator("#panel h2").first).to_be_focused()
    assert visitor.problems() == []
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_count(0)
    expect(why).to_be_focused()


def test_reasons_asked_for_after_the_session_ended_lead_to_sign_in(
    visitor: Visitor, officer: Make, width: str
) -> None:
    if width == "phone":
        pytest.skip("the same script at every width")
    officer(Role.CELL, "GL01A")
    visitor.sign_in("officer")
    visitor.open("/to-chuc/GL01A/")
    visitor.page.context.clear_cookies()
    visitor.page.locator("tbody").get_by_role("link", name="Vì sao?").first.click()
    expect(visitor.page).to_have_url(re.compile("/tai-khoan/login/.next=/xep-loai/2021/member/"))


def test_search_by_keyboard(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    page.keyboard.press("/")
    page.keyboard.type("doan thuong")
    expect(page.locator("#search-results a").first).to_contain_text("Đảng bộ xã Đoàn Thượng")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đảng bộ xã Đoàn Thượng")


def test_the_tree_opens_and_closes_in_place(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/to-chuc/")
    page.get_by_role("link", name="Mở Đảng bộ huyện Gia Lộc").click()
    expect(page.get_by_role("link", name="Đảng bộ xã Gia Tân", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("/to-chuc/$"))
    page.get_by_role("link", name="Đóng Đảng bộ huyện Gia Lộc").click()
    expect(page.get_by_role("link", name="Đảng bộ xã Gia Tân", exact=True)).to_have_count(0)
    assert visitor.problems() == []


def test_english_and_back(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    page.locator("header").get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    page.locator("header").get_by_role("button", name="VI").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def test_without_a_script_everything_can_still_be_read(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    cookies = visitor.page.context.cookies()
    browser = visitor.page.context.browser
    assert browser is not None
    bare = browser.new_context(java_script_enabled=False)
    bare.add_cookies(cookies)  # type: ignore[arg-type]
    page = bare.new_page()
    page.goto(visitor.address + "/to-chuc/")
    page.get_by_role("link", name="Mở Đảng bộ huyện Gia Lộc").click()
    page.get_by_role("link", name="Đảng bộ xã Gia Tân", exact=True).click()
    page.locator("tbody").get_by_role("link", name="Vì sao?").first.click()
    expect(page.get_by_text("HD 21-HD/BTCTW").first).to_be_attached()
    bare.close()


def test_a_member_reads_the_own_reasons_on_a_phone(visitor: Visitor, officer: Make) -> None:
    officer(None, person="DV0003")
    visitor.sign_in("officer")
    visitor.page.get_by_role("link", name="Xem lý do").first.click()
    expect(visitor.page.get_by_text("HD 21-HD/BTCTW").first).to_be_visible()
    assert visitor.problems() == []
