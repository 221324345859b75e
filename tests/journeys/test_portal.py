"""A province makes its year public, and a reader without an account reads it, at desktop and phone
width.
"""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visitor
from tests.portal.province import decide_everybody, recognise
from tests.web.town import Town
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.portal.actions import publish


def _ready(town: Town) -> None:
    decide_everybody(town)
    recognise(town)


def test_an_officer_previews_publishes_and_a_reader_reads(
    visitor: Visitor, officer: object, town: Town
) -> None:
    _ready(town)
    officer(Role.PROVINCE)  # type: ignore[operator]
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/nam/2021/")
    page.get_by_role("link", name="Công bố kết quả").click()
    assert visitor.problems() == []
    page.get_by_role("link", name="Xem trước trang công khai").click()
    expect(page.get_by_text("Chưa có gì được công bố.")).to_be_visible()
    assert visitor.problems() == []
    page.get_by_role("link", name="Quay lại trang công bố").click()
    page.get_by_label("Gõ 2021 để xác nhận").fill("2021")
    page.get_by_role("button", name="Công bố cho mọi người").click()
    expect(page.get_by_text("Đã công bố.", exact=True)).to_be_visible(timeout=60_000)
    assert visitor.problems() == []
    page.context.clear_cookies()
    visitor.open("/tai-khoan/login/")
    page.get_by_role("link", name="Xem kết quả đã công bố, không cần đăng nhập").click()
    page.get_by_role("link", name="Kết quả năm 2021").click()
    expect(page.get_by_role("heading", name="Kết quả năm 2021")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Báo cáo, PDF").click()
    assert waiting.value.suggested_filename == "2021-bao-cao.pdf"


def test_public_pages_have_no_serious_fault_and_leave_no_cookie(
    visitor: Visitor, town: Town
) -> None:
    _ready(town)
    publish(campaign=town.campaign, actor=Operator())
    faults = {}
    for path in ("/cong-khai/", "/cong-khai/2021/", "/en/results/", "/en/results/2021/"):
        visitor.open(path)
        visitor.page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        if found := visitor.problems():
            faults[path] = found
    visitor.open("/cong-khai/1999/")
    faults |= (
        {"404": found} if (found := [one for one in visitor.problems() if "404" not in one]) else {}
    )
    assert faults == {}
    assert visitor.page.context.cookies() == []


def test_without_a_script_everything_can_be_read(
    visitor: Visitor, browser: Browser, town: Town
) -> None:
    _ready(town)
    publish(campaign=town.campaign, actor=Operator())
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(visitor.address + "/cong-khai/2021/")
    page.get_by_text("Xem bảng số").first.click()
    expect(page.get_by_role("cell", name="2").first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Results of 2021")).to_be_visible()
    context.close()


def test_on_paper_the_story_stays_and_the_buttons_go(
    visitor: Visitor, town: Town, width: str
) -> None:
    if width == "phone":
        pytest.skip("paper has one width")
    _ready(town)
    publish(campaign=town.campaign, actor=Operator())
    visitor.open("/cong-khai/2021/")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_role("heading", name="Kết quả năm 2021")).to_be_visible()
    for gone in ("Đăng nhập", "Báo cáo, PDF"):
        expect(visitor.page.get_by_role("link", name=gone)).to_be_hidden()
