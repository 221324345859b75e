"""Eight roles on their own first page, at both widths: work they can do, and no link they cannot
follow.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.accounts.models import Role, User

Make = Callable[..., User]
PLACES = {
    Role.PROVINCE: "XD",
    Role.UPPER_LEVEL: "GL",
    Role.GRASSROOTS: "GL01",
    Role.CELL: "GL01A",
    Role.INSPECTOR: "GL",
    Role.AUDITOR: "XD",
    Role.ADMINISTRATOR: "XD",
}


@pytest.mark.parametrize("role", PLACES, ids=str)
def test_each_role_has_a_first_page(visitor: Visitor, officer: Make, role: Role) -> None:
    officer(role, PLACES[role])
    visitor.sign_in("officer")
    visitor.open("/")
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    assert visitor.problems() == []
    assert page.locator("main .button.is-primary").count() <= 1
    assert page.get_by_role("link", name="Mở", exact=True).count() == 0


def test_the_year_is_one_line_on_a_phone(visitor: Visitor, officer: Make, width: str) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    if width == "phone":
        expect(page.locator(".rail-menu summary")).to_be_visible()
        expect(page.locator(".year-line")).to_be_hidden()
    else:
        expect(page.locator(".year-line")).to_be_visible()
        expect(page.locator(".year-step small").first).to_have_text(re.compile(r"\d\d/\d\d/\d{4}"))


def test_an_inspector_reads_what_to_look_at(visitor: Visitor, officer: Make) -> None:
    officer(Role.INSPECTOR, "GL")
    visitor.sign_in("officer")
    page = visitor.page
    page.locator("main").get_by_role("link", name=re.compile("^Kỷ luật trong năm")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cần xem")
    assert visitor.problems() == []


def test_an_auditor_reads_the_history(visitor: Visitor, officer: Make) -> None:
    officer(Role.AUDITOR)
    visitor.sign_in("officer")
    page = visitor.page
    page.get_by_role("link", name="Xem cả lịch sử").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch sử")
    page.get_by_label("Ai làm").fill("không có ai")
    page.get_by_role("button", name="Lọc lịch sử").click()
    expect(page.get_by_text("Không có việc nào")).to_be_visible()
    assert visitor.problems() == []


def test_a_members_step_opens_their_own_rating(
    visitor: Visitor, officer: Make, town: Town, width: str
) -> None:
    officer(None, person="DV0003")
    visitor.sign_in("officer")
    page = visitor.page
    expect(page.get_by_role("heading", name="Xếp loại của tôi năm 2021")).to_be_visible()
    if width == "phone":
        page.locator(".rail-menu summary").click()
    page.get_by_role("link", name="Xếp loại").locator("visible=true").first.click()
    expect(page).to_have_url(re.compile("/xep-loai/2021/.*DV0003"))
    assert page.get_by_role("link", name="Hệ thống tổ chức").count() == 0


def test_what_is_missing_stands_beside_the_field(visitor: Visitor) -> None:
    visitor.open("/tai-khoan/login/")
    page = visitor.page
    page.get_by_role("button", name="Đăng nhập", exact=True).first.click()
    expect(page.get_by_text("Hãy điền ô này.").first).to_be_visible()
    assert visitor.problems() == []
