"""An officer reads the year: charts for a pointer, bars and tables on a phone, every number with
its list.
"""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from thidua.accounts.models import Role, User

DRAWN = "[data-chart=bodies].is-drawn .chart-drawn svg"


def test_the_year_is_drawn_for_a_pointer_and_laid_out_for_a_phone(
    visitor: Visitor, officer: Callable[..., User], width: str
) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    fetched: list[str] = []
    visitor.page.on("request", lambda request: fetched.append(request.url))
    visitor.open("/nam/2021/")
    page = visitor.page
    if width == "phone":
        expect(page.locator("[data-chart=bodies] .bars")).to_be_visible()
        assert not [address for address in fetched if "vega" in address]
        assert visitor.problems() == []
        return
    expect(page.locator(DRAWN)).to_be_visible(timeout=60_000)
    expect(page.locator("[data-chart].is-drawn")).to_have_count(
        page.locator("[data-chart]").count(), timeout=60_000
    )
    assert visitor.problems() == []
    piece = page.locator(f"{DRAWN} .mark-rect path").first
    box = piece.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    expect(page.locator(".chart-tip")).to_contain_text("Số lượng")
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    page.wait_for_url(re.compile("/nam/2021/danh-sach/"))
    expect(page.get_by_role("link", name="Tải về Excel")).to_be_visible()
    assert visitor.problems() == []


def test_a_reader_with_a_keyboard_finds_every_number_in_the_table_beside_a_chart(
    visitor: Visitor, officer: Callable[..., User]
) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    visitor.open("/nam/2021/")
    page = visitor.page
    summary = page.locator("#by-body").locator("xpath=ancestor::section").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Đảng bộ: bảng số")
    expect(table).to_be_visible()
    number = table.get_by_role("link").nth(1)
    said = number.inner_text()
    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/nam/2021/danh-sach/|/to-chuc/"))
    assert said


def test_the_pools_open_from_the_year_and_narrow_by_state(
    visitor: Visitor, officer: Callable[..., User]
) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    visitor.open("/nam/2021/nhom/?subject_type=member")
    assert visitor.problems() == []
    state = visitor.page.locator(
        "a.button",
        has_text=re.compile("đã đủ|còn chỗ|vượt số tối đa|không được chọn trường hợp nào"),
    ).first
    state.click()
    visitor.page.wait_for_url(re.compile("state="))
    assert visitor.problems() == []
