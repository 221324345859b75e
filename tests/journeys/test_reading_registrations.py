"""A district's officer reads a registration with the keyboard, and answers it in one act."""

from playwright.sync_api import expect

from tests.acceptance.town import SENT, register
from tests.journeys.conftest import Visitor
from tests.web.town import Town
from thidua.acceptance.models import Verdict
from thidua.accounts.models import Role
from thidua.registrations.models import Task

LIST = "/nam/2021/doc-dang-ky/GL/"
FIVE = 5


def test_each_clarity_is_accepted_or_returned_by_keys(visitor: Visitor, town: Town) -> None:
    register(town, town.campaign)
    town.officer("huyen", Role.UPPER_LEVEL, "GL")
    visitor.sign_in("huyen")
    visitor.open(LIST)
    assert visitor.problems() == []
    visitor.open(f"{LIST}GL02/")
    page = visitor.page
    for _ in range(FIVE - 1):
        page.keyboard.press("n")
    page.keyboard.press("t")
    page.keyboard.type("Nêu tháng kiểm tra.")
    expect(page.locator("#answer-count")).to_contain_text("Nhận 4 mục, trả lại 1, còn 5")
    assert visitor.problems() == []
    page.reload()  # what is prepared outlives the page
    expect(page.locator("#answer-count")).to_contain_text("Nhận 4 mục, trả lại 1, còn 5")
    page.locator("[data-clause]").nth(FIVE).focus()
    for _ in range(FIVE):
        page.keyboard.press("n")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("nhận 9 mục, trả lại 1 mục")).to_be_visible()
    assert Task.objects.get(pk=SENT).status == "returned"
    assert Verdict.objects.get(accepted=False).reason == "Nêu tháng kiểm tra."
