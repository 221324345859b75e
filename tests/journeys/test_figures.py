"""An officer reads the year: charts for a pointer, bars and tables on a phone, every number with
its list.
"""

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign, Deadline, Step
from thidua.ratings.models import Rating
from thidua.web.clock import today

DRAWN = "[data-chart=bodies].is-drawn .chart-drawn svg"


def everybody_known() -> None:
    """Nobody's level is open any more: the page of figures is the page of results."""
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)


def test_the_season_says_how_far_it_is_and_reminds_who_is_late(
    visitor: Visitor, officer: Callable[..., User]
) -> None:
    officer(Role.PROVINCE)
    year = Campaign.objects.get(year=2021)
    Deadline.objects.update_or_create(
        campaign=year, step=Step.REVIEW, defaults={"due_on": today() - dt.timedelta(days=2)}
    )
    visitor.sign_in("officer")
    visitor.open("/nam/2021/")
    page = visitor.page
    expect(page.locator(".lead")).to_contain_text("Đã đủ căn cứ xếp loại")
    assert visitor.problems() == []
    page.locator(".season-rows a").first.click()
    page.wait_for_url(re.compile("/nam/2021/danh-sach/"))


def test_the_year_is_drawn_for_a_pointer_and_laid_out_for_a_phone(
    visitor: Visitor, officer: Callable[..., User], width: str
) -> None:
    officer(Role.PROVINCE)
    everybody_known()
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
    page.get_by_text("Bảng khác:").click()  # what is folded away is drawn when it opens
    expect(page.locator("[data-chart].is-drawn")).to_have_count(
        page.locator("[data-chart]").count(), timeout=60_000
    )
    assert visitor.problems() == []
    piece = page.locator(f"{DRAWN} .mark-rect path").first
    piece.scroll_into_view_if_needed()
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
    everybody_known()
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
        "a.button", has_text=re.compile("đã chọn đủ|còn được chọn|vượt số tối đa|không được chọn")
    ).first
    state.click()
    visitor.page.wait_for_url(re.compile("state="))
    assert visitor.problems() == []
