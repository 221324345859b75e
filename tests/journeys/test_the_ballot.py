"""A cell votes in secret, each on their own browser: codes are taken, voting opens, three vote one
person a screen, two codes close it, the result is counted again, and a receipt is found.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ballots.town import DRAFT, VOTERS, draft_alone, vote_as
from tests.journeys.conftest import PASSWORD, Visitor
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.ballots.models import Ballot

CHAIR, SECRETARY, THIRD = VOTERS[0], VOTERS[1], VOTERS[2]
PAGE = f"/nam/2021/bo-phieu/{DRAFT}/"


@pytest.fixture
def people(town: Town) -> dict[str, User]:
    """Three accounts of members, and a ballot that waits for its list to be frozen."""
    draft_alone(town)
    made = {}
    for code in (CHAIR, SECRETARY, THIRD):
        user = town.officer(code.lower(), None, "", person=code)
        user.set_password(PASSWORD)
        user.save()
        made[code] = user
    return made


def test_three_vote_on_their_own_browsers(
    town: Town, people: dict[str, User], visit: Callable[[], Visitor]
) -> None:
    chair, secretary, third = visit(), visit(), visit()
    for who, code in ((chair, CHAIR), (secretary, SECRETARY), (third, THIRD)):
        who.sign_in(code.lower())
    chair.open(PAGE)
    chair.page.get_by_role("button", name="Chốt danh sách").click()
    codes = [take_code(chair), take_code(secretary)]
    chair.open(PAGE)
    chair.page.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(chair.page.get_by_text("Đã bỏ 0, còn 7")).to_be_visible()
    assert chair.problems() == []

    receipts = [
        vote(who, choice)
        for who, choice in ((chair, "high"), (secretary, "middle"), (third, "high"))
    ]
    assert len(set(receipts)) == 3
    vote_as(town, VOTERS[3:], {1: "high", 2: "low"})
    nothing_is_kept_on_the_device(third.page)

    chair.open(PAGE)
    expect(chair.page.get_by_text("Cả 7 người đã bỏ")).to_be_visible()
    chair.page.get_by_role("link", name="Đóng phiếu").click()
    chair.page.get_by_label("Mã của người thứ nhất").fill(codes[0])
    chair.page.get_by_label("Mã của người thứ hai").fill(codes[1].lower())
    assert chair.problems() == []
    chair.page.get_by_role("button", name="Đóng phiếu").click()
    expect(chair.page.get_by_text("xé các tờ mã")).to_be_visible()
    assert Ballot.objects.get(pk=DRAFT).state == "sealed"

    third.open(PAGE)
    third.page.get_by_role("button", name="Đếm lại ngay").click()
    expect(third.page.get_by_text("khớp với bảng, với danh sách")).to_be_visible()
    third.page.get_by_label("Tìm mã biên nhận").fill(receipts[2].lower())
    expect(third.page.get_by_text("có trong danh sách", exact=True)).to_be_visible()
    third.page.get_by_label("Tìm mã biên nhận").fill("0000-0000")
    expect(third.page.get_by_text("không có trong danh sách", exact=True)).to_be_visible()
    assert third.problems() == []


def take_code(who: Visitor) -> str:
    """The code as the page shows it this once."""
    who.open(PAGE)
    who.page.get_by_role("button", name="Nhận mã của tôi").click()
    shown = who.page.locator(".bl-code").inner_text().strip()
    assert who.problems() == []
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", shown)
    return shown


def vote(who: Visitor, choice: str) -> str:
    """One candidate a screen, back and forth, a choice changed before it is sent: the receipt."""
    page = who.page
    who.open("/?year=2021")
    page.locator(f"a[href$='{PAGE}phieu/']").first.click()
    expect(page.get_by_text("Phiếu 1 trong 2")).to_be_visible()
    expect(page.get_by_label("Để trắng").first).to_be_checked()
    assert who.problems() == []
    page.get_by_label("low").first.check()
    page.get_by_role("button", name="Người tiếp theo").or_(
        page.get_by_role("button", name="Xem lại cả phiếu")
    ).click()
    expect(page.get_by_text("Phiếu 2 trong 2")).to_be_visible()
    page.get_by_role("button", name="Trước").click()
    page.get_by_label(choice).first.check()
    page.get_by_role("button", name="Người tiếp theo").click()
    page.get_by_role("button", name="Xem lại cả phiếu").click()
    expect(page.get_by_role("button", name=f"Việc 1 {choice}")).to_be_visible()
    assert who.problems() == []
    page.get_by_role("button", name=re.compile("Gửi phiếu")).click()
    expect(page.get_by_role("heading", name="Phiếu đã vào hòm")).to_be_visible()
    assert who.problems() == []
    shown = page.locator("#receipt").inner_text().strip()
    page.go_back()  # the slip is gone: whoever has voted is led to the receipt
    expect(page.get_by_label(choice)).to_have_count(0)
    return shown


def nothing_is_kept_on_the_device(page: Page) -> None:
    kept = page.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "c1" not in kept.replace("csrf", "")
    assert "high" not in kept
