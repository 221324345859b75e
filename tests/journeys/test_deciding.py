"""A committee decides: draft, preview, what saves itself, and issuing by name; at desktop and phone
width.
"""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.builder import OPERATOR
from tests.cast import everybody_good
from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.accounts.models import Role, User
from thidua.decisions.models import DecisionItem
from thidua.facts.models import FactSheet
from thidua.ratings.actions import classify


def test_from_a_draft_to_what_is_issued(
    visitor: Visitor, officer: Callable[..., User], town: Town
) -> None:
    FactSheet.objects.all().delete()
    everybody_good(town.campaign)
    classify(campaign=town.campaign, actor=OPERATOR)
    officer(Role.GRASSROOTS, "GL02")
    visitor.sign_in("officer")
    page = visitor.page
    visitor.open("/quyet-dinh/2021/moi/GL02/?kind=member")
    assert visitor.problems() == []
    page.get_by_role("button", name="Soạn quyết định cho 20 trường hợp").click()
    expect(page.get_by_text("Quyết định chưa có số")).to_be_visible()
    page.get_by_label("Số, ký hiệu").fill("12-QĐ/ĐU")
    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc", timeout=30_000)
    expect(page.locator("#decision-paper")).to_contain_text("Số 12-QĐ/ĐU")
    expect(page.get_by_text("Đủ điều kiện ban hành")).to_be_visible()
    assert visitor.problems() == []
    page.get_by_label("Gõ 12-QĐ/ĐU để xác nhận").fill("12-QĐ/ĐU")
    page.get_by_role("button", name="Ban hành cho 20 trường hợp").click()
    expect(page.get_by_role("heading", name="Đã ban hành, không sửa được nữa")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/quyet-dinh/2021/\d+/$"))
    assert visitor.problems() == []
    assert DecisionItem.objects.filter(decision__number="12-QĐ/ĐU").count() == 20
