"""An officer works with a list as with a spreadsheet, and finds somebody by search; at desktop and
phone width.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.accounts.models import Role, User

Make = Callable[..., User]
LIST = "/nam/2021/danh-sach/?subject_type=member"


@pytest.mark.usefixtures("town")
def test_a_list_is_narrowed_while_typing_and_its_row_opens(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    visitor.open(LIST)
    page = visitor.page
    whole = page.locator("#list tbody tr").count()
    page.locator("#f-name").press_sequentially("hanh", delay=40)
    page.wait_for_url(re.compile("q=hanh"))
    expect(page.locator(".list-chip")).to_contain_text("hanh")
    assert 0 < page.locator("#list tbody tr").count() < whole
    expect(page.locator("#f-name")).to_be_focused()
    assert visitor.problems() == []
    row = page.locator("#list tbody tr").first
    box = row.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("/xep-loai/2021/member/"))


@pytest.mark.usefixtures("town")
def test_a_unit_is_typed_by_name_and_taken_away_again(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    visitor.open(LIST)
    page = visitor.page
    page.locator("#f-unit").fill("doan thuong")
    page.locator("#f-unit").press("Enter")
    page.wait_for_url(re.compile("under=GL01"))
    chip = page.locator(".list-chip")
    expect(chip).to_contain_text("Đảng bộ xã Đoàn Thượng")
    chip.get_by_role("link").click()
    expect(page.locator(".list-chip")).to_have_count(0)


def test_search_marks_the_hit_and_the_arrows_open_it(
    visitor: Visitor, officer: Make, town: Town
) -> None:
    assert town.people
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    page = visitor.page
    page.keyboard.press("/")
    page.keyboard.type("214-qd", delay=40)
    expect(page.locator("#search-results mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/quyet-dinh/2021/\d+/"))


@pytest.mark.usefixtures("town")
def test_the_list_of_dossiers_is_walked_with_keys(visitor: Visitor, officer: Make) -> None:
    officer(Role.PROVINCE)
    visitor.sign_in("officer")
    visitor.open("/nam/2021/ho-so/")
    page = visitor.page
    names = page.locator("[data-dossiers] tbody th a")
    page.keyboard.press("j")
    expect(names.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(names.nth(0)).to_be_focused()
    assert visitor.problems() == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/nam/2021/ho-so/[^?]+/"))
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first and "/nam/2021/ho-so/" in url)
    page.keyboard.press("k")
    page.wait_for_url(first)
    assert visitor.problems() == []
